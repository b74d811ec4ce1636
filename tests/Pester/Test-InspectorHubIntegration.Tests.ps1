#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $hub = Start-InspectorHubEmulator -NoRateLimit
}

AfterAll { Stop-InspectorHubEmulator $hub }

Describe 'Test-InspectorHubIntegration' {
    It 'diagnoses the integration' {
        Test-InspectorHubIntegration @hub -Quiet | Should -BeTrue
        (Test-InspectorHubIntegration @hub).Name | Should -Contain 'Security Hub'
    }
}
