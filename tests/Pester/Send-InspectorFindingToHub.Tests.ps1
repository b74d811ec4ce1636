#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $report = (New-Finding 1 CRITICAL), (New-Finding 2 LOW) | Save-Finding
}

Describe 'Send-InspectorFindingToHub' {
    BeforeEach {
        $outbox = New-Outbox
        $hub = Import-InspectorFinding $report | Start-InspectorHubEmulator -NoRateLimit
    }

    AfterEach { Stop-InspectorHubEmulator $hub }

    It 'counts what Security Hub has acknowledged' {
        $sent = Import-InspectorFinding $report | Send-InspectorFindingToHub @hub @outbox
        $sent.Received | Should -Be 2
        $hub.Findings | Should -Be 2
    }

    It 'sends nothing with -WhatIf' {
        Import-InspectorFinding $report | Send-InspectorFindingToHub @hub @outbox -WhatIf
        $hub.Findings | Should -Be 0
    }

    It 'does not send again what has not changed' {
        $null = Import-InspectorFinding $report | Send-InspectorFindingToHub @hub @outbox
        $again = Import-InspectorFinding $report | Send-InspectorFindingToHub @hub @outbox
        $again.Unchanged | Should -Be 2
    }

    It 'delivers through an outage' {
        $hub.AddFault(@{ Kind = 'Status'; Status = 503; Operation = 'BatchImportFindings'; Calls = 2 })
        (Import-InspectorFinding $report | Send-InspectorFindingToHub @hub @outbox).Received | Should -Be 2
    }
}
