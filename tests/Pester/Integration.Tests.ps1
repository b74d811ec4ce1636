#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Import.ps1"
    $hub = Start-InspectorHubEmulator -NoRateLimit
}

AfterAll {
    Stop-InspectorHubEmulator $hub
}

Describe 'The integration' {
    It 'is switched off and on, and says how it stands' {
        Disable-InspectorHubIntegration @hub
        (Get-InspectorHubIntegration @hub).SubscriptionEnabled | Should -BeFalse
        Enable-InspectorHubIntegration @hub
        (Get-InspectorHubIntegration @hub).SubscriptionEnabled | Should -BeTrue
    }

    It 'may be switched on twice' {
        Enable-InspectorHubIntegration @hub
        { Enable-InspectorHubIntegration @hub -ErrorAction Stop } | Should -Not -Throw
    }

    It 'is left as it is with -WhatIf' {
        Enable-InspectorHubIntegration @hub
        Disable-InspectorHubIntegration @hub -WhatIf
        (Get-InspectorHubIntegration @hub).SubscriptionEnabled | Should -BeTrue
    }

    It 'is diagnosed by Test-InspectorHubIntegration' {
        Test-InspectorHubIntegration @hub -Quiet | Should -BeTrue
        (Test-InspectorHubIntegration @hub).Name | Should -Contain 'Security Hub'
    }
}

Describe 'Start-InspectorHubEmulator' {
    It 'frees its port when it is stopped' {
        $one = Start-InspectorHubEmulator
        Stop-InspectorHubEmulator $one
        $two = Start-InspectorHubEmulator -Port $one.Port
        $two.Port | Should -Be $one.Port
        Stop-InspectorHubEmulator $two
        $two.IsRunning | Should -BeFalse
    }

    It 'is refused on an address that others can reach' {
        { Start-InspectorHubEmulator -Address 0.0.0.0 } | Should -Throw
    }
}
