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
# In the source tree the module is where the build has left it; installed, it goes by its name.
$built = "$PSScriptRoot/../out/InspectorHub/InspectorHub.psd1"
Import-Module $(if (Test-Path $built) { $built } else { 'InspectorHub' })

# The outbox keeps findings safe until Security Hub has answered. This one is for the demonstration alone.
$outbox = [IO.Path]::Combine([IO.Path]::GetTempPath(), "inspectorhub-quickstart-$PID.db")
$hub = Start-InspectorHubEmulator
try {
    # Out-Host shows each group as a table of its own.
    "A local Security Hub listens on $($hub.EndpointUrl)" | Out-Host

    $findings = @(Import-InspectorFinding -Path $Path)
    "Read $($findings.Count) Inspector findings from $Path" | Out-Host
    $findings | Out-Host

    'Sent to Security Hub:' | Out-Host
    $findings | Send-InspectorFindingToHub -OutboxPath $outbox @hub | Out-Host

    $held = @(Get-InspectorHubFinding @hub)
    "Security Hub holds $($held.Count) findings:" | Out-Host
    $held | Out-Host

    'The same findings again, one of them changed since:' | Out-Host
    $findings[0].UpdatedAt = [DateTimeOffset]::UtcNow
    $findings[0].Title = "$($findings[0].Title) (seen again)"
    $findings | Send-InspectorFindingToHub -OutboxPath $outbox @hub | Out-Host

    $held = @(Get-InspectorHubFinding @hub)
    "Security Hub still holds $($held.Count) findings; the changed one now reads:" | Out-Host
    $held | Where-Object Title -Like '*(seen again)' | ForEach-Object Title | Out-Host
}
finally {
    Stop-InspectorHubEmulator $hub
    foreach ($file in $outbox, "$outbox-wal", "$outbox-shm") { [IO.File]::Delete($file) }
}
