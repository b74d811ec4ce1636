# Runs the scripts of a folder, each against a fresh emulator at the same address, and says of each what went wrong. In a
# process of its own: the AWS SDK reads the environment once.
param([string] $Manifest, [string] $Folder, [string] $Examples)

Import-Module $Manifest
$ConfirmPreference = 'None'
$connection = @{ Region = 'us-east-1'; AccessKey = 'AKIDEXAMPLE'; SecretKey = 'example-secret' }
$port = 0
foreach ($script in Get-ChildItem $Folder -Filter *.ps1) {
    # The folder of the last one, which goes, must not be the location.
    Set-Location $Folder
    $work = Join-Path $Folder 'work'
    Remove-Item $work, (Join-Path $Folder 'state') -Recurse -Force -ErrorAction Ignore
    $null = New-Item "$work/ci" -ItemType Directory
    Copy-Item "$Examples/findings/*" $work
    Copy-Item "$Examples/scan.cdx.json" "$work/ci"
    Copy-Item "$work/inspector2.json" "$work/report.json"
    Set-Location $work

    $hub = Import-InspectorFinding ./report.json | Start-InspectorHubEmulator -Port $port -NoRateLimit @connection
    $port = $hub.Port
    Copy-Item "$Examples/cis" $work -Recurse
    $env:AWS_ENDPOINT_URL = $hub.EndpointUrl
    $wrong = @(
        try { & $script.FullName 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] } } catch { $_ }
    )
    Stop-InspectorHubEmulator $hub
    "EXAMPLE`t$($script.BaseName)`t$(($wrong -join ' | ') -replace '\s+', ' ')"
}

Set-Location $Folder
