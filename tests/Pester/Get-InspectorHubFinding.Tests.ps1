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

    It 'gives with -AsJson a line of ASFF for each, the same that the object becomes' {
        $lines = @(Get-InspectorHubFinding @hub -First 3 -AsJson)
        $lines | Should -HaveCount 3
        $lines | ForEach-Object { $_ | Should -BeOfType string; $_ | Should -Not -Match '\n' }
        $objects = @(Get-InspectorHubFinding @hub -First 3)
        foreach ($n in 0..2) {
            $asff = $lines[$n] | ConvertFrom-Json
            $asff.Id, $asff.Title, $asff.SchemaVersion, $asff.Severity.Label | Should -Be $objects[$n].Id, $objects[$n].Title, 2018-10-08, "$($objects[$n].Severity)"
        }
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

    Context '-Hub V2' {
        BeforeAll { $hub = (New-Finding 1 -Severity CRITICAL), (New-Finding 2 -Severity LOW) | Start-InspectorHubEmulator -NoRateLimit }

        AfterAll { Stop-InspectorHubEmulator $hub }

        It 'reads what Inspector has sent to the Security Hub that holds OCSF' {
            $found = Get-InspectorHubFinding @hub -Hub V2
            $found | Should -HaveCount 2
            $found.metadata.uid | Should -Not -BeNullOrEmpty
            $found[0].PSObject.TypeNames | Should -Contain InspectorHub.Ocsf.OcsfFinding
        }

        It 'takes the parameters of the other hub' {
            (Get-InspectorHubFinding @hub -Hub V2 -Severity CRITICAL).finding_info.title | Should -Be 'CVE-2026-0001 - openssl'
            (Get-InspectorHubFinding @hub -Hub V2 -Title 'CVE-2026-0002*').severity | Should -Be Low
            (Get-InspectorHubFinding @hub -Hub V2 -Id (New-Finding 2).findingArn).severity | Should -Be Low
            Get-InspectorHubFinding @hub -Hub V2 -RecordState ACTIVE -WorkflowStatus NEW -ProductName Inspector -ResourceType AWS::EC2::Instance | Should -HaveCount 2
            Get-InspectorHubFinding @hub -Hub V2 -RecordState ARCHIVED | Should -BeNullOrEmpty
            Get-InspectorHubFinding @hub -Hub V2 -UpdatedAfter 2026-11-19 | Should -HaveCount 2
            Get-InspectorHubFinding @hub -Hub V2 -First 1 | Should -HaveCount 1
        }

        It "takes a filter in the service's own terms" {
            $filter = @{ CompositeFilters = @(@{ StringFilters = @(@{ FieldName = 'severity'; Filter = @{ Value = 'Low'; Comparison = 'EQUALS' } }) }) }
            (Get-InspectorHubFinding @hub -Hub V2 -Filter $filter).finding_info.title | Should -Be 'CVE-2026-0002 - openssl'
            Get-InspectorHubFinding @hub -Hub V2 -Filter $filter -Severity HIGH | Should -BeNullOrEmpty
        }

        It 'says what OCSF has no place for' {
            (Invoke-Recorded { Get-InspectorHubFinding @hub -Hub V2 -GeneratorId a }).Errors | Get-ErrorId | Should -Be NotInOcsf
        }
    }
}
