#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $report = (New-Finding 1 CRITICAL), (New-Finding 2 LOW) | Save-Finding
}

Describe 'Get-InspectorHubFinding' {
    BeforeEach {
        $outbox = New-Outbox
        $hub = Import-InspectorFinding $report | Start-InspectorHubEmulator -NoRateLimit
    }

    AfterEach { Stop-InspectorHubEmulator $hub }

    It 'reads back what was sent' {
        $null = Import-InspectorFinding $report | Send-InspectorFindingToHub @hub @outbox
        (Get-InspectorHubFinding @hub -Severity CRITICAL).Title | Should -Be 'CVE-2026-0001 - openssl'
    }
}
