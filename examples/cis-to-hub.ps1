<#
.SYNOPSIS
    CIS scans of Amazon Inspector into Security Hub, end to end and twice, on this machine: no AWS account, nothing to set up.
.DESCRIPTION
    Inspector keeps the results of its CIS scans to itself. This plays an Inspector with a weekly scan of three instances and
    a Security Hub, and synchronizes the two; then a week later, when one check is mended, one instance is gone and one could
    not be scanned. It shows what became of each.

    Against AWS the one line that matters is Sync-InspectorFindingToHub -Cis, from a scheduler.
.PARAMETER Path
    The folder of the two scans, as Inspector's API gives them.
#>
param([string] $Path = "$PSScriptRoot/cis")

$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/../out/InspectorHub/InspectorHub.psd1"

# Outbox and checkpoint, for the demonstration alone.
$folder = [IO.Directory]::CreateDirectory([IO.Path]::Combine([IO.Path]::GetTempPath(), "inspectorhub-cis-$PID")).FullName
$outbox = @{ OutboxPath = [IO.Path]::Combine($folder, 'outbox.db') }
function Show-Check {
    Get-InspectorHubFinding @hub | Sort-Object Title, Id | ForEach-Object {
        "  $($_.RecordState) on $($_.Resources[0].Tags['Name']): $($_.Title)"
        "    $($_.Compliance.Status) $($_.Compliance.StatusReasons.Description)"
    } | Out-Host
}

$hub = Get-Content "$Path/first-scan.json" | Start-InspectorHubEmulator -Region eu-central-1
try {
    'The first scan, as Inspector has it:' | Out-Host
    Get-InspectorFinding -Cis -Status All @hub | Out-Host

    'Synchronized: what failed is sent.' | Out-Host
    Sync-InspectorFindingToHub -Cis @hub @outbox | Out-Host
    Show-Check

    $null = Invoke-RestMethod "$($hub.EndpointUrl)/_emulator/seed" -Method Post -InFile "$Path/second-scan.json"
    'A week later one check is mended on web, batch is gone, and database could not be scanned:' | Out-Host
    Sync-InspectorFindingToHub -Cis @hub @outbox | Out-Host
    Show-Check

    'And again, with no new scan: nothing to do.' | Out-Host
    Sync-InspectorFindingToHub -Cis @hub @outbox | Out-Host
}
finally {
    Stop-InspectorHubEmulator $hub
    [IO.Directory]::Delete($folder, $true)
}
