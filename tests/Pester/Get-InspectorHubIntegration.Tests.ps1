#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $hub = Start-InspectorHubEmulator -NoRateLimit
}

AfterAll { Stop-InspectorHubEmulator $hub }

Describe 'Get-InspectorHubIntegration' {
    It 'says how the integration stands' {
        (Get-InspectorHubIntegration @hub).SubscriptionEnabled | Should -BeTrue
    }
}
