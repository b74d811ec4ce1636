#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll { . "$PSScriptRoot/Setup.ps1" }

Describe 'ConvertTo-Ocsf' {
    BeforeAll {
        $finding = New-Finding 1 -Severity CRITICAL
        $report = $finding | Save-Finding
        $text = ConvertTo-Json $finding -Depth 20 -Compress
    }

    Context 'a finding' {
        It 'becomes an object with the names of OCSF' {
            $ocsf = Import-InspectorFinding $report | ConvertTo-Ocsf
            $ocsf.class_uid, $ocsf.type_uid, $ocsf.severity, $ocsf.status | Should -Be 2002, 200202, Critical, New
            $ocsf.finding_info.uid | Should -Be 'arn:aws:inspector2:us-east-1:123456789012:finding/00000000000000000000000000000001'
            $ocsf.metadata.product.uid | Should -Be 'arn:aws:securityhub:us-east-1::productv2/aws/inspector'
            $ocsf.resources[0].type, $ocsf.resources[0].uid | Should -Be 'AWS::EC2::Instance', 'i-00000000000000001'
            $ocsf.resources[0].tags[0].name, $ocsf.resources[0].tags[0].value | Should -Be Name, web-1
            $ocsf.vulnerabilities[0].cve.uid, $ocsf.vulnerabilities[0].cve.cvss[0].base_score | Should -Be 'CVE-2026-0001', 7.5
            $ocsf.vulnerabilities[0].is_fix_available, $ocsf.vulnerabilities[0].is_exploit_available | Should -Be $true, $false
            $ocsf.time | Should -Be 1795161600000
            $ocsf.PSObject.TypeNames | Should -Contain InspectorHub.Ocsf.OcsfFinding
        }

        It 'becomes one line of JSON with -AsJson, the same as the object' {
            $lines = @($text, $text | ConvertTo-Ocsf -AsJson)
            $lines.Count | Should -Be 2
            $lines | Should -Not -Match '\n'
            $text | ConvertTo-Ocsf | ConvertTo-Json -Depth 20 -Compress | Should -Be $lines[0]
        }

        It 'has its parts whether anybody has looked at them or not: <how>' -ForEach @(
            @{ How = 'copied'; Way = { $_.PSObject.Copy() } }
            @{ How = 'selected'; Way = { $_ | Select-Object * } }
            @{ How = 'through Clixml'; Way = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_, 10)) } }
            @{ How = 'through a job'; Way = { $_ | Start-Job { $input } | Receive-Job -Wait -AutoRemoveJob } }
        ) {
            $ocsf = $text | ConvertTo-Ocsf
            $other = $ocsf | ForEach-Object $Way
            $other.vulnerabilities[0].cve.uid | Should -Be CVE-2026-0001
            $other.cloud.account.uid | Should -Be 123456789012
            ($ocsf | Get-Member resources).Definition | Should -Be 'Object[] resources=System.Object[]'
        }

        It 'can be changed, in its parts, too' {
            $ocsf = $text | ConvertTo-Ocsf
            $ocsf.cloud.region = 'eu-west-1'
            $ocsf.resources[0].uid = 'i-1'
            $ocsf.unmapped = $null
            $changed = $ocsf | ConvertTo-Json -Depth 20 | ConvertFrom-Json
            $changed.cloud.region, $changed.resources[0].uid, $changed.unmapped | Should -Be eu-west-1, i-1, $null
        }

        It 'is of version 1.6.0 unless another is asked for' {
            ($text | ConvertTo-Ocsf).metadata.version | Should -Be 1.6.0
            foreach ($version in '1.5.0', '1.6.0', '1.8.0') { ($text | ConvertTo-Ocsf -Version $version).metadata.version | Should -Be $version }
            { $text | ConvertTo-Ocsf -Version 2.0.0 } | Should -Throw
        }

        It 'that cannot be translated is an error that names it, and the next one goes on' {
            $undated = New-Finding 2 -With @{ firstObservedAt = $null; lastObservedAt = $null; updatedAt = $null }
            $result = Invoke-Recorded { $undated, $finding | ConvertTo-Ocsf }
            $result.Errors | Get-ErrorId | Should -Be CannotTranslate
            $result.Errors.Exception.Message | Should -BeLike '*finding/00000000000000000000000000000002*'
            $result.Output.Count | Should -Be 1
        }

        It 'keeps what OCSF has no place for' {
            ($text | ConvertTo-Ocsf).unmapped.inspectorScore | Should -Be 7.5
        }
    }

    Context 'any input that ConvertTo-Asff takes' {
        It 'gives the same: <_>' -ForEach 'a report', 'an object of ConvertFrom-Json', 'a hashtable', 'a reply as text, line by line' {
            $expected = $text | ConvertTo-Ocsf -AsJson
            $given = switch ($_) {
                'a report' { Import-InspectorFinding $report }
                'an object of ConvertFrom-Json' { $text | ConvertFrom-Json }
                'a hashtable' { $finding }
                default { "{""findings"":[$text]}".Replace(',', ",`n  ").Split("`n") }
            }
            $given | ConvertTo-Ocsf -AsJson | Should -Be $expected
        }

        It 'also a finding that is ASFF already, in either form' {
            foreach ($product in 'Inspector', 'Account') {
                $ocsf = $text | ConvertTo-Asff -Product $product | ConvertTo-Ocsf
                $ocsf.finding_info.uid | Should -Be 'arn:aws:inspector2:us-east-1:123456789012:finding/00000000000000000000000000000001'
                $ocsf.vulnerabilities[0].affected_packages[0].name | Should -Be openssl
            }
        }

        It 'flows on before it is complete' {
            & { $text; throw 'nothing more is needed' } | ConvertTo-Ocsf | Select-Object -First 1 | Should -HaveCount 1
        }
    }

    It 'shows a list of words: <_>' -ForEach '$ocsf | Format-List', '$ocsf | ConvertTo-Json -Depth 20 | ConvertFrom-Json | ConvertTo-Ocsf | Format-List' {
        $finding = Import-InspectorFinding $report
        $ocsf = $finding | ConvertTo-Ocsf
        $list = Invoke-Expression $_ | Out-String -Width 120
        $list | Should -Match 'VulnerabilityId +: CVE-2026-0001'
        $list | Should -Match 'ResourceId +: i-00000000000000001'
        $list | Should -Not -Match 'System\.|@\{'
    }

    It 'shows a table' {
        $table = $text | ConvertTo-Ocsf | Out-String -Width 200
        $table | Should -Match 'Severity\s+Status\s+Age\s+Resource\s+Title'
        $table | Should -Match 'i-00000000000000001\s+CVE-2026-0001 - openssl'
    }
}
