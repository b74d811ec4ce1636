#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll { . "$PSScriptRoot/Setup.ps1" }

Describe 'Disable-InspectorHubIntegration' {
    BeforeEach { $hub = Start-InspectorHubEmulator -Region eu-central-1 -NoRateLimit }

    AfterEach { Stop-InspectorHubEmulator $hub }

    It 'switches the flow off' {
        Disable-InspectorHubIntegration @hub
        (Get-InspectorHubIntegration @hub).SubscriptionEnabled | Should -BeFalse
    }

    It 'may be called twice, and shows with -PassThru how it stands' {
        (Disable-InspectorHubIntegration @hub -PassThru -ErrorAction Stop).SubscriptionEnabled | Should -BeFalse
        (Disable-InspectorHubIntegration @hub -PassThru -ErrorAction Stop).SubscriptionEnabled | Should -BeFalse
    }

    It 'changes nothing with -WhatIf, and gives nothing' {
        Disable-InspectorHubIntegration @hub -WhatIf -PassThru | Should -BeNullOrEmpty
        (Get-InspectorHubIntegration @hub).SubscriptionEnabled | Should -BeTrue
    }
}
