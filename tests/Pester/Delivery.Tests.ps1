#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Import.ps1"
    $report = Join-Path $TestDrive 'report.json'
    Set-Content -Path $report -Value $findings
}

Describe 'Delivery' {
    BeforeEach {
        $outbox = @{ OutboxPath = Join-Path $TestDrive "$([guid]::NewGuid()).db" }
        $hub = Import-InspectorFinding $report | Start-InspectorHubEmulator -NoRateLimit
    }

    AfterEach {
        Stop-InspectorHubEmulator $hub
    }

    Context 'Send-InspectorFindingToHub' {
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

    Context 'the outbox' {
        It 'keeps what is only queued, and Resume-InspectorHubOutbox delivers it' {
            $null = Import-InspectorFinding $report | Send-InspectorFindingToHub @hub @outbox -NoWait
            @(Get-InspectorHubOutbox @outbox -State Pending).Count | Should -Be 2
            $null = Resume-InspectorHubOutbox @hub @outbox
            Get-InspectorHubOutbox @outbox | Should -BeNullOrEmpty
            $hub.Findings | Should -Be 2
        }

        It 'keeps what was refused with the reason, and Clear-InspectorHubOutbox throws it away' {
            $hub.AddFault(@{ Kind = 'RejectFinding'; Match = '*zlib*' })
            $null = Import-InspectorFinding $report | Send-InspectorFindingToHub @hub @outbox -ErrorAction SilentlyContinue
            $refused = Get-InspectorHubOutbox @outbox -State Refused
            $refused.ErrorCode | Should -Be 'InvalidInput'
            Clear-InspectorHubOutbox @outbox -State Refused -Confirm:$false
            Get-InspectorHubOutbox @outbox | Should -BeNullOrEmpty
        }
    }

    Context 'Sync-InspectorFindingToHub' {
        It 'brings Security Hub up to date with Inspector' {
            $null = Sync-InspectorFindingToHub @hub @outbox
            $hub.Findings | Should -Be 2
        }
    }

    Context 'Get-InspectorHubFinding and Compare-InspectorHubFinding' {
        It 'read back what was sent, and find nothing missing' {
            @(Compare-InspectorHubFinding @hub).Kind | Should -Be 'Missing', 'Missing'
            $null = Import-InspectorFinding $report | Send-InspectorFindingToHub @hub @outbox
            (Get-InspectorHubFinding @hub -Severity CRITICAL).Title | Should -Be 'CVE-2025-0001 - openssl'
            Compare-InspectorHubFinding @hub | Should -BeNullOrEmpty
        }
    }

    Context 'Export-InspectorHubReport' {
        It 'writes one file that names the worst' {
            $null = Import-InspectorFinding $report | Send-InspectorFindingToHub @hub @outbox
            $html = Join-Path $TestDrive 'report.html'
            Get-InspectorHubFinding @hub | Export-InspectorHubReport $html @outbox
            Get-Content $html -Raw | Should -Match 'CVE-2025-0001'
        }
    }
}
