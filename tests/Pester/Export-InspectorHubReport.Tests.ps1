#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $report = (New-Finding 1 CRITICAL), (New-Finding 2 LOW) | Save-Finding
}

Describe 'Export-InspectorHubReport' {
    BeforeEach {
        $outbox = New-Outbox
        $hub = Import-InspectorFinding $report | Start-InspectorHubEmulator -NoRateLimit
    }

    AfterEach { Stop-InspectorHubEmulator $hub }

    It 'writes one file that names the worst' {
        $null = Import-InspectorFinding $report | Send-InspectorFindingToHub @hub @outbox
        $html = Join-Path $TestDrive 'report.html'
        Get-InspectorHubFinding @hub | Export-InspectorHubReport $html @outbox
        Get-Content $html -Raw | Should -Match 'CVE-2026-0001'
    }
}
