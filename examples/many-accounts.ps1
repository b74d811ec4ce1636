#Requires -Modules InspectorHub

<#
.SYNOPSIS
    Replaces Inspector's own flow by a filtered one in many accounts and Regions, with a role in each account.
.DESCRIPTION
    For every account: assumes the role, looks at the integration, stops the built-in flow, and sends what is severe. An
    account that fails is reported and does not hold up the others.
.PARAMETER Account
    Account ids.
.PARAMETER RoleName
    A role of that name exists in each account and may be assumed from here. docs/iam.md lists what it has to allow.
.PARAMETER Region
    The Regions.
.PARAMETER Connection
    Connection parameters beyond Region and RoleArn, for example ProfileName.
.PARAMETER Severity
    What is worth sending.
.PARAMETER OutboxPath
    The outbox, where it shall not be the user's own.
.EXAMPLE
    ./many-accounts.ps1 -Account 111122223333, 444455556666 -RoleName InspectorHub -Region eu-central-1, eu-west-1
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)] [string[]] $Account,
    [Parameter(Mandatory)] [string] $RoleName,
    [Parameter(Mandatory)] [string[]] $Region,
    [System.Collections.IDictionary] $Connection = @{},
    [string[]] $Severity = @('CRITICAL', 'HIGH'),
    [string] $OutboxPath
)

$delivery = @{ TimeoutSec = 900 }
if ($OutboxPath) { $delivery.OutboxPath = $OutboxPath }

foreach ($id in $Account) {
    $role = @{ RoleArn = "arn:aws:iam::${id}:role/$RoleName"; RoleSessionName = 'InspectorHub' }
    Disable-InspectorHubIntegration @Connection @role -Region $Region
    foreach ($one in $Region) {
        Get-InspectorFinding @Connection @role -Region $one -Status ACTIVE -Severity $Severity |
            Send-InspectorFindingToHub @Connection @role @delivery -Region $one
    }
}
