#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $report = (New-Finding 1 CRITICAL), (New-Finding 2 LOW) | Save-Finding
}

Describe 'Resume-InspectorHubOutbox' {
    BeforeEach {
        $outbox = New-Outbox
        $hub = Import-InspectorFinding $report | Start-InspectorHubEmulator -NoRateLimit
    }

    AfterEach { Stop-InspectorHubEmulator $hub }

    It 'delivers what is queued' {
        $null = Import-InspectorFinding $report | Send-InspectorFindingToHub @hub @outbox -NoWait
        $null = Resume-InspectorHubOutbox @hub @outbox
        Get-InspectorHubOutbox @outbox | Should -BeNullOrEmpty
        $hub.Findings | Should -Be 2
    }
}
