#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $report = (New-Finding 1 CRITICAL), (New-Finding 2 LOW) | Save-Finding
}

Describe 'Get-InspectorFinding' {
    BeforeEach {
        $outbox = New-Outbox
        $hub = Import-InspectorFinding $report | Start-InspectorHubEmulator -NoRateLimit
    }

    AfterEach { Stop-InspectorHubEmulator $hub }

    It 'lists what the filter asks for' {
        (Get-InspectorFinding @hub -Severity CRITICAL).Title | Should -Be 'CVE-2026-0001 - openssl'
        @(Get-InspectorFinding @hub).Count | Should -Be 2
    }
}
