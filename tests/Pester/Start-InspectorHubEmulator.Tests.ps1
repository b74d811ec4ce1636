#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll { . "$PSScriptRoot/Setup.ps1" }

AfterAll { Stop-InspectorHubEmulator -All }

Describe 'Start-InspectorHubEmulator' {
    It 'is refused on an address that others can reach' {
        { Start-InspectorHubEmulator -Address 0.0.0.0 } | Should -Throw
    }
}
