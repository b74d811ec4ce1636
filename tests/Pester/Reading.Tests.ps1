#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Import.ps1"
    $report = Join-Path $TestDrive 'report.json'
    Set-Content -Path $report -Value $findings
}

Describe 'Import-InspectorFinding' {
    It 'reads every finding of a file' {
        @(Import-InspectorFinding $report).Count | Should -Be 2
    }

    It 'takes the files of Get-ChildItem' {
        @(Get-ChildItem $report | Import-InspectorFinding).Title | Should -Contain 'CVE-2025-0001 - openssl'
    }

    It 'says what is wrong with a file that ends too early, and reads the others' {
        $broken = Join-Path $TestDrive 'broken.json'
        Set-Content -Path $broken -Value $findings.Substring(0, $findings.Length - 100)
        $read = @(Import-InspectorFinding $broken, $report -ErrorAction SilentlyContinue -ErrorVariable failed)
        $failed.Count | Should -Be 1
        $failed[0].Exception.Message | Should -Match 'broken.json'
        $read.Count | Should -BeGreaterOrEqual 2
    }
}

Describe 'ConvertTo-Asff' {
    It 'gives objects that read and can be set' {
        $asff = Import-InspectorFinding $report | ConvertTo-Asff | Where-Object { $_.Severity.Label -eq 'CRITICAL' }
        $asff.Id | Should -Be 'arn:aws:inspector2:us-east-1:123456789012:finding/00000000000000000000000000000001'
        $asff.Severity.Label = 'HIGH'
        $asff.Severity.Label | Should -Be 'HIGH'
    }

    It 'gives one JSON text per finding' {
        $texts = @(Import-InspectorFinding $report | ConvertTo-Asff -AsJson)
        $texts.Count | Should -Be 2
        ($texts[0] | ConvertFrom-Json).SchemaVersion | Should -Be '2018-10-08'
    }

    It 'takes what ConvertFrom-Json makes of the same text' {
        $fromObjects = ($findings | ConvertFrom-Json).findings | ConvertTo-Asff -AsJson
        $fromObjects | Should -Be (Import-InspectorFinding $report | ConvertTo-Asff -AsJson)
    }

    It 'gives the form that an account may import' {
        $asff = @(Import-InspectorFinding $report | ConvertTo-Asff -Product Account)[0]
        $asff.ProductArn | Should -Be 'arn:aws:securityhub:us-east-1:123456789012:product/123456789012/default'
    }
}

Describe 'Test-Asff' {
    It 'finds nothing wrong with a translated finding' {
        Import-InspectorFinding $report | ConvertTo-Asff | Test-Asff | Should -BeNullOrEmpty
    }

    It 'names path and rule of what is wrong' {
        $asff = @(Import-InspectorFinding $report | ConvertTo-Asff)[0]
        $asff.Title = 'x' * 257
        $violation = $asff | Test-Asff
        $violation.Path | Should -Be '$.Title'
        $violation.Rule | Should -Be 'maxLength'
        $asff | Test-Asff -Quiet | Should -BeFalse
    }
}

Describe 'Get-InspectorFinding' {
    BeforeAll { $hub = Import-InspectorFinding $report | Start-InspectorHubEmulator -NoRateLimit }
    AfterAll { Stop-InspectorHubEmulator $hub }

    It 'lists what the filter asks for' {
        (Get-InspectorFinding @hub -Severity CRITICAL).Title | Should -Be 'CVE-2025-0001 - openssl'
        @(Get-InspectorFinding @hub).Count | Should -Be 2
    }
}
