#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# What a finding is to somebody who types: one severity, dates, words, enrichment, remoting. The same for every kind.

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $severities = 'LOW', 'CRITICAL', 'MEDIUM', 'HIGH', 'UNTRIAGED', 'INFORMATIONAL'
    $number = 0
    $report = $severities | ForEach-Object { New-Finding (++$number) -Severity $_ -With @{ epss = @{ score = 0.5 } } } | Save-Finding
    $examples = "$PSScriptRoot/../../examples"
    $cis = Join-Path (New-Folder) 'cis.json'
    [IO.File]::WriteAllLines($cis, [string[]](New-CisScan -Result @{ 1 = @{ '1.1.1' = 'FAILED' } }))

    # A finding of every product, as Inspector gives it and as ASFF.
    function Get-EveryKind {
        Import-InspectorFinding $report | Select-Object -First 1
        Import-InspectorFinding "$examples/findings/classic.json" | Select-Object -First 1
        Import-InspectorFinding "$examples/scan.cdx.json" -Resource 111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1 | Select-Object -First 1
        Import-InspectorFinding $cis | Select-Object -First 1
    }
}

Describe 'Severity of <_>' -ForEach 'Inspector', 'ASFF' {
    BeforeAll {
        $found = Import-InspectorFinding $report
        if ($_ -eq 'ASFF') { $found = $found | ConvertTo-Asff }
    }

    It 'is compared with words, in any case' {
        @($found | Where-Object Severity -EQ critical) | Should -HaveCount 1
        @($found | Where-Object Severity -In CRITICAL, high) | Should -HaveCount 2
        @($found | Where-Object Severity -NE LOW) | Should -HaveCount 5
        'CRITICAL' -in $found.Severity | Should -BeTrue
    }

    It 'is compared by rank and sorted by it' {
        @($found | Where-Object Severity -GE HIGH) | Should -HaveCount 2
        @($found | Where-Object { $_.Severity -lt 'MEDIUM' }) | Should -HaveCount 3
        ($found | Sort-Object Severity -Descending | Select-Object -First 4).Severity -join ' ' | Should -Be 'CRITICAL HIGH MEDIUM LOW'
    }

    It 'is a word in groups, switches, lists and CSV' {
        ($found | Group-Object Severity | Where-Object Count -EQ 1).Name | Should -Contain CRITICAL
        @($found | ForEach-Object { switch ($_.Severity) { 'CRITICAL' { 'worst' } 'high' { 'bad' } } }) | Should -Be worst, bad
        $found[1] | Format-List Severity | Out-String | Should -Match 'Severity : CRITICAL'
        ($found[1] | ConvertTo-Csv | ConvertFrom-Csv).Severity | Should -Be CRITICAL
    }

    It 'is set with a word, and what is none is refused' {
        $found[0].Severity = 'high'
        $found[0].Severity -eq 'HIGH' | Should -BeTrue
        { $found[0].Severity = 'urgent' } | Should -Throw '*CRITICAL, HIGH, MEDIUM, LOW, INFORMATIONAL*'
        ($found[0] | ConvertTo-Asff -Product Account -AsJson | ConvertFrom-Json).Severity.Normalized | Should -Be 70
    }
}

Describe 'Other members of ASFF' {
    BeforeAll { $asff = Import-InspectorFinding $report | ConvertTo-Asff | Select-Object -First 1 }

    It 'has dates that are dates' {
        @(Import-InspectorFinding $report | ConvertTo-Asff | Where-Object UpdatedAt -GT ([datetime]'2026-11-21')) | Should -HaveCount 0
        @(Import-InspectorFinding $report | ConvertTo-Asff | Where-Object UpdatedAt -GT ([datetime]'2026-11-19')) | Should -HaveCount 6
        $asff.UpdatedAt = [DateTimeOffset]'2026-11-22T01:02:03+02:00'
        $asff | ConvertTo-Asff -AsJson | Should -BeLike '*"UpdatedAt":"2026-11-21T23:02:03Z"*'
    }

    It 'has a date that cannot be read as an error that says so' {
        $json = ($asff | ConvertTo-Asff -AsJson) -replace '"UpdatedAt":"[^"]*"', '"UpdatedAt":"yesterday"'
        $result = Invoke-Recorded { $json | ConvertTo-Asff }
        $result.Errors | Get-ErrorId | Should -Be WrongShape
        $result.Errors[0].Exception.Message | Should -BeLike "*`$.UpdatedAt: 'yesterday' is no date*"
        $outbox = New-Outbox
        $sent = Invoke-Recorded { $json | Send-InspectorFindingToHub -Region us-east-1 @outbox -NoWait -PassThru }
        $sent.Errors | Get-ErrorId | Should -Be WrongShape
        $sent.Output | Should -BeNullOrEmpty
    }

    It 'takes words for workflow and remediation, and says what it has' {
        $asff.Workflow = 'resolved'
        $asff.Remediation = 'Update openssl to 3.0.9.'
        $asff.Workflow -eq 'RESOLVED' | Should -BeTrue
        "$($asff.Workflow) $($asff.Remediation) $($asff.Resources)" | Should -BeLike 'RESOLVED Update openssl to 3.0.9. arn:aws:ec2:*i-00000000000000001'
        ($asff | ConvertTo-Asff -AsJson | ConvertFrom-Json).Workflow.Status | Should -Be RESOLVED
        { $asff.Workflow = 'DONE' } | Should -Throw '*NEW, NOTIFIED, RESOLVED, SUPPRESSED*'
    }

    It 'is enriched on the way' {
        $enriched = Import-InspectorFinding $report | Select-Object -First 1 | ConvertTo-Asff -Product Account | ForEach-Object {
            $_.UserDefinedFields['Team'] = 'payments'
            $_.Resources[0].Tags = @{ Stage = 'prod'; Cost = 12 }
            $_
        } | ConvertTo-Asff -Product Account -AsJson
        $enriched | Should -BeLike '*"UserDefinedFields":{"Team":"payments"}*'
        $enriched | Should -BeLike '*"Tags":{"Cost":"12","Stage":"prod"}*'
        $asff.UserDefinedFields = [ordered]@{ B = 1; A = Get-Date 2026-11-22 }
        @($asff.UserDefinedFields.Keys) | Should -Be B, A
    }
}

Describe 'Text of a finding' {
    It 'does not reach the terminal as a sequence that it obeys' {
        $evil = "$([char]27)]0;owned$([char]7)$([char]27)[2J$([char]0x9b)31m"
        $path = New-Finding 1 -With @{ title = "CVE-1 $evil"; description = $evil; resources = @(@{ type = 'AWS_EC2_INSTANCE'; id = "i-1$evil"; tags = @{ "k$evil" = $evil } }) } | Save-Finding
        $control = "[$([char]27)$([char]7)$([char]0x9b)]"
        $found = Import-InspectorFinding $path
        $asff = Get-Content $path -Raw | ConvertTo-Asff
        foreach ($view in ($found, $asff | Format-Table | Out-String), ($found, $asff | Format-List * | Out-String), ($found | ConvertTo-Csv)) {
            $view -replace '\x1b\[[0-9;]*m' -join "`n" | Should -Not -Match $control
        }
        $result = Invoke-Recorded { "{""findingArn"":""arn:x$('\u001b')[2J"",""severity"":5}" | ConvertTo-Asff -Verbose }
        "$($result.Errors)" | Should -Not -Match $control
    }
}

Describe 'Through Clixml, jobs and remoting' {
    It 'a finding of every kind comes back as it was, also as ASFF' {
        $path = Join-Path (New-Folder) 'findings.xml'
        foreach ($findings in @(Get-EveryKind), @(Get-EveryKind | ConvertTo-Asff)) {
            $findings | Export-Clixml $path
            $back = Import-Clixml $path
            $back[0].PSTypeNames[0] | Should -BeLike 'Deserialized.*'
            $result = Invoke-Recorded { $back | ConvertTo-Asff }
            $result.Errors | Should -BeNullOrEmpty
            $result.Output.Count | Should -Be $findings.Count
            $expected = @($findings | ConvertTo-Asff)
            foreach ($n in 0..($findings.Count - 1)) {
                foreach ($member in 'Id', 'Title', 'Severity', 'UpdatedAt', 'CreatedAt', 'Description', 'Remediation', 'ProductArn', 'Vulnerabilities') {
                    "$($result.Output[$n].$member)" | Should -Be "$($expected[$n].$member)" -Because $member
                }
                $result.Output[$n].ProductFields.Count | Should -Be $expected[$n].ProductFields.Count
                $result.Output[$n].Unmodeled | Should -BeNullOrEmpty
            }
        }
    }

    It 'ASFF is as valid as it was, by way of <way>' -ForEach @(
        @{ Way = 'remoting'; Go = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($args[0], 2)) } }
        @{ Way = 'JSON'; Go = { $args[0] | ConvertTo-Json -Depth 20 } }
        @{ Way = 'objects of JSON'; Go = { $args[0] | ConvertTo-Json -Depth 20 | ConvertFrom-Json } }
    ) {
        $valid = Get-EveryKind | ConvertTo-Asff -Product Account
        & $Go $valid | Test-Asff | Should -BeNullOrEmpty
        & $Go $valid | Test-Asff -Quiet | Should -BeTrue
        $valid[0].Id = ''
        & $Go $valid | Test-Asff -Quiet | Should -BeFalse
    }

    It 'Invoke-Command in another process gives, and takes, findings' {
        $process = [Management.Automation.Runspaces.PowerShellProcessInstance]::new()
        $runspace = [runspacefactory]::CreateOutOfProcessRunspace($null, $process)
        try {
            $runspace.Open()
            $session = [Management.Automation.Runspaces.PSSession]::Create($runspace, 'process', $null)
            $finding = New-Finding 1
            $report = $finding | Save-Finding
            Invoke-Command -Session $session { Import-Module $using:manifest }
            $came = Invoke-Command -Session $session { Import-InspectorFinding $using:report }
            $came.PSTypeNames[0] | Should -BeLike 'Deserialized.*'
            ($came | ConvertTo-Asff -AsJson) | Should -Be (Import-InspectorFinding $report | ConvertTo-Asff -AsJson)
            $asff = Import-InspectorFinding $report | Invoke-Command -Session $session { $input | ConvertTo-Asff -Product Account }
            $asff | Test-Asff -Quiet | Should -BeTrue
            $asff | ConvertTo-Asff -AsJson | Should -Not -Match 'PSComputerName|RunspaceId'
            ($asff | Out-String -Width 120) | Should -Match 'CVE-2026-0001 - openssl'
        }
        finally { $runspace.Dispose(); $process.Dispose() }
    }

    It 'members that the model does not name come back, too' {
        $path = Join-Path (New-Folder) 'findings.xml'
        $json = (Get-EveryKind | Select-Object -First 1 | ConvertTo-Asff -AsJson) -replace '"RecordState"', '"Sample":false,"Threats":[{"Name":"x"}],"RecordState"'
        $json | ConvertTo-Asff | Export-Clixml $path
        Import-Clixml $path | ConvertTo-Asff -AsJson | Should -BeLike '*"Threats":[[]{"Name":"x"}]*'
    }

    It 'tables of them are not blank' {
        $path = Join-Path (New-Folder) 'findings.xml'
        Get-EveryKind | Export-Clixml $path
        $table = Import-Clixml $path | Format-Table | Out-String -Width 120
        $table | Should -Match 'CVE-2026-0001 - openssl'
        $table | Should -Match 'LOW +ACTIVE +\d+d i-00000000000000001'
    }

    It 'differences and rows of an outbox are sent, and are rows of a table' {
        $path = Join-Path (New-Folder) 'rows.xml'
        $hub = Start-InspectorHubEmulator -NoRateLimit
        try {
            ($first, $second, $third) = (New-Outbox), (New-Outbox), (New-Outbox)
            $null = New-Finding 9 | Send-InspectorFindingToHub @hub @first
            Import-InspectorFinding $report | Compare-InspectorHubFinding @hub | Export-Clixml $path
            $back = Import-Clixml $path
            $back | Out-String -Width 120 | Should -Match 'Missing +LOW +us-east-1 +i-00000000000000001 +CVE-2026-0001'
            ($back | Send-InspectorFindingToHub @hub @second).Received | Should -Be 7
            (Get-InspectorHubFinding @hub -Id '*00009').RecordState | Should -Be ARCHIVED
            $null = New-Finding 8 | Send-InspectorFindingToHub @hub @third -NoWait
            Get-InspectorHubOutbox @third | Export-Clixml $path
            (Import-Clixml $path | ConvertTo-Asff).Title | Should -Be 'CVE-2026-0008 - openssl'
        }
        finally { Stop-InspectorHubEmulator $hub }
    }

    It 'a job gives findings that convert' {
        $module = (Get-Module InspectorHub).Path -replace 'bin.*', 'InspectorHub.psd1'
        $found = Start-Job { Import-Module $using:module; Import-InspectorFinding $using:report } | Receive-Job -Wait -AutoRemoveJob
        @($found | ConvertTo-Asff) | Should -HaveCount 6
        $checks = Start-Job { Import-Module $using:module; Import-InspectorFinding $using:cis } | Receive-Job -Wait -AutoRemoveJob
        ($checks | ConvertTo-Asff).Id | Should -Be (Import-InspectorFinding $cis | ConvertTo-Asff).Id
    }
}

Describe 'By way of JSON' {
    It 'ConvertTo-Json of ASFF converts back without what only the object has' {
        $asff = Get-EveryKind | ConvertTo-Asff
        $back = @($asff | ConvertTo-Json -Depth 20 | ConvertTo-Asff)
        $back.Count | Should -Be $asff.Count
        $back | ForEach-Object { $_.Unmodeled | Should -BeNullOrEmpty }
        $back | Test-Asff | Should -BeNullOrEmpty
    }

    It 'a finding is the same finding, whatever it has been on its way, and is not sent again' {
        $outbox = New-Outbox
        $hub = Start-InspectorHubEmulator -NoRateLimit
        try {
            $asff = Import-InspectorFinding $report | ConvertTo-Asff -Product Account
            ($asff | Send-InspectorFindingToHub @hub @outbox).Received | Should -Be 6
            $roads = @{
                'ConvertFrom-Json'            = { $asff | ConvertTo-Asff -Product Account -AsJson | ConvertFrom-Json }
                'ConvertFrom-Json -AsHashtable' = { $asff | ConvertTo-Asff -Product Account -AsJson | ConvertFrom-Json -AsHashtable }
                'ConvertTo-Asff -AsHashtable' = { $asff | ConvertTo-Asff -Product Account -AsHashtable }
                'ConvertTo-Json'              = { $asff | ConvertTo-Json -Depth 20 }
                'Clixml'                      = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($asff)) }
            }
            foreach ($road in $roads.Keys) {
                $again = & $roads[$road] | Send-InspectorFindingToHub @hub @outbox
                "$($again.Unchanged) $($again.Received)" | Should -Be '6 0' -Because "it came by way of $road"
            }
            $asff[0].Description = 'Changed.'
            ($asff | Send-InspectorFindingToHub @hub @outbox).Received | Should -Be 1
        }
        finally { Stop-InspectorHubEmulator $hub }
    }

    It 'a finding of every kind converts back from ConvertTo-Json' {
        @(Get-EveryKind | ConvertTo-Json -Depth 20 | ConvertTo-Asff).Severity -join ' ' | Should -Be (@(Get-EveryKind | ConvertTo-Asff).Severity -join ' ')
    }

    It 'tags named like a marker and dates in tags survive ConvertFrom-Json' {
        $json = ConvertTo-Json -Compress -Depth 20 (New-Finding 1 -With @{ resources = @(@{ type = 'AWS_EC2_INSTANCE'; id = 'i-1'; tags = @{ IsProdSet = 'yes'; IsSetUp = 'no'; Born = '2026-01-02T03:04:05Z' } }) })
        $tags = ($json | ConvertFrom-Json | ConvertTo-Asff).Resources[0].Tags
        "$($tags.IsProdSet) $($tags.IsSetUp) $($tags.Born)" | Should -Be 'yes no 2026-01-02T03:04:05Z'
    }
}

Describe 'Columns' {
    It 'of a security office come first on every kind, in one order' {
        $columns = 'AccountId', 'Region', 'ResourceId', 'ResourceType', 'VulnerabilityId', 'Package', 'FixedInVersion', 'Exploit', 'Epss'
        foreach ($finding in Get-EveryKind) {
            foreach ($one in $finding, ($finding | ConvertTo-Asff)) {
                @($one.PSObject.Properties.Name)[0..8] | Should -Be $columns -Because $one.GetType().Name
                @(($one | ConvertTo-Csv)[0] -replace '"' -split ',')[0..8] | Should -Be $columns
                # ConvertTo-Json writes a type's own members first.
                $json = $one | ConvertTo-Json -Depth 1 -WarningAction Ignore | ConvertFrom-Json
                $columns | ForEach-Object { $json.PSObject.Properties.Name | Should -Contain $_ }
                $one.Region | Should -Match '^[a-z]+-[a-z]+-\d$' -Because $one.GetType().Name
                $one.AccountId | Should -Match '^\d{12}$'
                $one.ResourceId | Should -Not -BeNullOrEmpty
                ($one | ConvertTo-Csv) -join "`n" | Should -Not -Match 'System\.|InspectorHub\.(Asff|Findings|Common)\.'
            }
        }
    }

    It 'that a kind has by itself can be set as before' {
        $inspector, $null, $scan, $check = Get-EveryKind
        $asff = $inspector | ConvertTo-Asff
        ($asff.Region, $scan.VulnerabilityId, $check.AccountId) = 'eu-west-1', 'CVE-2026-9999', '111122223333'
        $inspector.Epss.Score = 0.25
        $asff | ConvertTo-Asff -AsJson | Should -BeLike '*"Region":"eu-west-1"*'
        ($scan | ConvertTo-Asff).Vulnerabilities[0].Id | Should -Be CVE-2026-9999
        ($check | ConvertTo-Asff).AwsAccountId | Should -Be 111122223333
        "$($inspector.Epss) $(($inspector | ConvertTo-Asff).Epss)" | Should -Be '0.25 0.25'
    }

    It 'go into JSON' {
        (Import-InspectorFinding $report | Select-Object -First 1 | ConvertTo-Json -Depth 5 | ConvertFrom-Json).VulnerabilityId | Should -Be CVE-2026-0001
    }
}

Describe 'Types' {
    It 'can be named in a script' {
        function Get-Title([InspectorHub.Asff.AsffFinding] $Finding) { $Finding.Title }
        Get-Title (Import-InspectorFinding $report | Select-Object -First 1 | ConvertTo-Asff) | Should -Be 'CVE-2026-0001 - openssl'
        [InspectorHub.Asff.AsffSeverity]'high' -gt 'LOW' | Should -BeTrue
    }

    It 'do not clash when the module is imported from a second path' {
        $module = Split-Path ((Get-Module InspectorHub).Path -replace 'bin.*', 'InspectorHub.psd1')
        $second = Join-Path (New-Folder) InspectorHub
        Copy-Item $module $second -Recurse
        $session = [powershell]::Create().AddScript({
                param($First, $Second)
                $ErrorActionPreference = 'Stop'
                Import-Module $First
                Import-Module $Second
                (Get-Module InspectorHub).Count
            }).AddArgument("$module/InspectorHub.psd1").AddArgument("$second/InspectorHub.psd1")
        $session.Invoke() | Should -BeGreaterThan 0
        $session.Streams.Error | Should -BeNullOrEmpty
        $session.Dispose()
    }
}

Describe 'What is no finding' {
    It 'a file is an error that says how to read it' {
        "$((Invoke-Recorded { Get-Item $report | ConvertTo-Asff }).Errors)" | Should -Match 'Import-InspectorFinding reads files'
        "$((Invoke-Recorded { $report | ConvertTo-Asff }).Errors)" | Should -Match 'Import-InspectorFinding reads files'
        "$((Invoke-Recorded { Import-InspectorFinding (New-Folder) }).Errors)" | Should -Match 'is a folder'
        "$((Invoke-Recorded { Import-InspectorFinding 'none[[]1].json' }).Errors)" | Should -Match '-LiteralPath'
    }

    It 'a report in CSV and a zip archive say what to do instead' {
        $folder = New-Folder
        [IO.File]::WriteAllText("$folder/a.csv", "AWS Account Id,Severity`n111122223333,HIGH`n")
        [IO.File]::WriteAllBytes("$folder/b.zip", [byte[]](0x50, 0x4b, 3, 4, 0, 0))
        Import-InspectorFinding $report | Export-InspectorHubReport "$folder/c.csv"
        $errors = (Invoke-Recorded { Import-InspectorFinding "$folder/*" }).Errors
        $errors | Get-ErrorId | Should -Be NotJson, NotJson, NotJson
        "$errors" | Should -Match 'c.csv is a table of findings'
        "$errors" | Should -Match '--report-format JSON'
        "$errors" | Should -Match 'Expand-Archive'
    }

    It 'a report of Inspector given to Test-Asff is one error a finding, with the way on' {
        $result = Invoke-Recorded { Test-Asff $report }
        $result.Output | Should -BeNullOrEmpty
        $result.Errors.Count | Should -Be 6
        "$($result.Errors[0])" | Should -Match 'ConvertTo-Asff translates'
    }

    It 'rows of the outbox are the findings that wait there' {
        $outbox = New-Outbox
        $null = Import-InspectorFinding $report | Send-InspectorFindingToHub -Region us-east-1 @outbox -NoWait
        @(Get-InspectorHubOutbox @outbox | ConvertTo-Asff -Product Account) | Should -HaveCount 6
    }
}
