<#
.SYNOPSIS
    Builds, tests or packs InspectorHub. Every task is one call of the .NET SDK; nothing is built here that 'dotnet build' does not build.
.EXAMPLE
    ./build.ps1
    Leaves the finished module in out/InspectorHub.
.EXAMPLE
    ./build.ps1 -Task Test
    Runs the .NET tests.
.EXAMPLE
    ./build.ps1 -Task Pester
    Builds, then runs the Pester tests (needs Pester 5) against the built module.
.EXAMPLE
    ./build.ps1 -Task Package
    Leaves a package that Publish-PSResource takes in out/.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Pester', 'Package', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$solution = Join-Path $PSScriptRoot 'InspectorHub.sln'

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $args ended with exit code $LASTEXITCODE." }
}

Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Build' { Invoke-DotNet build $solution -c $Configuration }
        'Test' { Invoke-DotNet test -c $Configuration }
        'Package' { Invoke-DotNet pack src/InspectorHub -c $Configuration }
        'Clean' {
            Invoke-DotNet clean $solution -c $Configuration
            Remove-Item out -Recurse -Force -ErrorAction Ignore
        }
        'Pester' {
            Invoke-DotNet build $solution -c $Configuration
            Import-Module Pester -MinimumVersion 5.0
            $results = Invoke-Pester -Path tests/Pester -Output Detailed -PassThru
            if ($results.FailedCount -gt 0) { throw "$($results.FailedCount) Pester tests failed." }
        }
    }
}
finally {
    Pop-Location
}
