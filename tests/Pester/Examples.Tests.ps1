#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# How to test a runbook without an AWS account: Inspector and Security Hub are played on this machine.

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $runbook = "$PSScriptRoot/../../examples/forward-urgent-findings.ps1"
}

Describe 'forward-urgent-findings.ps1' {
    BeforeEach {
        $outbox = Join-Path $TestDrive "$([guid]::NewGuid()).db"
        $hub = @(
            New-Finding 1 CRITICAL
            New-Finding 2 HIGH
            New-Finding 3 LOW
            New-Finding 4 HIGH -With @{ fixAvailable = 'NO' }
            New-Finding 5 CRITICAL -Status CLOSED
        ) | Start-InspectorHubEmulator -NoRateLimit
    }

    AfterEach {
        Stop-InspectorHubEmulator $hub
    }

    It 'delivers what is urgent and can be acted on, and nothing else' {
        & $runbook -Connection $hub -OutboxPath $outbox
        @(Get-InspectorHubFinding @hub).Title | Sort-Object | Should -Be 'CVE-2026-0001 - openssl', 'CVE-2026-0002 - openssl'
    }

    It 'delivers through an outage' {
        $hub.AddFault(@{ Kind = 'Status'; Status = 503; Operation = 'BatchImportFindings'; Calls = 3 })
        & $runbook -Connection $hub -OutboxPath $outbox
        @(Get-InspectorHubFinding @hub).Count | Should -Be 2
    }

    It 'leaves what cannot be delivered to the next run' {
        $hub.AddFault(@{ Kind = 'Status'; Status = 503; Operation = 'BatchImportFindings' })
        & $runbook -Connection $hub -OutboxPath $outbox -TimeoutSec 1 -ErrorAction SilentlyContinue
        @(Get-InspectorHubFinding @hub).Count | Should -Be 0

        $hub.ClearFault()
        & $runbook -Connection $hub -OutboxPath $outbox
        @(Get-InspectorHubFinding @hub).Count | Should -Be 2
    }

    It 'updates instead of doubling when it runs again' {
        & $runbook -Connection $hub -OutboxPath $outbox
        & $runbook -Connection $hub -OutboxPath $outbox
        @(Get-InspectorHubFinding @hub).Count | Should -Be 2
    }
}
