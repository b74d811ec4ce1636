#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# How to test a runbook without an AWS account: Inspector and Security Hub are played on this machine.

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $examples = "$PSScriptRoot/../../examples"
}

Describe 'cis-to-hub.ps1' {
    It 'shows what became of what was mended, of what is gone and of what could not be scanned' {
        $said = Invoke-OwnProcess "$examples/cis-to-hub.ps1" -Environment @{ NO_COLOR = '1' } | Out-String
        $last = ($said -split 'A week later')[-1]
        $last | Should -Match 'ARCHIVED on web: 5\.2\.4 .*\s+PASSED'
        $last | Should -Match 'ARCHIVED on batch: .*\s+NOT_AVAILABLE The instance is no longer'
        $last | Should -Match 'ACTIVE on database: .*\s+FAILED'
    }
}

Describe 'forward-urgent-findings.ps1' {
    BeforeAll { $runbook = "$examples/forward-urgent-findings.ps1" }

    BeforeEach {
        $outbox = New-Outbox
        $hub = @(
            New-Finding 1 CRITICAL
            New-Finding 2 HIGH
            New-Finding 3 LOW
            New-Finding 4 HIGH -With @{ fixAvailable = 'NO' }
            New-Finding 5 CRITICAL -Status CLOSED
        ) | Start-InspectorHubEmulator -NoRateLimit
    }

    AfterEach { Stop-InspectorHubEmulator $hub }

    It 'delivers what is urgent and can be acted on, and nothing else' {
        & $runbook -Connection $hub @outbox
        @(Get-InspectorHubFinding @hub).Title | Sort-Object | Should -Be 'CVE-2026-0001 - openssl', 'CVE-2026-0002 - openssl'
    }

    It 'delivers through an outage' {
        $hub.AddFault(@{ Kind = 'Status'; Status = 503; Operation = 'BatchImportFindings'; Calls = 3 })
        & $runbook -Connection $hub @outbox -WarningAction SilentlyContinue
        @(Get-InspectorHubFinding @hub).Count | Should -Be 2
    }

    It 'leaves what cannot be delivered to the next run' {
        $hub.AddFault(@{ Kind = 'Status'; Status = 503; Operation = 'BatchImportFindings' })
        & $runbook -Connection $hub @outbox -TimeoutSec 1 -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        @(Get-InspectorHubFinding @hub).Count | Should -Be 0

        $hub.ClearFault()
        & $runbook -Connection $hub @outbox
        @(Get-InspectorHubFinding @hub).Count | Should -Be 2
    }

    It 'updates instead of doubling when it runs again' {
        & $runbook -Connection $hub @outbox
        & $runbook -Connection $hub @outbox
        @(Get-InspectorHubFinding @hub).Count | Should -Be 2
    }
}

Describe 'The other runbooks' {
    BeforeEach {
        $outbox = New-Outbox
        $hub = Import-InspectorFinding "$examples/findings/inspector2.json" | Start-InspectorHubEmulator -NoRateLimit
    }

    AfterEach { Stop-InspectorHubEmulator $hub }

    It 'carry-ci-scan.ps1 delivers the result of a scan, and stops the build' {
        $said = & "$examples/carry-ci-scan.ps1" -Path "$examples/scan.cdx.json" -Image 111122223333.dkr.ecr.us-east-1.amazonaws.com/shop/checkout:42 -Connection $hub @outbox |
            Where-Object { $_ -is [string] }
        $LASTEXITCODE | Should -Be 1
        $said | Should -BeLike 'CRITICAL: CVE-2021-44228*'
        $hub.Findings | Should -Be 1
    }

    It 'carry-ci-scan.ps1 ends what the image no longer has, with an outbox that knows nothing of it' {
        $scan = @{ Image = '111122223333.dkr.ecr.us-east-1.amazonaws.com/shop/checkout:42'; Connection = $hub; FailOn = 'NONE' }
        $null = & "$examples/carry-ci-scan.ps1" -Path "$examples/scan.cdx.json" @scan @outbox
        @(Get-InspectorHubFinding @hub -RecordState ACTIVE).Count | Should -Be 1
        $clean = Get-Content "$examples/scan.cdx.json" -Raw | ConvertFrom-Json
        $clean.sbom.vulnerabilities = @()
        $path = Join-Path $TestDrive 'clean.cdx.json'
        $clean | ConvertTo-Json -Depth 20 | Set-Content $path
        $another = New-Outbox
        $ended = & "$examples/carry-ci-scan.ps1" -Path $path @scan @another | Select-Object -Last 1
        @(Get-InspectorHubFinding @hub -RecordState ACTIVE).Count | Should -Be 0
        $ended.Ended | Should -Be 1

        $third = New-Outbox
        $null = & "$examples/carry-ci-scan.ps1" -Path "$examples/scan.cdx.json" @scan @third
        @(Get-InspectorHubFinding @hub -RecordState ACTIVE).Count | Should -Be 1 -Because 'it is there again'
    }

    It 'weekly-reconcile.ps1 makes good what differs, and reports it' {
        $page = Join-Path $TestDrive 'week.html'
        $null = & "$examples/weekly-reconcile.ps1" -Connection $hub -ReportPath $page @outbox
        $hub.Findings | Should -Be 3
        Get-Content $page -Raw | Should -Match 'CVE-2024-3094'
    }

    It 'many-accounts.ps1 gives each account a filtered flow by its own role' {
        $keys = @{ EndpointUrl = $hub.EndpointUrl; AccessKey = $hub.AccessKey; SecretKey = $hub.SecretKey }
        $null = & "$examples/many-accounts.ps1" -Account 111122223333 -RoleName InspectorHub -Region us-east-1 -Connection $keys @outbox
        $hub.Findings | Should -Be 3
    }
}
