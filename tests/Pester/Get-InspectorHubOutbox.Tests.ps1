#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $report = (New-Finding 1 CRITICAL), (New-Finding 2 LOW) | Save-Finding
}

Describe 'Get-InspectorHubOutbox' {
    BeforeEach {
        $outbox = New-Outbox
        $hub = Import-InspectorFinding $report | Start-InspectorHubEmulator -NoRateLimit
    }

    AfterEach { Stop-InspectorHubEmulator $hub }

    It 'shows what is only queued' {
        $null = Import-InspectorFinding $report | Send-InspectorFindingToHub @hub @outbox -NoWait
        @(Get-InspectorHubOutbox @outbox -State Pending).Count | Should -Be 2
    }

    It 'shows what was refused with the reason' {
        $hub.AddFault(@{ Kind = 'RejectFinding'; Match = '*CVE-2026-0002*' })
        $null = Import-InspectorFinding $report | Send-InspectorFindingToHub @hub @outbox -ErrorAction SilentlyContinue
        (Get-InspectorHubOutbox @outbox -State Refused).ErrorCode | Should -Be 'InvalidInput'
    }
}
