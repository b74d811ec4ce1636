#Requires -Modules InspectorHub

<#
.SYNOPSIS
    Compares Security Hub with Amazon Inspector, makes good what differs, and writes a report.
.DESCRIPTION
    Made to run once a week beside a flow of one's own: adds what is missing, updates what is outdated, archives what is
    over, and gives the report to whoever looks at it.
.PARAMETER Connection
    Connection parameters. Nothing takes what the AWS SDK finds.
.PARAMETER ReportPath
    The HTML file to write.
.PARAMETER OutboxPath
    The outbox, where it shall not be the user's own.
.PARAMETER Limit
    With more differences than this, nothing is sent: somebody should look first.
.EXAMPLE
    ./weekly-reconcile.ps1 -Connection @{ Region = 'eu-central-1'; ProfileName = 'security' } -ReportPath ./week.html
#>
[CmdletBinding()]
param(
    [System.Collections.IDictionary] $Connection = @{},
    [Parameter(Mandatory)] [string] $ReportPath,
    [string] $OutboxPath,
    [int] $Limit = 1000
)

$outbox = @{}
if ($OutboxPath) { $outbox.OutboxPath = $OutboxPath }

$differences = @(Compare-InspectorHubFinding @Connection)
if ($differences.Count -gt $Limit) { throw "$($differences.Count) findings differ, more than $Limit. Nothing was sent." }
$differences | Send-InspectorFindingToHub @Connection @outbox -TimeoutSec 3600
Get-InspectorHubFinding @Connection | Export-InspectorHubReport -Path $ReportPath -Title 'Amazon Inspector, this week' @outbox
