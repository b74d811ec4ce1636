#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll { . "$PSScriptRoot/Setup.ps1" }

Describe 'Get-InspectorFinding' {
    BeforeAll {
        $hub = 0..249 | ForEach-Object { New-Finding $_ -Severity ('HIGH', 'MEDIUM', 'MEDIUM')[$_ % 3] -Region eu-central-1 } |
            Start-InspectorHubEmulator -Region eu-central-1 -NoRateLimit
    }

    AfterAll { Stop-InspectorHubEmulator $hub }

    It 'asks for <parameters> and gets <count>' -ForEach @(
        @{ Parameters = @{}; Count = 250 }
        @{ Parameters = @{ First = 120 }; Count = 120 }
        @{ Parameters = @{ Severity = 'High' }; Count = 84 }
        @{ Parameters = @{ Severity = 'HIGH', 'MEDIUM'; Status = 'ACTIVE' }; Count = 250 }
        @{ Parameters = @{ Status = 'CLOSED' }; Count = 0 }
        @{ Parameters = @{ VulnerabilityId = 'CVE-2026-0007' }; Count = 1 }
        @{ Parameters = @{ Title = 'CVE-2026-001*' }; Count = 10 }
        @{ Parameters = @{ Tag = @{ Name = 'web-3' } }; Count = 1 }
        @{ Parameters = @{ UpdatedAfter = '2026-11-21' }; Count = 0 }
        @{ Parameters = @{ Filter = @{ severity = @{ comparison = 'NOT_EQUALS'; value = 'HIGH' } } }; Count = 166 }
        @{ Parameters = @{ Region = 'us-east-1' }; Count = 0 }
    ) {
        $here = @{} + $hub
        if ($Parameters.Region) { $here.Remove('Region') }
        $result = Invoke-Recorded { Get-InspectorFinding @here @Parameters }
        $result.Errors | Should -BeNullOrEmpty
        $result.Output | Should -HaveCount $Count
    }

    It 'gives the first before the last page is asked for' {
        $before = $hub.Calls
        $calls = Get-InspectorFinding @hub | ForEach-Object { $hub.Calls - $before }
        $calls[0] | Should -Be 1
        $calls[-1] | Should -BeGreaterOrEqual 3
    }

    It 'makes one clear error of a malformed filter' {
        $result = Invoke-Recorded { Get-InspectorFinding @hub -Filter @{ severity = @{ comparison = 'LIKES'; value = 'HIGH' } } }
        $result.Output | Should -BeNullOrEmpty
        $result.Errors.CategoryInfo.Category | Should -Be InvalidArgument
    }

    It 'makes one clear error of a filter without end' {
        $endless = @{}
        $endless.severity = $endless
        (Invoke-Recorded { Get-InspectorFinding @hub -Filter $endless }).Errors | Get-ErrorId | Should -Be MalformedFilter
    }

    It 'asks Inspector Classic with the same words' {
        $all = @(Import-InspectorFinding "$PSScriptRoot/../../examples/findings/classic.json")
        $classic = $all | Start-InspectorHubEmulator
        $here = @{ EndpointUrl = $classic.EndpointUrl; AccessKey = $classic.AccessKey; SecretKey = $classic.SecretKey; Region = $all[0].Arn.Split(':')[3] }
        try {
            Get-InspectorFinding -Classic @here | Should -HaveCount $all.Count
            $same = @($all | Where-Object Severity -EQ $all[0].Severity)
            $same.Count | Should -BeGreaterThan 0
            Get-InspectorFinding -Classic @here -Severity $all[0].Severity | Should -HaveCount $same.Count
        }
        finally { Stop-InspectorHubEmulator $classic }
    }

    It 'adds what Inspector knows beside a finding with -Detail' {
        $known = New-Finding 1 -With @{ epss = @{ score = 0.25 } } | Save-Finding | Import-InspectorFinding | Start-InspectorHubEmulator -NoRateLimit
        try {
            (Get-InspectorFinding @known -Detail).Details.EpssScore | Should -Be 0.25
            (Get-InspectorFinding @known).Details | Should -BeNullOrEmpty
        }
        finally { Stop-InspectorHubEmulator $known }
    }

    Context 'CIS scans' {
        BeforeEach {
            $inspector = @(
                New-CisScan 1 -Result @{ 1 = @{ '1.1' = 'FAILED'; '2.1' = 'FAILED'; '1.2' = 'PASSED' } }
                New-CisScan 2 -Result @{ 1 = @{ '1.1' = 'PASSED'; '2.1' = 'FAILED'; '1.2' = 'SKIPPED' }; 2 = @{ '1.1' = 'FAILED' }; 3 = @{} }
                New-CisScan 3 -Name daily -Status IN_PROGRESS -Result @{ 1 = @{ '1.1' = 'FAILED' } }
            ) | Start-InspectorHubEmulator -NoRateLimit
        }

        AfterEach { Stop-InspectorHubEmulator $inspector }

        It 'gives what failed in the latest completed scan of each configuration' {
            $found = Get-InspectorFinding -Cis @inspector -WarningAction Ignore
            $found | ForEach-Object { "$($_.TargetResourceId) $($_.CheckId) $($_.Status) $($_.Severity)" } | Sort-Object |
                Should -Be 'i-00000000000000001 2.1 FAILED LOW', 'i-00000000000000002 1.1 FAILED MEDIUM'
            $found[0].ScanName | Should -Be weekly
            $found[0].ScanDate | Should -Be ([DateTimeOffset]'2026-11-09T06:00:00Z')
            $found[0].TargetResourceTags['Name'] | Should -BeLike 'web-*'
        }

        It 'warns of instances that were not scanned' {
            $result = Invoke-Recorded { Get-InspectorFinding -Cis @inspector }
            $result.Warnings | Should -HaveCount 1
            $result.Warnings | Should -BeLike '*i-00000000000000003 (TIMED_OUT)*'
        }

        It 'gives other results, scans, instances and checks where they are asked for: <Ask>' -ForEach @(
            @{ Ask = @{ Status = 'ALL' }; Count = 4 }
            @{ Ask = @{ Status = 'Passed', 'Skipped' }; Count = 2 }
            @{ Ask = @{ ScannedBefore = '2026-11-03' }; Count = 2 }
            @{ Ask = @{ ScannedAfter = '2026-11-01'; Status = 'ALL' }; Count = 7 }
            @{ Ask = @{ ScanStatus = 'IN_PROGRESS' }; Count = 1 }
            @{ Ask = @{ ScanName = 'week*' }; Count = 2 }
            @{ Ask = @{ CheckId = '1.*' }; Count = 1 }
            @{ Ask = @{ ResourceId = 'i-00000000000000001' }; Count = 1 }
            @{ Ask = @{ Severity = 'MEDIUM' }; Count = 1 }
            @{ Ask = @{ Tag = @{ Name = 'web-2' } }; Count = 1 }
            @{ Ask = @{ Status = 'ALL'; First = 3 }; Count = 3 }
        ) {
            @(Get-InspectorFinding -Cis @inspector @Ask -WarningAction Ignore).Count | Should -Be $Count
        }

        It 'says so where there is no such scan' {
            (Invoke-Recorded { Get-InspectorFinding -Cis @inspector -ScanName none }).Warnings | Should -BeLike '*no CIS scan*'
        }

        It 'has no status of the other kind' {
            (Invoke-Recorded { Get-InspectorFinding -Cis @inspector -Status ACTIVE }).Errors | Get-ErrorId | Should -Be NoSuchStatus
            (Invoke-Recorded { Get-InspectorFinding @inspector -Status FAILED }).Errors | Get-ErrorId | Should -Be NoSuchStatus
        }

        It 'shows instance and check in a table' {
            $table = Get-InspectorFinding -Cis @inspector -WarningAction Ignore | Out-String -Width 120
            $table | Should -Match 'i-00000000000000002\s+1\.1\s+Ensure'
        }
    }
}
