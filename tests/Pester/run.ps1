<#
.SYNOPSIS
    Runs the Pester tests, or some of them, against the built module.
.PARAMETER Path
    Files or folders with tests; wildcards are allowed. Without it all tests.
.PARAMETER Pester
    The major version of Pester: 5 or 6. One process can load only one of them.
.PARAMETER Name
    Runs only the tests whose full name is like this: '*outage*'.
.PARAMETER Output
    How much Pester tells of the tests that pass.
.EXAMPLE
    dotnet tool run pwsh -- tests/Pester/run.ps1 -Pester 5 -Path tests/Pester/ConvertTo-Asff.Tests.ps1
#>
[CmdletBinding()]
param(
    [string[]] $Path = $PSScriptRoot,
    [ValidateSet('5', '6')] [string] $Pester = '6',
    [string] $Name = '*',
    [ValidateSet('None', 'Normal', 'Detailed', 'Diagnostic')] [string] $Output = 'Normal'
)

$ErrorActionPreference = 'Stop'
# The build lays both versions there (tools/Pwsh); an installed one does as well.
$env:PSModulePath = [IO.Path]::GetFullPath("$PSScriptRoot/../../out/modules") + [IO.Path]::PathSeparator + $env:PSModulePath
Import-Module Pester -MinimumVersion "$Pester.0" -MaximumVersion "$Pester.999"

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
if ($Name -ne '*') { $configuration.Filter.FullName = $Name }
$configuration.Output.Verbosity = $Output
# Results belong in the log as they are, not as escape sequences.
if ([Console]::IsOutputRedirected) { $configuration.Output.RenderMode = 'Plaintext' }
$run = Invoke-Pester -Configuration $configuration

$failed = $run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount
"Pester $($run.Version) on PowerShell $($PSVersionTable.PSVersion): $($run.PassedCount) passed, $failed failed, $($run.SkippedCount) skipped"
exit [Math]::Min($failed, 100)
