#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery { $samples = Test-Path "$PSScriptRoot/../../../shared/samples" }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    filter Get-Number { [Convert]::ToInt32($_.FindingArn.Split('/')[-1], 16) }
    function Save-Text([string] $Name, [string] $Text) {
        $path = Join-Path $folder $Name
        [IO.File]::WriteAllText($path, $Text)
        $path
    }
    function ConvertTo-Reply { '{ "findings": [' + (@($input | ForEach-Object { if ($_ -is [string]) { $_ } else { ConvertTo-Json $_ -Depth 20 -Compress } }) -join ', ') + '] }' }
}

Describe 'Import-InspectorFinding' {
    BeforeEach { $folder = New-Folder }

    Context 'a file' {
        It 'gives every finding of it' {
            $report = (New-Finding 1), (New-Finding 2) | Save-Finding
            Import-InspectorFinding $report | Get-Number | Should -Be 1, 2
        }

        It 'gives objects that dot into' {
            $finding = New-Finding 1 | Save-Finding | Import-InspectorFinding
            $finding.Resources[0].Tags['Name'] | Should -Be 'web-1'
            $finding.Severity | Should -Be 'HIGH'
            $finding.PackageVulnerabilityDetails.VulnerabilityId | Should -Be 'CVE-2026-0001'
        }

        It 'is read as it is when it is packed' {
            $path = Join-Path $folder 'a.json.gz'
            $gzip = [IO.Compression.GZipStream]::new([IO.File]::Create($path), [IO.Compression.CompressionLevel]::Fastest)
            $bytes = [Text.Encoding]::UTF8.GetBytes((New-Finding 1 | ConvertTo-Reply))
            $gzip.Write($bytes, 0, $bytes.Length)
            $gzip.Dispose()
            Import-InspectorFinding $path | Get-Number | Should -Be 1
        }

        It 'flows before all of it has been read' {
            $path = Save-Text a.json ((1..200 | ForEach-Object { New-Finding $_ } | ConvertTo-Reply) + ' garbage')
            $result = Invoke-Recorded { Import-InspectorFinding $path | Select-Object -First 1 }
            $result.Output | Get-Number | Should -Be 1
            $result.Errors | Should -BeNullOrEmpty
        }

        It 'has the details of a finding added, also from a file that comes after it' {
            $report = New-Finding 1 | Save-Finding -Path (Join-Path $folder 'a.json')
            $details = Save-Text b.json '{ "findingDetails": [{ "findingArn": "arn:aws:inspector2:us-east-1:123456789012:finding/00000000000000000000000000000001", "riskScore": 91, "cisaData": { "dateDue": 1701000000 } }] }'
            $result = Invoke-Recorded { Import-InspectorFinding $report, $details }
            $result.Errors | Should -BeNullOrEmpty
            $result.Output.Details.RiskScore | Should -Be 91
            ($result.Output | ConvertTo-Asff).ProductFields['aws/inspector/cisaData/dateDue'] | Should -Be '2023-11-26T12:00:00Z'
            (Invoke-Recorded { Import-InspectorFinding $details }).Errors | Should -BeLike '*without the findings they belong to*'
        }

        It 'gives what Security Hub has in OCSF as it is' {
            $ocsf = New-Finding 1 | ConvertTo-Json -Depth 20 -Compress | ConvertTo-Ocsf -AsJson
            $reply = Save-Text reply.json "{ `"Findings`": [ $ocsf ] }"
            $notice = Save-Text event.json "{ `"source`": `"aws.securityhub`", `"detail-type`": `"Findings Imported V2`", `"detail`": { `"findings`": [ $ocsf ] } }"
            $read = Import-InspectorFinding $reply, $notice
            $read.Count | Should -Be 2
            @($read.class_uid) + $read.severity | Should -Be 2002, 2002, High, High
            $read[0].PSObject.TypeNames | Should -Contain InspectorHub.Ocsf.OcsfFinding
            $read | ConvertTo-Ocsf -AsJson | Should -Be $ocsf, $ocsf
        }

        It 'is passed over where it is an event without a finding' {
            $event = Save-Text a.json '{ "detail-type": "Inspector2 Coverage", "detail": { "version": "1.0" } }'
            $result = Invoke-Recorded { Import-InspectorFinding $event -Verbose }
            $result.Errors | Should -BeNullOrEmpty
            $result.Verbose -like '*Inspector2 Coverage*passed over*' | Should -HaveCount 1
        }

        It 'costs a warning where a member is odd' {
            $report = New-Finding 1 -With @{ inspectorScore = 'n/a' } | Save-Finding
            $result = Invoke-Recorded { Import-InspectorFinding $report | ConvertTo-Asff }
            $result.Output | Should -HaveCount 1
            $result.Warnings | Should -BeLike '*inspectorScore has the value "n/a"*'
        }

        It 'is summed up with -Verbose' {
            $path = (New-Finding 1), (New-Finding 2) | Save-Finding
            (Invoke-Recorded { Import-InspectorFinding $path -Verbose }).Verbose | Should -Contain "Read 2 findings from $path."
        }
    }

    Context 'paths' {
        BeforeEach {
            $null = New-Finding 1 | Save-Finding -Path (Join-Path $folder 'a1.json')
            $null = (New-Finding 2), (New-Finding 3) | Save-Finding -Path (Join-Path $folder 'a2.json')
            $brackets = New-Finding 4 | Save-Finding -Path (Join-Path $folder 'a[1].json')
            $null = New-Finding 5 | Save-Finding -Path (Join-Path $folder 'b1.json')
        }

        It 'take every file that a wildcard matches' {
            Import-InspectorFinding -Path (Join-Path $folder 'a?.json') | Get-Number | Should -Be 1, 2, 3
        }

        It 'are no patterns when they are literal' {
            Import-InspectorFinding -LiteralPath $brackets | Get-Number | Should -Be 4
        }

        It 'come down the pipeline as files, as names and as objects with a PSPath' {
            Get-Item -LiteralPath $brackets | Import-InspectorFinding | Get-Number | Should -Be 4
            [IO.FileInfo]$brackets | Import-InspectorFinding | Get-Number | Should -Be 4
            Join-Path $folder 'b1.json' | Import-InspectorFinding | Get-Number | Should -Be 5
            [pscustomobject]@{ PSPath = "Microsoft.PowerShell.Core\FileSystem::$brackets" } | Import-InspectorFinding | Get-Number | Should -Be 4
        }

        It 'are relative to the location of the session' {
            Push-Location $folder
            try {
                Import-InspectorFinding b1.json | Get-Number | Should -Be 5
                Import-InspectorFinding -LiteralPath ./b1.json | Get-Number | Should -Be 5
            }
            finally { Pop-Location }
        }

        It 'that lead nowhere are errors, and the others are read' {
            $result = Invoke-Recorded {
                Import-InspectorFinding (Join-Path $folder 'none.json'), (Join-Path $folder 'none*.json'), (Join-Path $folder 'b1.json')
                Import-InspectorFinding -LiteralPath (Join-Path $folder 'none.json'), $folder
            }
            $result.Output | Get-Number | Should -Be 5
            $result.Errors | Get-ErrorId | Should -Be PathNotFound, PathNotFound, PathNotFound, CannotOpenFile
            $result.Errors.TargetObject | Should -Not -Contain $null
        }

        It 'of another provider are an error' {
            (Invoke-Recorded { Import-InspectorFinding Env:PATH }).Errors | Get-ErrorId | Should -Be NotAFile
        }
    }

    Context 'what is wrong' {
        It 'is one error each, and the rest goes on' {
            $cut = (New-Finding 1), (New-Finding 2) | ConvertTo-Reply
            $paths = @(
                Save-Text 1-cut.json $cut.Substring(0, $cut.Length - 200)
                Save-Text 2-unknown.json '{ "name": "left-pad" }'
                Save-Text 3-no-arn.json ((New-Finding 3), '{ "type": "PACKAGE_VULNERABILITY", "inspectorScore": 5 }', (New-Finding 4) | ConvertTo-Reply)
                Save-Text 4-shape.json ('{ "findingArn": "arn:aws:inspector2:eu-central-1:111122223333:finding/0dd", "inspectorScore": 5, "severity": 5 }', (New-Finding 5) | ConvertTo-Reply)
                Save-Text 5-good.json (New-Finding 6 | ConvertTo-Reply)
            )
            $result = Invoke-Recorded { foreach ($path in $paths) { Import-InspectorFinding $path } }
            $result.Output | Get-Number | Should -Be 1, 3, 4, 5, 6
            $result.Errors | Get-ErrorId | Should -Be Malformed, UnknownDocument, MissingArn, WrongShape
            $result.Errors.CategoryInfo.Category | Should -Be ParserError, InvalidData, InvalidData, InvalidData
            $result.Errors[0].TargetObject | Should -Be $paths[0]
            "$($result.Errors[2])" | Should -BeLike '*3-no-arn.json, findings`[1`] (line 1, byte *'
            $result.Errors[3].TargetObject | Should -Be 'arn:aws:inspector2:eu-central-1:111122223333:finding/0dd'
        }

        It 'is what has no end, and what nobody writes into' -Skip:$IsWindows {
            $pipe = Join-Path $folder pipe
            mkfifo $pipe
            $good = Save-Text good.json (New-Finding 6 | ConvertTo-Reply)
            $result = Invoke-Recorded { Import-InspectorFinding /dev/zero, $pipe, $good }
            $result.Output | Get-Number | Should -Be 6
            $result.Errors[-2].Exception.Message | Should -BeLike '/dev/zero: it goes on and on and is not JSON*'
            $result.Errors[-1].Exception.Message | Should -BeLike "*is a pipe, and nobody has written into it for 10 s."
            $result.Errors[-1] | Get-ErrorId | Should -Be CannotOpenFile
        }

        It 'is not a pipe whose writer pauses: what was written is given, and nobody waits for more than is wanted' -Skip:$IsWindows {
            $pipe = Join-Path $folder paused
            mkfifo $pipe
            $text = Save-Text paused.json (New-Finding 1 | ConvertTo-Reply)
            # Writes one finding and keeps the pipe open until it is told to end.
            $writer = [Diagnostics.Process]::new()
            $writer.StartInfo = [Diagnostics.ProcessStartInfo]::new('sh', [string[]]('-c', 'exec 3>"$1"; cat "$2" >&3; read end', 'sh', $pipe, $text))
            $writer.StartInfo.RedirectStandardInput = $true
            $null = $writer.Start()
            try {
                Import-InspectorFinding $pipe | Select-Object -First 1 | Get-Number | Should -Be 1
                $writer.HasExited | Should -BeFalse
            }
            finally {
                $writer.Kill()
                $writer.Dispose()
            }
        }

        It 'costs a finding the member that is of another type, and the finding says so' {
            $path = Save-Text odd.json (New-Finding 7 -With @{ inspectorScore = 'high' } | ConvertTo-Reply)
            $result = Invoke-Recorded { Import-InspectorFinding $path }
            $result.Errors | Should -BeNullOrEmpty
            $result.Output | Get-Number | Should -Be 7
            $result.Output.InspectorScore | Should -BeNullOrEmpty
            "$($result.Output.Oddities)" | Should -BeLike '*inspectorScore*"high"*'
        }

        It 'ends the reading with -ErrorAction Stop' {
            $path = Save-Text a.json ('{}', (New-Finding 1) | ConvertTo-Reply)
            { Import-InspectorFinding $path -ErrorAction Stop } | Should -Throw
        }
    }

    Context 'a scan' {
        BeforeEach {
            $path = Save-Text scan.json ('{ "vulnerability_count": { "high": 1 }, "vulnerabilities": [{ "id": "CVE-2024-0001", "severity": "high", ' +
                '"affects": [{ "installed_version": "pkg:npm/left-pad@1.0" }] }] }')
        }

        It 'is imported for what was scanned' {
            $finding = Import-InspectorFinding $path -Resource 111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1
            $finding.Title, $finding.Severity, $finding.Artifact.AccountId, $finding.Artifact.Region |
                Should -Be 'CVE-2024-0001 - left-pad', HIGH, 111122223333, eu-west-1
            (Import-InspectorFinding $path -Resource ./app -ResourceType Directory -AccountId 444455556666 -Region eu-west-3).Artifact.AccountId |
                Should -Be 444455556666
        }

        It 'is an error when nobody says what was scanned, or whose it is' {
            $nameless = (Invoke-Recorded { Import-InspectorFinding $path }).Errors
            $nameless | Get-ErrorId | Should -Be Incomplete
            "$nameless" | Should -BeLike '*-Resource*'
            $unknown = (Invoke-Recorded { Import-InspectorFinding $path -Resource nginx:latest }).Errors
            $unknown | Get-ErrorId | Should -Be ResourceOwnerUnknown
            "$unknown" | Should -BeLike '*-AccountId*'
        }
    }

    Context 's3://' {
        BeforeAll {
            $moto = Start-Moto
            if ($moto) {
                $put = @{ Moto = $moto; Service = 's3'; Method = 'PUT' }
                $null = Invoke-Moto @put -Path /reports
                $null = Invoke-Moto @put -Path /reports/2026/one.json -Body ([IO.File]::ReadAllText((1..3 | ForEach-Object { New-Finding $_ } | Save-Finding)))
                $null = Invoke-Moto @put -Path /reports/2026/two.json -Body ([IO.File]::ReadAllText((4..5 | ForEach-Object { New-Finding $_ } | Save-Finding)))
                $s3 = @{ EndpointUrl = $moto.EndpointUrl; Region = 'us-east-1'; AccessKey = 'a'; SecretKey = 'b' }
            }
        }

        AfterAll { Stop-Moto $moto }

        It 'is read, one report or all that begin so' {
            if (-not $moto) { Set-ItResult -Skipped -Because 'moto_server is not installed'; return }
            Import-InspectorFinding s3://reports/2026/one.json @s3 | Get-Number | Should -Be 1, 2, 3
            's3://reports/2026/*' | Import-InspectorFinding @s3 | Get-Number | Should -Be 1, 2, 3, 4, 5
        }

        It 'is an error where there is no such report, or no report is named' {
            if (-not $moto) { Set-ItResult -Skipped -Because 'moto_server is not installed'; return }
            (Invoke-Recorded { Import-InspectorFinding s3://reports/2026/none.json @s3 }).Errors.FullyQualifiedErrorId |
                Should -Be 'NoSuchKey,InspectorHub.Commands.ImportInspectorFindingCommand'
            "$((Invoke-Recorded { Import-InspectorFinding s3://reports @s3 }).Errors)" | Should -BeLike '*s3://bucket/key is expected*'
        }
    }

    Context 's3:// with an object that nobody may read' {
        BeforeAll {
            $port = Get-FreePort
            $storage = [Net.HttpListener]::new()
            $storage.Prefixes.Add("http://127.0.0.1:$port/")
            $storage.Start()
            $report = [IO.File]::ReadAllText(((New-Finding 1), (New-Finding 2) | Save-Finding))
            $server = [PowerShell]::Create().AddScript({
                    param($Storage, $Report)
                    while ($Storage.IsListening) {
                        try { $call = $Storage.GetContext() } catch { return }
                        $call.Response.ContentType = 'application/xml'
                        $text = switch -Wildcard ($call.Request.Url.AbsolutePath) {
                            '*first.json' { $call.Response.StatusCode = 403; '<Error><Code>AccessDenied</Code><Message>No.</Message></Error>' }
                            '*second.json' { $Report }
                            default {
                                '<ListBucketResult><Contents><Key>first.json</Key><Size>9</Size></Contents>' +
                                '<Contents><Key>second.json</Key><Size>9</Size></Contents></ListBucketResult>'
                            }
                        }
                        $bytes = [Text.Encoding]::UTF8.GetBytes($text)
                        $call.Response.Close($bytes, $true)
                    }
                }).AddArgument($storage).AddArgument($report)
            $serving = $server.BeginInvoke()
        }

        AfterAll {
            $storage.Stop()
            $null = $server.EndInvoke($serving)
            $server.Dispose()
        }

        It 'reads the others' {
            $result = Invoke-Recorded { Import-InspectorFinding s3://reports/* -EndpointUrl "http://127.0.0.1:$port" -Region us-east-1 -AccessKey a -SecretKey b }
            $result.Output | Get-Number | Should -Be 1, 2
            $result.Errors | Get-ErrorId | Should -Be AccessDenied
            $result.Errors.TargetObject | Should -Be s3://reports/first.json
        }
    }

    Context 'published samples' {
        It 'are imported without an error' -Skip:(-not $samples) {
            $folder = "$PSScriptRoot/../../../shared/samples"
            $result = Invoke-Recorded { Import-InspectorFinding "$folder/classic/finding/*.json", "$folder/inspector2/finding/*.json", "$folder/inspector2/event/*.json" }
            $result.Errors | Should -BeNullOrEmpty
            $result.Output | Should -Not -BeNullOrEmpty
        }
    }

    Context 'results of CIS scans' {
        BeforeAll {
            $scan, $targets, $results = New-CisScan -Result @{ 1 = @{ '1.1' = 'FAILED'; '1.2' = 'PASSED' } }
            $folder = New-Folder
            $resultsFile, $scanFile = "$folder/results.json", "$folder/a-scan.json"
            Set-Content $resultsFile $results
            Set-Content $scanFile $scan, $targets
        }

        It 'have the date of the scan that was read before' {
            $found = Import-InspectorFinding $scanFile, $resultsFile
            $found | Should -HaveCount 2
            $found.ScanDate | Sort-Object -Unique | Should -Be ([DateTimeOffset]'2026-11-02T06:00:00Z')
            $found[0].ScanName, $found[0].TargetResourceTags['Name'] | Should -Be weekly, web-1
        }

        It 'have the date that is given' {
            (Import-InspectorFinding $resultsFile -ScanDate '2026-11-02T07:00:00Z')[0].ScanDate | Should -Be ([DateTimeOffset]'2026-11-02T07:00:00Z')
        }

        It 'have that of the file where nothing says it, with a word' {
            $result = Invoke-Recorded { Import-InspectorFinding $resultsFile }
            $result.Output[0].ScanDate.UtcDateTime | Should -Be (Get-Item $resultsFile).LastWriteTimeUtc
            $result.Warnings | Should -HaveCount 1
            $result.Warnings | Should -BeLike '*-ScanDate*'
        }

        It 'come back out of JSON as they went in' {
            $found = Import-InspectorFinding $scanFile, $resultsFile
            $found | ConvertTo-Json -Depth 5 | Set-Content "$folder/again.json"
            $again = Import-InspectorFinding "$folder/again.json"
            ($again | ConvertTo-Asff -AsJson) -join "`n" | Should -Be (($found | ConvertTo-Asff -AsJson) -join "`n")
        }
    }
}
