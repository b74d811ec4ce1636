#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $report = (New-Finding 1 CRITICAL), (New-Finding 2 LOW) | Save-Finding
}

Describe 'Sync-InspectorFindingToHub' {
    BeforeEach {
        $outbox = New-Outbox
        $hub = Import-InspectorFinding $report | Start-InspectorHubEmulator -NoRateLimit
    }

    AfterEach { Stop-InspectorHubEmulator $hub }

    It 'brings Security Hub up to date with Inspector' {
        $null = Sync-InspectorFindingToHub @hub @outbox
        $hub.Findings | Should -Be 2
    }
}
