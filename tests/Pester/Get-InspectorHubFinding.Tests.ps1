#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll { . "$PSScriptRoot/Setup.ps1" }

Describe 'Get-InspectorHubFinding' {
    BeforeAll {
        $hub = Start-InspectorHubEmulator -Region eu-central-1 -NoRateLimit
        $outbox = New-Outbox
        $null = 0..249 | ForEach-Object { New-Finding $_ -Severity ('HIGH', 'MEDIUM', 'MEDIUM')[$_ % 3] -Region eu-central-1 } | Send-InspectorFindingToHub @hub @outbox
    }

    AfterAll { Stop-InspectorHubEmulator $hub }

    It 'asks for <parameters> and gets <count>' -ForEach @(
        @{ Parameters = @{}; Count = 250 }
        @{ Parameters = @{ First = 120 }; Count = 120 }
        @{ Parameters = @{ Severity = 'HIGH' }; Count = 84 }
        @{ Parameters = @{ Title = 'CVE-2026-001*' }; Count = 10 }
        @{ Parameters = @{ RecordState = 'ARCHIVED' }; Count = 0 }
        @{ Parameters = @{ UpdatedAfter = '2026-11-21' }; Count = 0 }
        @{ Parameters = @{ Filter = @{ SeverityLabel = @(@{ Comparison = 'NOT_EQUALS'; Value = 'HIGH' }) } }; Count = 166 }
    ) {
        $result = Invoke-Recorded { Get-InspectorHubFinding @hub @Parameters }
        $result.Errors | Should -BeNullOrEmpty
        $result.Output | Should -HaveCount $Count
    }

    It 'looks up the findings whose ids come down the pipeline, and none means none' {
        Get-InspectorHubFinding @hub -First 45 | Get-InspectorHubFinding @hub | Should -HaveCount 45
        @() | Get-InspectorHubFinding @hub | Should -BeNullOrEmpty
    }

    It 'makes one clear error of a malformed filter' {
        $result = Invoke-Recorded { Get-InspectorHubFinding @hub -Filter @{ SeverityLabel = @(@{ Comparison = 'LIKES'; Value = 'HIGH' }) } }
        $result.Output | Should -BeNullOrEmpty
        $result.Errors.CategoryInfo.Category | Should -Be InvalidArgument
    }

    It 'makes one clear error of a filter without end' {
        $endless = @{}
        $endless.severity = $endless
        (Invoke-Recorded { Get-InspectorHubFinding @hub -Filter $endless }).Errors | Get-ErrorId | Should -Be MalformedFilter
    }
}
