#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $hub = Start-InspectorHubEmulator -NoRateLimit
}

AfterAll { Stop-InspectorHubEmulator $hub }

Describe 'Disable-InspectorHubIntegration' {
    It 'changes nothing with -WhatIf' {
        Enable-InspectorHubIntegration @hub
        Disable-InspectorHubIntegration @hub -WhatIf
        (Get-InspectorHubIntegration @hub).SubscriptionEnabled | Should -BeTrue
    }

    It 'switches the flow off' {
        Disable-InspectorHubIntegration @hub
        (Get-InspectorHubIntegration @hub).SubscriptionEnabled | Should -BeFalse
    }
}
