#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll { . "$PSScriptRoot/Setup.ps1" }

Describe 'Disable-InspectorHubIntegration' {
    BeforeEach { $hub = Start-InspectorHubEmulator -Region eu-central-1 -NoRateLimit }

    AfterEach { Stop-InspectorHubEmulator $hub }

    It 'switches the flow to Security Hub CSPM off, and says what it cannot stop' {
        $result = Invoke-Recorded { Disable-InspectorHubIntegration @hub }
        $result.Errors | Should -HaveCount 0
        $result.Warnings | Should -BeLike '*goes on receiving*'
        $state = Get-InspectorHubIntegration @hub
        $state.SubscriptionEnabled, $state.HubV2Enabled | Should -Be $false, $true
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
