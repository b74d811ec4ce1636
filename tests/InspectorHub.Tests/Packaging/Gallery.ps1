# What a user does with the package, from a folder as the repository: finds it by a command, installs, imports and uses it,
# updates to what a maintainer publishes, and uninstalls. HOME is a folder of the test's own.
param([string] $Package, [string] $Feed)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Copy-Item $Package $Feed
Register-PSResourceRepository Local -Uri $Feed -Trusted
"found by its command: $((Find-PSResource -CommandName ConvertTo-Asff -Repository Local).Names)"
"found: $((Find-PSResource InspectorHub -Repository Local).LicenseUri)"

Install-PSResource InspectorHub -Repository Local
Import-Module InspectorHub
$module = Get-Module InspectorHub
"imported: $($module.Version), $($module.ExportedCmdlets.Count) cmdlets"
$hub = Start-InspectorHubEmulator
$outbox = @{ OutboxPath = Join-Path $HOME 'outbox.db' }
$sent = Import-InspectorFinding "$($module.ModuleBase)/examples/findings/inspector2.json" | Send-InspectorFindingToHub @hub @outbox
"sent: received $($sent.Received), held $($hub.Findings)"
Stop-InspectorHubEmulator $hub
"help: $((Get-Help Send-InspectorFindingToHub).Synopsis)"

# The next version, as a maintainer publishes it from the module's folder.
$null = New-Item (Join-Path $HOME 'next') -ItemType Directory
$next = Join-Path $HOME 'next/InspectorHub'
Copy-Item $module.ModuleBase $next -Recurse
$manifest = Join-Path $next 'InspectorHub.psd1'
Set-Content $manifest ((Get-Content $manifest -Raw) -replace "ModuleVersion( *)= '.*'", "ModuleVersion`$1= '9.0.0'")
Publish-PSResource -Path $next -Repository Local
Update-PSResource InspectorHub -Repository Local
"updated: $((Get-PSResource InspectorHub).Version -join ', ')"
# A session keeps the assemblies that it has loaded: the new version is in the next one.
"still: $((Get-Module InspectorHub).Version)"

Uninstall-PSResource InspectorHub -Version '*'
"left: $(@(Get-PSResource InspectorHub -ErrorAction Ignore).Count)"
