# Runs *.ps1 of a folder, each against a fresh emulator at the same address, and says of each what went wrong.
param([string] $Manifest, [string] $Folder, [string] $Files)

Import-Module $Manifest
$ConfirmPreference = 'None'
$connection = @{ Region = 'us-east-1'; AccessKey = 'AKIDEXAMPLE'; SecretKey = 'example-secret' }
$port = 0
$scripts = [IO.Directory]::GetFiles($Folder, '*.ps1')
[Array]::Sort($scripts, [StringComparer]::Ordinal)
foreach ($script in $scripts) {
    $work = [IO.Path]::Combine($Folder, 'work')
    foreach ($left in $work, [IO.Path]::Combine($Folder, 'state')) { if ([IO.Directory]::Exists($left)) { [IO.Directory]::Delete($left, $true) } }
    $null = [IO.Directory]::CreateDirectory([IO.Path]::Combine($work, 'ci'))
    foreach ($file in [IO.Directory]::GetFiles($Files)) { [IO.File]::Copy($file, [IO.Path]::Combine($work, [IO.Path]::GetFileName($file))) }
    [IO.File]::Copy([IO.Path]::Combine($Files, '..', 'scan.cdx.json'), [IO.Path]::Combine($work, 'ci', 'scan.cdx.json'))
    [IO.File]::Copy([IO.Path]::Combine($work, 'inspector2.json'), [IO.Path]::Combine($work, 'report.json'))
    $null = $ExecutionContext.SessionState.Path.SetLocation($work)

    $hub = Import-InspectorFinding ./report.json | Start-InspectorHubEmulator -Port $port -NoRateLimit @connection
    $port = $hub.Port
    $env:AWS_ENDPOINT_URL = $hub.EndpointUrl
    $wrong = @()
    try {
        & $script 2>&1 | ForEach-Object { if ($_ -is [System.Management.Automation.ErrorRecord]) { $wrong += "$_" } }
    }
    catch {
        $wrong += "$_"
    }

    Stop-InspectorHubEmulator $hub
    "EXAMPLE`t$([IO.Path]::GetFileNameWithoutExtension($script))`t$(($wrong -join ' | ') -replace '\s+', ' ')"
}

$null = $ExecutionContext.SessionState.Path.SetLocation($Folder)
