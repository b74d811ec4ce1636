#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll { . "$PSScriptRoot/Setup.ps1" }

AfterAll { Stop-InspectorHubEmulator -All }

Describe 'Stop-InspectorHubEmulator' {
    It 'frees the port' {
        $one = Start-InspectorHubEmulator
        Stop-InspectorHubEmulator $one
        $two = Start-InspectorHubEmulator -Port $one.Port
        $two.Port | Should -Be $one.Port
        Stop-InspectorHubEmulator $two
        $two.IsRunning | Should -BeFalse
    }
}
