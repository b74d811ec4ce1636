#Requires -Modules InspectorHub

<#
.SYNOPSIS
    Forwards what is urgent from Amazon Inspector to Security Hub, instead of Inspector's own flow of everything.
.DESCRIPTION
    Takes the active findings of the chosen severities, keeps those that somebody can act on (a fix is there, or an exploit
    is), and delivers them. Made to run on a schedule: what could not be delivered waits in the outbox for the next run.
.PARAMETER Connection
    Connection parameters, or a local Security Hub of Start-InspectorHubEmulator. Nothing takes what the AWS SDK finds.
.PARAMETER Severity
    The severities that are worth it.
.PARAMETER OutboxPath
    The outbox, where it shall not be the user's own.
.PARAMETER TimeoutSec
    How long to try before the rest is left to the next run.
.OUTPUTS
    What became of the findings, as Send-InspectorFindingToHub tells it.
.EXAMPLE
    ./forward-urgent-findings.ps1 -Connection @{ Region = 'eu-central-1'; ProfileName = 'security' }
#>
[CmdletBinding()]
param(
    [System.Collections.IDictionary] $Connection = @{},
    [string[]] $Severity = @('CRITICAL', 'HIGH'),
    [string] $OutboxPath,
    [int] $TimeoutSec = 600
)

$delivery = @{ TimeoutSec = $TimeoutSec }
if ($OutboxPath) { $delivery.OutboxPath = $OutboxPath }

Get-InspectorFinding @Connection -Status ACTIVE -Severity $Severity |
    Where-Object { $_.FixAvailable -in 'YES', 'PARTIAL' -or $_.ExploitAvailable -eq 'YES' } |
    Send-InspectorFindingToHub @Connection @delivery
