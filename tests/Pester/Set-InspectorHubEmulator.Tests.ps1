#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll { . "$PSScriptRoot/Setup.ps1" }

Describe 'Set-InspectorHubEmulator' {
    AfterEach { Stop-InspectorHubEmulator -All }

    It 'lets findings come, change, close, come back, be forgotten and vanish' {
        $hub = Start-InspectorHubEmulator
        (New-Finding 1), (New-Finding 2) | Set-InspectorHubEmulator $hub
        $one, $two = (Get-InspectorFinding @hub).FindingArn
        Set-InspectorHubEmulator -Close $one -ResourceIsGone
        (Get-InspectorFinding @hub).Status | Should -Be CLOSED, ACTIVE
        Set-InspectorHubEmulator -Reopen $one
        (Get-InspectorFinding @hub).Status | Should -Be ACTIVE, ACTIVE
        Set-InspectorHubEmulator -Close $one -AdvanceClock 31.00:00:00
        (Get-InspectorFinding @hub).FindingArn | Should -Be $two
        Set-InspectorHubEmulator -Remove $two
        Get-InspectorFinding @hub | Should -BeNullOrEmpty
    }

    It 'says which finding there is not' {
        Start-InspectorHubEmulator | Out-Null
        $result = Invoke-Recorded { Set-InspectorHubEmulator -Close 'arn:aws:inspector2:us-east-1:123456789012:finding/0' }
        $result.Errors[0] | Get-ErrorId | Should -Be FindingNotFound
    }

    It 'takes no plain number for a time, which would be ticks' {
        $hub = Start-InspectorHubEmulator
        { Set-InspectorHubEmulator $hub -AdvanceClock 3 } | Should -Throw '*ticks, not seconds*'
    }

    It 'wants to know which emulator' {
        $failure = { Set-InspectorHubEmulator -Reset } | Should -Throw -PassThru
        $failure | Get-ErrorId | Should -Be NoEmulator
    }

    It 'changes nothing with -WhatIf' {
        $hub = Start-InspectorHubEmulator
        New-Finding 1 | Set-InspectorHubEmulator $hub -WhatIf
        Get-InspectorFinding @hub | Should -BeNullOrEmpty
    }

    It 'brings back how it was, and puts faults in force' {
        $hub = New-Finding 1 | Start-InspectorHubEmulator
        New-Finding 2 | Set-InspectorHubEmulator $hub
        (Set-InspectorHubEmulator -Reset -Fault @{ Kind = 'Throttle' } -PassThru).Faults.Kind | Should -Be Throttle
        $hub.ClearFault()
        @(Get-InspectorFinding @hub) | Should -HaveCount 1
    }
}
