#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $report = (New-Finding 1 CRITICAL), (New-Finding 2 LOW) | Save-Finding
}

Describe 'Compare-InspectorHubFinding' {
    BeforeEach {
        $outbox = New-Outbox
        $hub = Import-InspectorFinding $report | Start-InspectorHubEmulator -NoRateLimit
    }

    AfterEach { Stop-InspectorHubEmulator $hub }

    It 'finds everything missing before it was sent, and nothing afterwards' {
        @(Compare-InspectorHubFinding @hub).Kind | Should -Be 'Missing', 'Missing'
        $null = Import-InspectorFinding $report | Send-InspectorFindingToHub @hub @outbox
        Compare-InspectorHubFinding @hub | Should -BeNullOrEmpty
    }
}
