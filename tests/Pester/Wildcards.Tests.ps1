#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $report = 1..3 | ForEach-Object { New-Finding $_ -With @{ title = "CVE-2026-000$_ - Open$_" } } | Save-Finding
    $scans = (New-CisScan -Name 'Weekly A' -Result @{ 1 = @{ '1.1.1' = 'FAILED'; '5.2.1' = 'FAILED' } }), (New-CisScan 2 -Name 'weekly B' -Result @{ 2 = @{ '1.1.1' = 'FAILED' } })
    $outbox = New-Outbox
    $hub = & { Import-InspectorFinding $report; $scans | ForEach-Object { $_ } } | Start-InspectorHubEmulator -NoRateLimit -AllowInspectorProduct
    $null = Import-InspectorFinding $report | Send-InspectorFindingToHub @hub @outbox
}

AfterAll { Stop-InspectorHubEmulator $hub }

Describe 'Wildcards' {
    It "are PowerShell's in Get-InspectorHubFinding: <parameters>" -ForEach @(
        @{ Parameters = @{ Id = 'INSPECTOR2/us-east-1/*' }; Count = 3 }
        @{ Parameters = @{ Id = '*00000000000000000000000000000002' }; Count = 1 }
        @{ Parameters = @{ Title = 'cve-2026-000[12] - open?' }; Count = 2 }
        @{ Parameters = @{ Title = '*OPEN3' }; Count = 1 }
        @{ Parameters = @{ Title = '*open1', 'CVE-2026-0002 - Open2' }; Count = 2 }
        @{ Parameters = @{ AccountId = '12345678901?' }; Count = 3 }
        @{ Parameters = @{ ProductArn = 'ARN:aws:securityhub:us-east-1:*:product/123456789012/DEFAULT' }; Count = 3 }
        @{ Parameters = @{ Type = '*vulnerabilities/cve' }; Count = 3 }
        @{ Parameters = @{ ResourceId = '*I-00000000000000003' }; Count = 1 }
        @{ Parameters = @{ ResourceType = 'awsec2*' }; Count = 3 }
        @{ Parameters = @{ GeneratorId = 'nothing*' }; Count = 0 }
        @{ Parameters = @{ Title = '*open*'; First = 2 }; Count = 2 }
    ) {
        @(Get-InspectorHubFinding @hub @Parameters) | Should -HaveCount $Count
    }

    It "are PowerShell's in Get-InspectorHubFinding -Hub V2: <parameters>" -ForEach @(
        @{ Parameters = @{ Id = '*00000000000000000000000000000002' }; Count = 1 }
        @{ Parameters = @{ Title = 'cve-2026-000[12] - open?' }; Count = 2 }
        @{ Parameters = @{ ResourceId = '*I-00000000000000003' }; Count = 1 }
    ) {
        @(Get-InspectorHubFinding @hub -Hub V2 @Parameters) | Should -HaveCount $Count
    }

    It "are PowerShell's in Get-InspectorFinding: <parameters>" -ForEach @(
        @{ Parameters = @{ Title = 'cve-2026-000[12] - open?' }; Count = 2 }
        @{ Parameters = @{ ResourceId = 'I-*3' }; Count = 1 }
        @{ Parameters = @{ VulnerabilityId = 'cve-2026-*' }; Count = 3 }
        @{ Parameters = @{ FindingArn = '*:finding/0*2' }; Count = 1 }
        @{ Parameters = @{ ResourceType = '*instance' }; Count = 3 }
        @{ Parameters = @{ AccountId = '1*2' }; Count = 3 }
        @{ Parameters = @{ Cis = $true; ScanName = 'WEEKLY*' }; Count = 3 }
        @{ Parameters = @{ Cis = $true; ScanName = '* b' }; Count = 1 }
        @{ Parameters = @{ Cis = $true; CheckId = '?.1.1' }; Count = 2 }
        @{ Parameters = @{ Cis = $true; Title = '*ENSURE 5*' }; Count = 1 }
        @{ Parameters = @{ Cis = $true; ResourceId = '*2' }; Count = 1 }
    ) {
        @(Get-InspectorFinding @hub @Parameters -WarningAction Ignore) | Should -HaveCount $Count
    }

    It 'ask the service for no more than is needed' {
        (Get-Progress { Get-InspectorHubFinding @hub -Id 'arn:aws:inspector2:us-east-1:123456789012:finding/none*' } @{ hub = $hub })[0].StatusDescription | Should -Be '0 findings'
        (Get-Progress { Get-InspectorFinding @hub -Title 'cve-2026-0001*' } @{ hub = $hub })[0].StatusDescription | Should -Be '1 findings'
    }

    It "are PowerShell's in Sync- -ScanName" {
        $none = New-Outbox
        (Sync-InspectorFindingToHub @hub @none -Cis -ScanName '*Y b').Received | Should -Be 1
        (Sync-InspectorFindingToHub @hub @none -Cis -ScanName '*y A').Received | Should -Be 2
    }

    It 'stand for themselves in what comes down the pipeline' {
        @([pscustomobject]@{ Id = 'inspector2/us-east-1/*' } | Get-InspectorHubFinding @hub) | Should -HaveCount 0
    }
}
