#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $hub = Start-InspectorHubEmulator -NoRateLimit
}

AfterAll { Stop-InspectorHubEmulator $hub }

Describe 'Enable-InspectorHubIntegration' {
    It 'switches the flow on' {
        Disable-InspectorHubIntegration @hub
        Enable-InspectorHubIntegration @hub
        (Get-InspectorHubIntegration @hub).SubscriptionEnabled | Should -BeTrue
    }

    It 'may be called twice' {
        Enable-InspectorHubIntegration @hub
        { Enable-InspectorHubIntegration @hub -ErrorAction Stop } | Should -Not -Throw
    }
}
