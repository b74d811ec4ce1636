#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $report = (New-Finding 1 CRITICAL), (New-Finding 2 LOW) | Save-Finding
}

Describe 'Clear-InspectorHubOutbox' {
    BeforeEach {
        $outbox = New-Outbox
        $hub = Import-InspectorFinding $report | Start-InspectorHubEmulator -NoRateLimit
    }

    AfterEach { Stop-InspectorHubEmulator $hub }

    It 'throws away what was refused' {
        $hub.AddFault(@{ Kind = 'RejectFinding'; Match = '*CVE-2026-0002*' })
        $null = Import-InspectorFinding $report | Send-InspectorFindingToHub @hub @outbox -ErrorAction SilentlyContinue
        Clear-InspectorHubOutbox @outbox -State Refused -Confirm:$false
        Get-InspectorHubOutbox @outbox | Should -BeNullOrEmpty
    }
}
