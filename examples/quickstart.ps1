<#
.SYNOPSIS
    The main job, end to end, on a Security Hub of your own: no AWS account, nothing to set up.
.DESCRIPTION
    Reads Inspector findings from files, translates them, delivers them to a local Security Hub and reads them back; then
    does it again with one finding changed, to show that a finding seen again updates the one already there.
#>
param(
    # Files with Inspector findings: replies of ListFindings or DescribeFindings, reports, events, scans.
    [string] $Path = "$PSScriptRoot/findings/*.json"
)

$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/../out/InspectorHub/InspectorHub.psd1"

# The outbox keeps findings safe until Security Hub has answered. This one is for the demonstration alone.
$outbox = [IO.Path]::Combine([IO.Path]::GetTempPath(), "inspectorhub-quickstart-$PID.db")
$hub = Start-InspectorHubEmulator
try {
    "A local Security Hub listens on $($hub.EndpointUrl)"

    $findings = @(Import-InspectorFinding -Path $Path)
    "Read $($findings.Count) Inspector findings from $Path"
    $findings

    'Sent to Security Hub:'
    $findings | Send-InspectorFindingToHub -OutboxPath $outbox @hub

    $held = @(Get-InspectorHubFinding @hub)
    "Security Hub holds $($held.Count) findings:"
    $held

    'The same findings again, one of them changed since:'
    $findings[0].UpdatedAt = [DateTimeOffset]::UtcNow
    $findings[0].Title = "$($findings[0].Title) (seen again)"
    $findings | Send-InspectorFindingToHub -OutboxPath $outbox @hub

    $held = @(Get-InspectorHubFinding @hub)
    "Security Hub still holds $($held.Count) findings; the changed one now reads:"
    $held | Where-Object Title -Like '*(seen again)'
}
finally {
    Stop-InspectorHubEmulator $hub
    foreach ($file in $outbox, "$outbox-wal", "$outbox-shm") { [IO.File]::Delete($file) }
}
