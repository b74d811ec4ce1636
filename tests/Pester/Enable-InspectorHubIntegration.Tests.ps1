#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll { . "$PSScriptRoot/Setup.ps1" }

Describe 'Enable-InspectorHubIntegration' {
    BeforeEach {
        $hub = Start-InspectorHubEmulator -Region eu-central-1 -NoRateLimit
        Disable-InspectorHubIntegration @hub -WarningAction Ignore
    }

    AfterEach { Stop-InspectorHubEmulator $hub }

    It 'switches the flow on' {
        Enable-InspectorHubIntegration @hub
        (Get-InspectorHubIntegration @hub).SubscriptionEnabled | Should -BeTrue
    }

    It 'may be called twice, and shows with -PassThru how it stands' {
        (Enable-InspectorHubIntegration @hub -PassThru -ErrorAction Stop).SubscriptionEnabled | Should -BeTrue
        (Enable-InspectorHubIntegration @hub -PassThru -ErrorAction Stop).SubscriptionEnabled | Should -BeTrue
    }

    It 'changes nothing with -WhatIf' {
        Enable-InspectorHubIntegration @hub -WhatIf
        (Get-InspectorHubIntegration @hub).SubscriptionEnabled | Should -BeFalse
    }

    It 'takes the other hub, and both' {
        { Enable-InspectorHubIntegration @hub -Hub V2 -ErrorAction Stop } | Should -Not -Throw
        $state = Enable-InspectorHubIntegration @hub -Hub Cspm, V2 -EnableHub -PassThru
        $state.SubscriptionEnabled, $state.HubV2Enabled | Should -Be $true, $true
    }
}
