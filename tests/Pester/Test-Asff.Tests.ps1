#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll { . "$PSScriptRoot/Setup.ps1" }

Describe 'Test-Asff' {
    BeforeAll {
        $fine = '{"SchemaVersion":"2018-10-08","Id":"one","ProductArn":"arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default","GeneratorId":"g",' +
            '"AwsAccountId":"111122223333","Types":["Effects"],"CreatedAt":"2026-01-01T00:00:00Z","UpdatedAt":"2026-01-01T00:00:00Z","Severity":{"Label":"LOW"},' +
            '"Title":"t","Description":"d","Resources":[{"Type":"Other","Id":"r"}]}'
        # Two violations: no Id, and a title of 257 characters.
        $wrong = $fine.Replace('"Title":"t"', """Title"":""$('t' * 257)""").Replace('"Id":"one",', '')
    }

    It 'finds nothing wrong with a translated finding' {
        New-Finding 1 | ConvertTo-Asff | Test-Asff | Should -BeNullOrEmpty
        $fine | Test-Asff | Should -BeNullOrEmpty
    }

    It 'gives path, rule, limit and actual of every violation' {
        $result = Invoke-Recorded { $wrong | Test-Asff }
        $result.Errors | Should -BeNullOrEmpty
        $result.Output | ForEach-Object { '{0} {1} {2} {3} | {4}' -f $_.Path, $_.Rule, $_.Limit, $_.Actual, $_.Message } | Should -Be @(
            "$ required Id absent | data should have required property 'Id'"
            '$.Title maxLength 256 257 | data.Title should NOT be longer than 256 characters'
        )
    }

    It 'tests objects and hashtables like text' {
        (Test-Asff -InputObject @{ SchemaVersion = '2018-10-08'; Title = 't' * 257 }).Path | Should -Contain '$.Title'
        $asff = $fine | ConvertTo-Asff
        $asff.Title = 'x' * 300
        ($asff | Test-Asff).Path | Should -Be '$.Title'
    }

    It 'says that an object is nested without end' {
        $endless = @{}
        $endless.Resources = $endless
        $result = Invoke-Recorded { $endless, $wrong | Test-Asff }
        $result.Output | Should -HaveCount 2
        "$($result.Errors)" | Should -BeLike '*nested too deep*'
    }

    Context 'a file' {
        BeforeAll {
            $folder = New-Folder
            [IO.File]::WriteAllText("$folder/a.json", "{""Findings"":[$fine,$wrong]}")
            [IO.File]::WriteAllText("$folder/b[1].json", $wrong)
        }

        It 'is taken apart, and says where it is wrong' {
            $origins = (Test-Asff (Join-Path $folder 'a*.json')).Origin
            $origins | Should -HaveCount 2
            $origins | ForEach-Object { $_ | Should -BeLike '*a.json, Findings`[1`]' }
        }

        It 'comes as a literal path and down the pipeline' {
            Test-Asff -LiteralPath "$folder/b[1].json" | Should -HaveCount 2
            [IO.FileInfo]"$folder/b[1].json" | Test-Asff | Should -HaveCount 2
        }
    }

    Context '-Quiet' {
        It 'gives one Boolean for all: <expected> for <findings>' -ForEach @(
            @{ Findings = @('fine'); Expected = $true }
            @{ Findings = @('wrong'); Expected = $false }
            @{ Findings = @('fine', 'wrong'); Expected = $false }
            @{ Findings = @('wrong', 'fine'); Expected = $false }
        ) {
            $Findings | ForEach-Object { if ($_ -eq 'fine') { $fine } else { $wrong } } | Test-Asff -Quiet | Should -Be $Expected
        }

        It 'is an error and False for what is no JSON, or not there' {
            $broken = Invoke-Recorded { '{"SchemaVersion":' | Test-Asff -Quiet }
            $broken.Output | Should -Be $false
            $broken.Errors | Get-ErrorId | Should -Be Malformed
            $missing = Invoke-Recorded { Test-Asff ./nowhere.json -Quiet }
            $missing.Output | Should -Be $false
            $missing.Errors | Get-ErrorId | Should -Be PathNotFound
        }
    }
}
