#Requires -Version 7.4
<#
.SYNOPSIS
    Builds, tests or packs InspectorHub. What is built is built by 'dotnet build'; nothing is built here.
.EXAMPLE
    ./build.ps1
    Leaves the finished module in out/InspectorHub.
.EXAMPLE
    ./build.ps1 -Task Test
    Runs the .NET tests, and the Pester tests with Pester 5 and with Pester 6, and adds up what passed.
.EXAMPLE
    ./build.ps1 -Task Package
    Leaves the package that Publish-PSResource takes in out/.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Package', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$env:DOTNET_CLI_UI_LANGUAGE = 'en'
$solution = Join-Path $PSScriptRoot 'InspectorHub.sln'

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $args ended with exit code $LASTEXITCODE." }
}

# All tests, and as the last line what they come to. A run without counts has failed.
function Test-Everything {
    $total = @{ passed = 0; failed = 0; skipped = 0 }

    & dotnet test -c $Configuration | Tee-Object -Variable said
    $net = @{}
    $said | Select-String '^\s*(succeeded|failed|skipped): (\d+)' | ForEach-Object { $net[$_.Matches[0].Groups[1].Value] = [int]$_.Matches[0].Groups[2].Value }
    $total.passed += $net['succeeded']
    $total.failed += [Math]::Max([int]$net['failed'], [int]($LASTEXITCODE -ne 0 -or -not $net['succeeded']))
    $total.skipped += $net['skipped']

    # One process can load only one Pester. Both run at once.
    $engine = @([Environment]::ProcessPath)
    if ((Split-Path $engine[0] -LeafBase) -eq 'dotnet') { $engine += "$PSHOME/pwsh.dll" }
    '5', '6' | ForEach-Object -ThrottleLimit 2 -Parallel {
        $command, [string[]] $arguments = $using:engine
        , @(& $command @arguments -NoProfile -File "$using:PSScriptRoot/tests/Pester/run.ps1" -Pester $_)
    } | ForEach-Object {
        $_
        if ("$($_[-1])" -match '(\d+) passed, (\d+) failed, (\d+) skipped') {
            $total.passed += $Matches[1]
            $total.failed += $Matches[2]
            $total.skipped += $Matches[3]
        }
        else { $total.failed++ }
    }

    "Together $($total.passed) passed, $($total.failed) failed, $($total.skipped) skipped."
    if ($total.failed -gt 0) { exit 1 }
}

Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Build' { Invoke-DotNet build $solution -c $Configuration }
        'Test' { Test-Everything }
        'Package' { Invoke-DotNet pack src/InspectorHub -c $Configuration }
        'Clean' {
            Invoke-DotNet clean $solution -c $Configuration
            Remove-Item out -Recurse -Force -ErrorAction Ignore
        }
    }
}
finally {
    Pop-Location
}
