#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    if (-not ('Amazon.Inspector2.Model.Finding' -as [type])) { Add-Type -Path "$PSScriptRoot/Support/AwsSdk.cs" }
}

Describe 'ConvertTo-Asff' {
    BeforeAll {
        # Finding 1, from a report and as text.
        $finding = New-Finding 1 -Severity CRITICAL
        $report = $finding | Save-Finding
        $text = ConvertTo-Json $finding -Depth 20 -Compress
    }

    Context 'a finding' {
        It 'becomes an object that dots into and can be set' {
            $asff = Import-InspectorFinding $report | ConvertTo-Asff
            $asff.Id | Should -Be 'arn:aws:inspector2:us-east-1:123456789012:finding/00000000000000000000000000000001'
            $asff.Resources[0].Id | Should -Be 'arn:aws:ec2:us-east-1:123456789012:instance/i-00000000000000001'
            $asff.ProductFields['aws/inspector/inspectorScore'] | Should -Be '7.5'
            $asff.Severity.Label | Should -Be CRITICAL
            $asff.Severity.Label = 'HIGH'
            $asff.AwsAccountId = '444455556666'
            $asff.Severity.Label, $asff.AwsAccountId | Should -Be HIGH, 444455556666
        }

        It 'becomes one line of JSON with -AsJson' {
            $lines = @($text, $text | ConvertTo-Asff -AsJson)
            $lines.Count | Should -Be 2
            $lines | Should -Not -Match '\n'
            ($lines | ConvertFrom-Json).SchemaVersion | Should -Be '2018-10-08', '2018-10-08'
        }

        It 'that cannot be translated is an error that names it, and the next one goes on' {
            $undated = New-Finding 2 -With @{ firstObservedAt = $null; lastObservedAt = $null; updatedAt = $null }
            $result = Invoke-Recorded { $undated, $finding | ConvertTo-Asff }
            $result.Errors | Get-ErrorId | Should -Be CannotTranslate
            $result.Errors.Exception.Message | Should -BeLike '*finding/00000000000000000000000000000002*'
            $result.Output.Count | Should -Be 1
        }

        It 'that lost something says so with -Verbose' {
            $long = New-Finding 1 -With @{ description = 'x' * 2000; resources = @(@{ type = 'AWS_EC2_INSTANCE'; id = 'i-1'; tags = @{ Name = 'web'; Empty = '' } }) }
            $verbose = (Invoke-Recorded { $long | ConvertTo-Asff -Verbose }).Verbose
            $verbose | Should -Contain 'arn:aws:inspector2:us-east-1:123456789012:finding/00000000000000000000000000000001: $.Description: 2000 characters cut to 1024'
            $verbose -like "*`$.Resources``[0``].Tags``['Empty'``]: left out*" | Should -HaveCount 1
        }
    }

    Context '-Product Account' {
        It 'gives the form that an account may import' {
            $asff = Import-InspectorFinding $report | ConvertTo-Asff -Product Account
            $asff.ProductArn | Should -Be 'arn:aws:securityhub:us-east-1:123456789012:product/123456789012/default'
        }

        It 'gives it for the Region that is asked for, and it comes back' {
            $account = $text | ConvertTo-Asff -Product Account -Region eu-west-1
            $account.ProductArn | Should -Be 'arn:aws:securityhub:eu-west-1:123456789012:product/123456789012/default'
            $account.Id | Should -Be 'inspector2/us-east-1/123456789012/00000000000000000000000000000001'
            $back = $account | ConvertTo-Asff
            $back.ProductArn | Should -Be 'arn:aws:securityhub:us-east-1::product/aws/inspector'
            $back.Id | Should -Be 'arn:aws:inspector2:us-east-1:123456789012:finding/00000000000000000000000000000001'
        }

        It 'is what -Region belongs to' {
            (Invoke-Recorded { $text | ConvertTo-Asff -Region eu-west-1 }).Errors | Get-ErrorId | Should -Be RegionOfInspectorForm
        }
    }

    Context '-AsHashtable' {
        It 'binds to classes shaped like those of AWS.Tools' {
            # The look-alike has some members of the real class; the engine refuses a key without one.
            function Select-Known([Collections.IDictionary] $Table, [type] $Type) {
                $known = @{}
                foreach ($property in $Type.GetProperties()) {
                    if (-not $Table.Contains($property.Name)) { continue }
                    $value = $Table[$property.Name]
                    $item = @($property.PropertyType.GetGenericArguments())[0]
                    $known[$property.Name] =
                        if ($value -is [hashtable]) { if ($property.PropertyType.Name -like 'Dictionary*') { $value } else { Select-Known $value $property.PropertyType } }
                        elseif ($value -is [array]) { , @($value | ForEach-Object { if ($_ -is [hashtable]) { Select-Known $_ $item } else { $_ } }) }
                        else { $value }
                }
                $known
            }

            $table = $text | ConvertTo-Asff -Product Account -AsHashtable
            $table | Should -BeOfType [hashtable]
            $bound = [Amazon.SecurityHub.Model.AwsSecurityFinding](Select-Known $table ([Amazon.SecurityHub.Model.AwsSecurityFinding]))
            $bound.AwsAccountId | Should -Be 123456789012
            $bound.Severity.Label, $bound.Severity.Normalized | Should -Be CRITICAL, 90
            $bound.ProductFields['inspector/inspectorScore'] | Should -Be '7.5'
            $bound.Resources.Count | Should -Be 1
            $bound.Resources[0].Tags['Name'] | Should -Be 'web-1'
            $bound.Vulnerabilities[0].Cvss[0].BaseScore | Should -Be 7.5
            $bound.Types | Should -Be 'Software and Configuration Checks/Vulnerabilities/CVE'
        }
    }

    Context 'text from the pipeline' {
        BeforeAll { $expected = $text | ConvertTo-Asff -AsJson }

        It 'is taken whole, one finding or a reply' {
            $expected | Should -BeLike '*"Id":"arn:aws:inspector2:us-east-1:123456789012:finding/00000000000000000000000000000001"*'
            "{""findings"":[$text,$text]}" | ConvertTo-Asff -AsJson | Should -Be $expected, $expected
        }

        It 'is taken line by line, as native commands give it' {
            $lines = "{""findings"":[$text,$text]}".Replace(',', ",`n  ").Split("`n")
            $lines.Count | Should -BeGreaterThan 20
            $lines | ConvertTo-Asff -AsJson | Should -Be $expected, $expected
        }

        It 'flows on before it is complete' {
            & { '{ "findings": ['; $text; ','; throw 'nothing more is needed' } | ConvertTo-Asff -AsJson | Select-Object -First 1 | Should -Be $expected
        }

        It 'that is wrong is one error, and the next is taken' {
            $result = Invoke-Recorded { $text, '{ "findingArn": "arn:x", "title": "cut o', $text, 'not JSON', $text | ConvertTo-Asff -AsJson }
            $result.Output | Should -Be $expected, $expected, $expected
            $result.Errors | Get-ErrorId | Should -Be Malformed, Malformed
            "$($result.Errors[0])" | Should -BeLike '*pipeline input, line 2*'
        }

        It 'that ends too early is an error' {
            $result = Invoke-Recorded { $text.Substring(0, 100) | ConvertTo-Asff }
            $result.Output | Should -BeNullOrEmpty
            $result.Errors | Get-ErrorId | Should -Be Malformed
        }
    }

    Context 'objects from the pipeline' {
        BeforeAll {
            $text = '{"findingArn":"arn:aws:inspector2:eu-central-1:111122223333:finding/1","awsAccountId":"111122223333","type":"PACKAGE_VULNERABILITY",' +
                '"title":"CVE-2024-0001 - libfoo","description":"It overflows.","severity":"HIGH","status":"ACTIVE","firstObservedAt":"2024-09-04T16:59:44.356Z",' +
                '"lastObservedAt":"2024-09-05T16:59:44.356Z","updatedAt":"2024-09-05T16:59:44.356Z","inspectorScore":7.5,"resources":[{"type":"AWS_EC2_INSTANCE",' +
                '"id":"i-0a1b2c3d4e5f60718","partition":"aws","region":"eu-central-1","tags":{"Name":"web"}}],"packageVulnerabilityDetails":{"vulnerabilityId":"CVE-2024-0001",' +
                '"source":"NVD","vulnerablePackages":[{"name":"libfoo","version":"1.0","epoch":0}]}}'
            $expected = $text | ConvertTo-Asff -AsJson
        }

        It 'of ConvertFrom-Json are taken' {
            $text | ConvertFrom-Json | ConvertTo-Asff -AsJson | Should -Be $expected
        }

        It 'with dates of every kind are taken' {
            [pscustomobject]@{
                findingArn = 'arn:aws:inspector2:eu-central-1:111122223333:finding/1'; awsAccountId = '111122223333'; type = 'PACKAGE_VULNERABILITY'
                title = 'CVE-2024-0001 - libfoo'; description = 'It overflows.'; severity = 'HIGH'; status = 'ACTIVE'
                firstObservedAt = [datetime]::new(2024, 9, 4, 16, 59, 44, 356, [DateTimeKind]::Utc)
                lastObservedAt = [datetime]::new(2024, 9, 5, 16, 59, 44, 356, [DateTimeKind]::Utc).ToLocalTime()
                updatedAt = [datetime]::new(2024, 9, 5, 16, 59, 44, 356)
                inspectorScore = [decimal]7.5
                resources = @([pscustomobject]@{
                        type = 'AWS_EC2_INSTANCE'; id = 'i-0a1b2c3d4e5f60718'; partition = 'aws'; region = 'eu-central-1'; tags = [pscustomobject]@{ Name = 'web' }
                    })
                packageVulnerabilityDetails = [pscustomobject]@{
                    vulnerabilityId = 'CVE-2024-0001'; source = 'NVD'; vulnerablePackages = @([pscustomobject]@{ name = 'libfoo'; version = '1.0'; epoch = [long]0 })
                }
            } | ConvertTo-Asff -AsJson | Should -Be $expected
        }

        It 'that are hashtables are taken' {
            $table = [ordered]@{
                FindingArn = 'arn:aws:inspector2:eu-central-1:111122223333:finding/1'; AwsAccountId = '111122223333'; Type = 'PACKAGE_VULNERABILITY'
                Title = 'CVE-2024-0001 - libfoo'; Description = 'It overflows.'; Severity = 'HIGH'; Status = 'ACTIVE'
                FirstObservedAt = '2024-09-04T16:59:44.356Z'; LastObservedAt = 1725555584.356; UpdatedAt = [DateTimeOffset]'2024-09-05T18:59:44.356+02:00'
                InspectorScore = 7.5
                Resources = @(@{ Type = 'AWS_EC2_INSTANCE'; Id = 'i-0a1b2c3d4e5f60718'; Partition = 'aws'; Region = 'eu-central-1'; Tags = @{ Name = 'web' } })
                PackageVulnerabilityDetails = @{
                    VulnerabilityId = 'CVE-2024-0001'; Source = 'NVD'; VulnerablePackages = @(@{ Name = 'libfoo'; Version = '1.0'; Epoch = 0 })
                }
            }
            $table, @{ findings = @($table) } | ConvertTo-Asff -AsJson | Should -Be $expected, $expected
        }

        It 'with numbers that JSON does not know, or huge ones, are no finding less' {
            $result = Invoke-Recorded {
                [float]::NaN, [float]::PositiveInfinity, [double]::NaN, [float]3e38, [float]0.5 | ForEach-Object {
                    @{
                        findingArn = 'arn:aws:inspector2:eu-central-1:111122223333:finding/1'; awsAccountId = '111122223333'
                        type = 'NETWORK_REACHABILITY'; updatedAt = '2026-11-01T00:00:00Z'; inspectorScore = $_
                    }
                } | ConvertTo-Asff | ForEach-Object { $_.ProductFields.Values -contains '0.5' }
            }
            $result.Errors | Should -BeNullOrEmpty
            $result.Output | Should -Be $false, $false, $false, $false, $true
        }

        It 'of the SDK are taken, with dates that are <_>' -ForEach Utc, Local, Unspecified {
            $last = [datetime]::new(2024, 9, 5, 16, 59, 44, 356, [DateTimeKind]::Utc)
            $last = if ($_ -eq 'Local') { $last.ToLocalTime() } else { [datetime]::SpecifyKind($last, $_) }
            $tags = [Collections.Generic.Dictionary[string, string]]::new()
            $tags['Name'] = 'web'
            $sdk = [Amazon.Inspector2.Model.Finding]@{
                FindingArn = 'arn:aws:inspector2:eu-central-1:111122223333:finding/1'; AwsAccountId = '111122223333'
                Type = [Amazon.Inspector2.FindingType]::new('PACKAGE_VULNERABILITY'); Title = 'CVE-2024-0001 - libfoo'; Description = 'It overflows.'
                Severity = [Amazon.Inspector2.Severity]::new('HIGH'); Status = [Amazon.Inspector2.FindingStatus]::new('ACTIVE')
                FirstObservedAt = [datetime]::new(2024, 9, 4, 16, 59, 44, 356, [DateTimeKind]::Utc); LastObservedAt = $last; UpdatedAt = $last
                InspectorScore = 7.5
                Resources = [Collections.Generic.List[Amazon.Inspector2.Model.Resource]]@([Amazon.Inspector2.Model.Resource]@{
                        Type = [Amazon.Inspector2.ResourceType]::new('AWS_EC2_INSTANCE'); Id = 'i-0a1b2c3d4e5f60718'; Partition = 'aws'; Region = 'eu-central-1'; Tags = $tags
                    })
                PackageVulnerabilityDetails = [Amazon.Inspector2.Model.PackageVulnerabilityDetails]@{
                    VulnerabilityId = 'CVE-2024-0001'; Source = 'NVD'
                    VulnerablePackages = [Collections.Generic.List[Amazon.Inspector2.Model.VulnerablePackage]]@(
                        [Amazon.Inspector2.Model.VulnerablePackage]@{ Name = 'libfoo'; Version = '1.0'; Epoch = 0 })
                }
            }
            $sdk | ConvertTo-Asff -AsJson | Should -Be $expected
            ConvertTo-Asff -InputObject $sdk -AsJson | Should -Be $expected
            $reply = [Amazon.Inspector2.Model.ListFindingsResponse]@{ Findings = [Collections.Generic.List[Amazon.Inspector2.Model.Finding]]@($sdk, $sdk) }
            $reply | ConvertTo-Asff -AsJson | Should -Be $expected, $expected
        }

        It 'of the SDK for Inspector Classic are taken' {
            $time = [datetime]::new(2020, 11, 16, 19, 36, 26, 753, [DateTimeKind]::Utc)
            $sdk = [Amazon.Inspector.Model.Finding]@{
                Arn = 'arn:aws:inspector:eu-west-1:111122223333:target/0-a/template/0-b/run/0-c/finding/0-d'
                ServiceAttributes = [Amazon.Inspector.Model.InspectorServiceAttributes]@{
                    RulesPackageArn = 'arn:aws:inspector:eu-west-1:357557129151:rulespackage/0-SPzU33xe'; AssessmentRunArn = 'arn:run'
                }
                AssetAttributes = [Amazon.Inspector.Model.AssetAttributes]@{ AgentId = 'i-0a1b2c3d4e5f60718' }
                Attributes = [Collections.Generic.List[Amazon.Inspector.Model.Attribute]]@([Amazon.Inspector.Model.Attribute]@{ Key = 'PORT'; Value = '22' })
                Id = 'Recognized port reachable from internet'; Title = 'Port 22'; Severity = [Amazon.Inspector2.Severity]::new('Medium')
                NumericSeverity = 6; Confidence = 10; CreatedAt = $time; UpdatedAt = $time
            }
            $sdk | ConvertTo-Asff -AsJson | Should -Be (
                '{"arn":"arn:aws:inspector:eu-west-1:111122223333:target/0-a/template/0-b/run/0-c/finding/0-d","serviceAttributes":{"rulesPackageArn":' +
                '"arn:aws:inspector:eu-west-1:357557129151:rulespackage/0-SPzU33xe","assessmentRunArn":"arn:run"},"assetAttributes":{"agentId":"i-0a1b2c3d4e5f60718"},' +
                '"attributes":[{"key":"PORT","value":"22"}],"id":"Recognized port reachable from internet","title":"Port 22","severity":"Medium","numericSeverity":6,' +
                '"confidence":10,"createdAt":1605555386.753,"updatedAt":"2020-11-16T19:36:26.753Z"}' | ConvertTo-Asff -AsJson)
        }

        It 'of this module pass as they are, also wrapped and in a list' {
            $path = Join-Path $TestDrive 'one.json'
            [IO.File]::WriteAllText($path, $text)
            $found = Import-InspectorFinding $path
            $found | ConvertTo-Asff -AsJson | Should -Be $expected
            ConvertTo-Asff -InputObject @($found, [psobject]$found) -AsJson | Should -Be $expected, $expected
            $found | ConvertTo-Asff | ForEach-Object { [psobject]$_ } | ConvertTo-Asff -AsJson | Should -Be $expected
        }

        It 'that are ASFF are taken as text and as a hashtable' {
            $expected | ConvertTo-Asff -AsJson | Should -Be $expected
            (@{ SchemaVersion = '2018-10-08'; ProductArn = 'arn:aws:securityhub:us-east-1::product/aws/inspector'; Id = 'x' } | ConvertTo-Asff).Id | Should -Be x
        }

        It 'that are no finding are one error each' {
            $result = Invoke-Recorded { [datetime]::UtcNow, @{ hello = 'world' }, (Get-Command Get-Command), 17 | ConvertTo-Asff }
            $result.Output | Should -BeNullOrEmpty
            $result.Errors | Should -HaveCount 4
            $result.Errors | ForEach-Object { "$_" | Should -BeLike '*pipeline input, object*' }
        }
    }

    Context 'results of CIS scans' {
        It 'are of the third type of the guide, in either form' {
            $asff = New-CisScan -Result @{ 1 = @{ '1.1' = 'FAILED' } } | ConvertTo-Asff
            $asff.Types | Should -Be 'Software and Configuration Checks/Industry and Regulatory Standards/CIS Host Hardening Benchmarks'
            $asff.Compliance.Status, $asff.Severity.Label | Should -Be FAILED, MEDIUM
            $asff.Resources[0].Id | Should -Be 'arn:aws:ec2:us-east-1:123456789012:instance/i-00000000000000001'
            $account = $asff | ConvertTo-Asff -Product Account
            $account.Id | Should -Be $asff.Id
            $account | Test-Asff -Quiet | Should -BeTrue
        }

        It 'ask for the date of their scan' {
            $null, $null, $results = New-CisScan -Result @{ 1 = @{ '1.1' = 'FAILED' } }
            (Invoke-Recorded { $results | ConvertTo-Asff }).Errors | Should -BeLike '*ListCisScans*'
            $dated = ($results | ConvertFrom-Json).scanResultDetails | Select-Object *, @{ n = 'scanDate'; e = { '2026-11-02T06:00:00Z' } }
            ($dated | ConvertTo-Asff).UpdatedAt | Should -Be (New-CisScan -Result @{ 1 = @{ '1.1' = 'FAILED' } } | ConvertTo-Asff).UpdatedAt
        }
    }
}
