#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $place = @{ Region = 'eu-central-1' }
    function New-Findings([int] $Count, [string] $Region = 'eu-central-1') { 0..($Count - 1) | ForEach-Object { New-Finding $_ -Region $Region } }
    function Get-Checkpoint { Get-ChildItem $folder -Filter *.checkpoint }
}

Describe 'Sync-InspectorFindingToHub' {
    BeforeEach {
        $folder = New-Folder
        $outbox = @{ OutboxPath = Join-Path $folder 'outbox.db' }
    }

    AfterEach { Stop-InspectorHubEmulator -All }

    Context 'what is over' {
        BeforeEach {
            # Security Hub has three; Amazon Inspector has forgotten the first of them without a word.
            $file = Join-Path $folder 'hub.db'
            $hub = New-Findings 3 | Start-InspectorHubEmulator @place -Path $file
            $null = Sync-InspectorFindingToHub @hub @outbox
            Stop-InspectorHubEmulator $hub
            $again = @{ Path = $file; Port = $hub.Port; AccessKey = $hub.AccessKey; SecretKey = $hub.SecretKey }
            $hub = (New-Finding 1 @place), (New-Finding 2 @place) | Start-InspectorHubEmulator @place @again
        }

        It 'is archived by a full run, and not by another' {
            (Sync-InspectorFindingToHub @hub @outbox).Ended | Should -Be 0
            $summary = Sync-InspectorFindingToHub @hub @outbox -Full
            $summary.Ended, $summary.NotEnded, $summary.IsComplete | Should -Be 1, 0, $true
            (Get-InspectorHubFinding @hub -RecordState ARCHIVED).Title | Should -Be 'CVE-2026-0000 - openssl'
            Get-InspectorHubFinding @hub -RecordState ACTIVE | Should -HaveCount 2
            Compare-InspectorHubFinding @hub | Should -BeNullOrEmpty
        }

        It 'is an error beyond -ArchiveLimit, and stays' {
            $result = Invoke-Recorded { Sync-InspectorFindingToHub @hub @outbox -Full -ArchiveLimit 0 }
            $result.Errors | Get-ErrorId | Should -Be ArchiveLimit
            $result.Output.NotEnded, $result.Output.IsComplete | Should -Be 1, $false
            Get-InspectorHubFinding @hub -RecordState ACTIVE | Should -HaveCount 3
        }

        It 'is archived without -Full when the checkpoint is older than what Inspector remembers, with a warning' {
            $checkpoint = (Get-Checkpoint).FullName
            [DateTimeOffset]::UtcNow.AddDays(-4).ToString('o') | Set-Content $checkpoint -NoNewline
            $result = Invoke-Recorded { Sync-InspectorFindingToHub @hub @outbox }
            $result.Output.Ended | Should -Be 1
            $result.Warnings | Should -BeLike '*forgets what is closed after 3 days*'
            (Invoke-Recorded { Sync-InspectorFindingToHub @hub @outbox }).Warnings | Should -BeNullOrEmpty
        }

        It 'makes a full run of one whose checkpoint <what>, with a warning' -ForEach @(
            @{ What = 'is of a time to come'; Text = { [DateTimeOffset]::UtcNow.AddDays(1).ToString('o') }; Says = '*no checkpoint*' }
            @{ What = 'is empty'; Text = { '' }; Says = '*does not hold a time*' }
        ) {
            $checkpoint = (Get-Checkpoint).FullName
            [IO.File]::WriteAllText($checkpoint, (& $Text))
            $result = Invoke-Recorded { Sync-InspectorFindingToHub @hub @outbox }
            $result.Output.Ended | Should -Be 1
            $result.Warnings | Should -BeLike $Says
        }

        It 'is found by an outbox that remembers nothing, too, and what has come back is opened' {
            (Sync-InspectorFindingToHub @hub -OutboxPath (Join-Path $folder 'another/outbox.db')).Ended | Should -Be 1
            Stop-InspectorHubEmulator $hub
            $hub = New-Findings 3 | Start-InspectorHubEmulator @place @again
            $null = Sync-InspectorFindingToHub @hub -OutboxPath (Join-Path $folder 'third/outbox.db')
            Get-InspectorHubFinding @hub -RecordState ACTIVE | Should -HaveCount 3
        }
    }

    Context 'what leaves the filter' {
        It 'is <became> by a full run with -OutOfFilter <how>, and comes back with the filter' -ForEach @(
            @{ How = 'Update'; Became = 'updated'; State = 'ACTIVE LOW'; Ended = 0 }
            @{ How = 'Archive'; Became = 'archived'; State = 'ARCHIVED HIGH'; Ended = 1 }
        ) {
            $hub = (New-Finding 1 @place), (New-Finding 2 @place) | Start-InspectorHubEmulator @place
            $filtered = @{ Severity = 'HIGH', 'CRITICAL'; OutOfFilter = $how } + $outbox
            function Get-State { Get-InspectorHubFinding @hub | Sort-Object Title | ForEach-Object { "$($_.RecordState) $($_.Severity.Label)" } }
            $null = Sync-InspectorFindingToHub @hub @filtered
            New-Finding 1 @place -Severity LOW -With @{ updatedAt = '2026-11-20T09:00:00Z' } | Set-InspectorHubEmulator $hub
            $summary = Sync-InspectorFindingToHub @hub @filtered -Full
            $summary.Received, $summary.Ended | Should -Be 1, $ended
            Get-State | Should -Be $state, 'ACTIVE HIGH'

            New-Finding 1 @place -Severity CRITICAL -With @{ updatedAt = '2026-11-20T10:00:00Z' } | Set-InspectorHubEmulator $hub
            $null = Sync-InspectorFindingToHub @hub @filtered -Full
            Get-State | Should -Be 'ACTIVE CRITICAL', 'ACTIVE HIGH'
            (Sync-InspectorFindingToHub @hub @filtered -Full).Received | Should -Be 0
        }
    }

    Context 'what an analyst decided' {
        It 'stays through an update, the end and the return: <Status>' -ForEach @(
            @{ Status = 'SUPPRESSED' }
            @{ Status = 'NOTIFIED'; Returned = 'NEW' }
        ) {
            $hub = (New-Finding 1 @place), (New-Finding 2 @place) | Start-InspectorHubEmulator @place -NoSignatureCheck
            $arn = (New-Finding 1 @place).findingArn
            $null = Sync-InspectorFindingToHub @hub @outbox
            $held = Get-InspectorHubFinding @hub | Where-Object Title -Like '*0001*'
            $decision = @{
                FindingIdentifiers = @(@{ Id = $held.Id; ProductArn = $held.ProductArn }); Workflow = @{ Status = $Status }
                Note = @{ Text = 'Behind the firewall'; UpdatedBy = 'an analyst' }
            } | ConvertTo-Json -Depth 5
            $asked = @{ Path = '/findings/batchupdate'; Service = 'securityhub'; Method = 'Patch'; Body = $decision }
            (Invoke-Moto @{ EndpointUrl = $hub.EndpointUrl } @asked @place).UnprocessedFindings | Should -BeNullOrEmpty
            function Get-Held {
                $finding = Get-InspectorHubFinding @hub | Where-Object Id -EQ $held.Id
                "$($finding.RecordState) $($finding.Workflow) $($finding.Severity.Label) $($finding.Note.Text)"
            }
            $decided = "$Status {0} Behind the firewall"

            New-Finding 1 @place -Severity LOW -With @{ updatedAt = '2026-11-20T09:00:00Z' } | Set-InspectorHubEmulator $hub
            $null = Sync-InspectorFindingToHub @hub @outbox -Full
            Get-Held | Should -Be "ACTIVE $($decided -f 'LOW')" -Because 'an update is the provider''s'

            Set-InspectorHubEmulator $hub -Remove $arn
            (Sync-InspectorFindingToHub @hub @outbox -Full).Ended | Should -Be 1
            Get-Held | Should -Be "ARCHIVED $($decided -f 'LOW')" -Because 'it is over'

            New-Finding 1 @place -With @{ updatedAt = '2026-11-20T10:00:00Z' } | Set-InspectorHubEmulator $hub
            $null = Sync-InspectorFindingToHub @hub @outbox -Full
            # What was told somebody and comes back, Security Hub itself makes new again; what is suppressed stays so.
            $returned = if ($Returned) { $decided.Replace($Status, $Returned) } else { $decided }
            Get-Held | Should -Be "ACTIVE $($returned -f 'HIGH')" -Because 'it has come back'
        }
    }

    Context 'once' {
        It 'sends all that is active the first time, and then what has changed' {
            $hub = @(New-Findings 4) + (New-Finding 4 @place -Status CLOSED) | Start-InspectorHubEmulator @place
            (Sync-InspectorFindingToHub @hub @outbox).Received | Should -Be 4
            (Sync-InspectorFindingToHub @hub @outbox).Findings | Should -Be 0
            (Sync-InspectorFindingToHub @hub @outbox -Full).Unchanged | Should -Be 4
            Get-InspectorHubFinding @hub | Should -HaveCount 4
        }

        It 'does not pass over, with -Full, what was closed since the last time' {
            $file = Join-Path $folder 'hub.db'
            $hub = New-Findings 3 | Start-InspectorHubEmulator @place -Path $file
            $null = Sync-InspectorFindingToHub @hub @outbox
            Stop-InspectorHubEmulator $hub
            $closed = New-Finding 1 @place -Status CLOSED -With @{ updatedAt = [DateTimeOffset]::UtcNow.ToString('o') }
            $again = @{ Path = $file; Port = $hub.Port; AccessKey = $hub.AccessKey; SecretKey = $hub.SecretKey }
            $hub = (New-Finding 0 @place), $closed, (New-Finding 2 @place) | Start-InspectorHubEmulator @place @again
            (Sync-InspectorFindingToHub @hub @outbox -Full).Received | Should -Be 1
            Get-InspectorHubFinding @hub -RecordState ARCHIVED | Should -HaveCount 1
        }

        It 'leaves the checkpoint where it is until Security Hub has answered' {
            $hub = New-Findings 3 | Start-InspectorHubEmulator @place
            $hub.AddFault(@{ Kind = 'Status'; Status = 503; Operation = 'BatchImportFindings' })
            $failed = Sync-InspectorFindingToHub @hub @outbox -TimeoutSec 1 -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
            $failed.Received, $failed.Waiting | Should -Be 0, 3
            Get-Checkpoint | Should -BeNullOrEmpty
            $hub.ClearFault()
            $null = Sync-InspectorFindingToHub @hub @outbox
            Get-InspectorHubFinding @hub | Should -HaveCount 3
            Get-Checkpoint | Should -HaveCount 1
        }

        It 'says once what cannot be translated, sets it aside, and goes on' {
            $undated = New-Finding 1 @place -With @{ firstObservedAt = $null; lastObservedAt = $null; updatedAt = $null }
            $hub = (New-Finding 0 @place), $undated, (New-Finding 2 @place) | Start-InspectorHubEmulator @place
            $result = Invoke-Recorded { Sync-InspectorFindingToHub @hub @outbox }
            $result.Output.Received | Should -Be 2
            $result.Errors | Get-ErrorId | Should -Be CannotSend
            Get-Checkpoint | Should -HaveCount 1
            $result = Invoke-Recorded { Sync-InspectorFindingToHub @hub @outbox -Full }
            $result.Output.Unchanged | Should -Be 2
            $result.Errors | Should -BeNullOrEmpty
            Import-InspectorFinding "$folder/unusable-findings/*.json" | Should -HaveCount 1
        }

        It 'synchronizes Regions apart, each with a checkpoint and a summary of its own' {
            $hub = @(New-Findings 3) + @(New-Findings 2 us-east-1) | Start-InspectorHubEmulator
            $hub = $hub.Clone()
            $hub.Remove('Region')
            $result = Invoke-Recorded { Sync-InspectorFindingToHub @hub @outbox -Region eu-central-1, us-east-1, nowhere }
            $result.Output | ForEach-Object { "$($_.Region) $($_.Received)" } | Sort-Object | Should -Be 'eu-central-1 3', 'us-east-1 2'
            $result.Errors.TargetObject | Should -Be nowhere
            Sync-InspectorFindingToHub @hub @outbox -Region eu-central-1, us-east-1 | ForEach-Object { "$($_.Region) $($_.Findings)" } | Sort-Object |
                Should -Be 'eu-central-1 0', 'us-east-1 0'
            Get-Checkpoint | Should -HaveCount 2
        }

        It 'holds up no Region for one whose Security Hub is off, and keeps the checkpoint of that one' {
            $hub = @(New-Findings 2) + @(New-Findings 2 us-east-1) | Start-InspectorHubEmulator -NoSignatureCheck
            $hub = $hub.Clone()
            $hub.Remove('Region')
            $null = Invoke-Moto -Moto @{ EndpointUrl = $hub.EndpointUrl } -Path /accounts -Method DELETE -Service securityhub -Region us-east-1
            $result = Invoke-Recorded { Sync-InspectorFindingToHub @hub @outbox -Region us-east-1, eu-central-1 -TimeoutSec 1 -WarningAction SilentlyContinue }
            $result.Output | ForEach-Object { "$($_.Region) $($_.Received) $($_.Waiting)" } | Should -Be 'eu-central-1 2 0', 'us-east-1 0 2'
            $result.Errors | Get-ErrorId | Should -Be FindingsWaiting
            Get-Checkpoint | Should -HaveCount 1
            Sync-InspectorFindingToHub @hub @outbox -Region us-east-1, eu-central-1 -Watch -Interval 00:00:01 -WarningAction SilentlyContinue | Select-Object -First 3 |
                ForEach-Object { "$($_.Region) $($_.Unchanged)" } | Should -Be 'eu-central-1 0', 'eu-central-1 0', 'eu-central-1 0'
        }

        It 'is one clear error where the checkpoint cannot be written' {
            $file = Join-Path $folder 'file'
            Set-Content $file ''
            $hub = New-Findings 2 | Start-InspectorHubEmulator @place
            $result = Invoke-Recorded { Sync-InspectorFindingToHub @hub @outbox -CheckpointPath $file }
            $result.Errors.FullyQualifiedErrorId | Should -Be 'CannotKeepState,InspectorHub.Commands.SyncInspectorFindingToHubCommand'
            $result.Errors.TargetObject.StartsWith($file) | Should -BeTrue
        }

        It 'goes from moto''s Inspector, with an assumed role, to moto''s Security Hub and back' {
            $moto = Start-Moto
            if (-not $moto) { Set-ItResult -Skipped -Because 'moto_server is not installed'; return }
            try {
                # moto has no findings of its own; it gives out what it is told to, a list for each call.
                $list = @(New-Findings 7)
                $results = @{ results = @(1..10 | ForEach-Object { , $list }); account_id = '123456789012'; region = 'eu-central-1' } | ConvertTo-Json -Depth 20
                $null = Invoke-RestMethod "$($moto.EndpointUrl)/moto-api/static/inspector2/findings-results" -Method Post -Body $results -ContentType application/json
                $there = @{
                    EndpointUrl = $moto.EndpointUrl; Region = 'eu-central-1'; AccessKey = 'AKIAEXAMPLE'; SecretKey = 'secret'
                    RoleArn = 'arn:aws:iam::123456789012:role/Hub'; ExternalId = 'agreed'
                }
                Get-InspectorFinding @there | Should -HaveCount 7
                (Sync-InspectorFindingToHub @there @outbox).Received | Should -Be 7
                Get-InspectorHubFinding @there | Should -HaveCount 7
            }
            finally { Stop-Moto $moto }
        }
    }

    Context '-Watch' {
        It 'says while an outage lasts what the last answer was and when the next try is' {
            $hub = New-Findings 3 | Start-InspectorHubEmulator @place
            $hub.AddFault(@{ Kind = 'Status'; Status = 503; Operation = 'BatchImportFindings' })
            $progress = Get-Progress { Sync-InspectorFindingToHub @hub @outbox -TimeoutSec 4 } @{ hub = $hub; outbox = $outbox }
            $inOutage = @($progress | Where-Object StatusDescription -Match '^0 received, 3 waiting, 0 refused; next try \d\d:\d\d:\d\d after ServiceUnavailableException$')
            $inOutage | Should -Not -BeNullOrEmpty
            $inOutage[0].CurrentOperation | Should -BeLike '123456789012/eu-central-1*ServiceUnavailableException*Trying again*'
            # What is over is taken back.
            $progress[-1].RecordType | Should -Be Completed
        }

        It 'says in a watch what waits in an outage, and between its rounds when the next is' {
            $hub = New-Findings 3 | Start-InspectorHubEmulator @place
            $hub.AddFault(@{ Kind = 'Status'; Status = 503; Operation = 'BatchImportFindings' })
            $progress = Get-Progress { Sync-InspectorFindingToHub @hub @outbox -Watch -Interval 00:00:06 -TimeoutSec 4 | Select-Object -First 2 } @{ hub = $hub; outbox = $outbox }
            $progress.StatusDescription -join "`n" |
                Should -Match '(?s)3 waiting, 0 refused; next try \d\d:\d\d:\d\d after ServiceUnavailableException.*Next round at \d\d:\d\d:\d\d.*3 waiting, 0 refused; next try'
        }

        It 'says when the next round is' {
            $hub = New-Findings 2 | Start-InspectorHubEmulator @place
            $progress = Get-Progress { Sync-InspectorFindingToHub @hub @outbox -Watch -Interval 00:00:01 | Select-Object -First 2 } @{ hub = $hub; outbox = $outbox }
            $progress.StatusDescription -match '^Next round at \d\d:\d\d:\d\d$' | Should -Not -BeNullOrEmpty
        }

        It 'goes on round after round, and survives an Inspector that does not answer' {
            $hub = New-Findings 2 | Start-InspectorHubEmulator @place
            $hub.AddFault(@{ Kind = 'Status'; Status = 403; Operation = 'ListFindings' })
            $result = Invoke-Recorded {
                Sync-InspectorFindingToHub @hub @outbox -Watch -Interval 00:00:01 | ForEach-Object { $hub.ClearFault(); $_ } | Select-Object -First 3
            }
            $result.Output.Received | Should -Be 0, 2, 0
            $result.Warnings -like '*starts from the same checkpoint*' | Should -Not -BeNullOrEmpty
        }

        It 'says once that access is denied, however often it is' {
            $hub = New-Findings 2 | Start-InspectorHubEmulator @place
            $hub.AddFault(@{ Kind = 'Status'; Status = 403; ErrorCode = 'AccessDeniedException'; Operation = 'BatchImportFindings' })
            $rounds = @{ Count = 0 }
            $result = Invoke-Recorded {
                Sync-InspectorFindingToHub @hub @outbox -Watch -Interval 00:00:01 |
                    ForEach-Object { if (++$rounds.Count -eq 2) { $hub.ClearFault() }; $_ } | Select-Object -First 3
            }
            $result.Output | ForEach-Object { "$($_.Received) $($_.Waiting)" } | Should -Be '0 2', '0 2', '2 0'
            $result.Errors | Should -HaveCount 1
        }

        It 'serves every Region, and one that does not answer holds up no other' {
            $hub = New-Findings 2 | Start-InspectorHubEmulator @place
            $hub = $hub.Clone()
            $hub.Remove('Region')
            $result = Invoke-Recorded { Sync-InspectorFindingToHub @hub @outbox -Region eu-central-1, nowhere -Watch -Interval 00:00:01 | Select-Object -First 2 }
            $result.Output | ForEach-Object { "$($_.Region) $($_.Received)" } | Should -Be 'eu-central-1 2', 'eu-central-1 0'
            $result.Errors | Should -HaveCount 1
        }

        It 'is not ended by a checkpoint that cannot be written' {
            $file = Join-Path $folder 'file'
            Set-Content $file ''
            $hub = New-Findings 2 | Start-InspectorHubEmulator @place
            $result = Invoke-Recorded { Sync-InspectorFindingToHub @hub @outbox -CheckpointPath $file -Watch -Interval 00:00:01 | Select-Object -First 2 }
            $result.Errors | Should -BeNullOrEmpty
            $result.Output | ForEach-Object { "$($_.Received) $($_.Unchanged)" } | Should -Be '2 0', '0 2'
            @($result.Warnings | Where-Object { $_.StartsWith($file) }) | Should -HaveCount 2
        }

        It 'ends where <what>' -ForEach @(
            @{ What = 'Inspector refuses the filter'; Of = @{ Filter = @{ severity = @{ comparison = 'LIKES'; value = 'HIGH' } } }; Words = '*ListFindings*' }
            @{ What = 'the endpoint is none'; Of = @{ EndpointUrl = 'localhost:4566' }; Words = '*' }
        ) {
            $hub = Start-InspectorHubEmulator @place
            $here = @{} + $hub
            foreach ($name in $Of.Keys) { $here[$name] = $Of[$name] }
            $result = Invoke-Recorded { Sync-InspectorFindingToHub @here @outbox -Watch -Interval 00:00:01 }
            $result.Errors | Should -HaveCount 1
            if ($Of.EndpointUrl) { $result.Errors | Get-ErrorId | Should -Be NoEndpoint }
            $result.Errors.Exception.Message | Should -BeLike $Words
        }
    }

    Context '-WhatIf' {
        It 'sends nothing' {
            $hub = New-Findings 2 | Start-InspectorHubEmulator @place
            Sync-InspectorFindingToHub @hub @outbox -WhatIf | Should -BeNullOrEmpty
            Get-InspectorHubFinding @hub | Should -BeNullOrEmpty
        }

        It 'ends also with -Watch, and makes no outbox' {
            $hub = New-Findings 2 | Start-InspectorHubEmulator @place
            Sync-InspectorFindingToHub @hub -OutboxPath "$folder/new/outbox.db" -Watch -Interval 00:00:01 -WhatIf | Should -BeNullOrEmpty
            Test-Path "$folder/new" | Should -BeFalse
        }
    }

    Context 'parameters' {
        It 'make one clear error of a filter that Inspector refuses' {
            $hub = Start-InspectorHubEmulator @place
            $result = Invoke-Recorded { Sync-InspectorFindingToHub @hub @outbox -Filter @{ severity = @{ comparison = 'LIKES'; value = 'HIGH' } } }
            $result.Output | Should -BeNullOrEmpty
            $result.Errors | Should -HaveCount 1
            $result.Errors.Exception.Message | Should -BeLike '*ListFindings*'
        }

        It 'make one clear error of a filter without end' {
            $endless = @{}
            $endless.severity = $endless
            $result = Invoke-Recorded { Sync-InspectorFindingToHub @place -EndpointUrl http://127.0.0.1:1 -AccessKey a -SecretKey b -Filter $endless @outbox }
            $result.Errors | Get-ErrorId | Should -Be MalformedFilter
        }

        It 'refuse a span of time without sense: -<name> <value>' -ForEach @(
            @{ Name = 'Interval'; Value = 0 }
            @{ Name = 'Interval'; Value = 300 }
            @{ Name = 'Interval'; Value = '00:00:00.1' }
            @{ Name = 'Interval'; Value = '30.00:00:00' }
            @{ Name = 'Interval'; Value = '-00:05:00' }
            @{ Name = 'Overlap'; Value = 900 }
            @{ Name = 'Overlap'; Value = '9999999.00:00:00' }
            @{ Name = 'Overlap'; Value = '-00:00:01' }
        ) {
            $span = @{ $Name = $Value }
            $failure = { Sync-InspectorFindingToHub @place -WhatIf @span } | Should -Throw -PassThru
            $failure.FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError*'
            $failure.Exception.Message | Should -BeLike '*written as 00:05:00 for five minutes*'
        }
    }
}

Describe 'Sync-InspectorFindingToHub -QueueUrl' {
    BeforeAll {
        $moto = Start-Moto
        # Where the emulator's own events go to, it takes queues to be in us-east-1.
        function New-Queue([int] $VisibilityTimeout = 30, [string] $In = 'eu-central-1') {
            $attributes = @{ VisibilityTimeout = "$VisibilityTimeout" }
            (Invoke-Queue $moto CreateQueue @{ QueueName = "$([guid]::NewGuid())"; Attributes = $attributes } -Region $In).QueueUrl
        }
        function Get-QueueCount([string] $QueueUrl) {
            $asked = @{ QueueUrl = $QueueUrl; AttributeNames = @('All') }
            $attributes = (Invoke-Queue $moto GetQueueAttributes $asked @place).Attributes
            [int]$attributes.ApproximateNumberOfMessages, [int]$attributes.ApproximateNumberOfMessagesNotVisible
        }
        filter Send-Event([string] $QueueUrl) {
            $message = if ($_ -is [string]) { $_ } else {
                @{
                    version = '0'; id = 'e'; 'detail-type' = 'Inspector2 Finding'; source = 'aws.inspector2'; account = '123456789012'
                    time = '2026-11-20T08:00:00Z'; region = 'eu-central-1'; detail = $_
                } | ConvertTo-Json -Depth 20 -Compress
            }
            $null = Invoke-Queue $moto SendMessage @{ QueueUrl = $QueueUrl; MessageBody = $message } @place
        }
    }

    AfterAll { Stop-Moto $moto }

    BeforeEach {
        if (-not $moto) { Set-ItResult -Skipped -Because 'moto_server is not installed'; return }
        $folder = New-Folder
        $outbox = @{ OutboxPath = Join-Path $folder 'outbox.db' }
        $hub = Start-InspectorHubEmulator -Region eu-central-1
    }

    AfterEach { Stop-InspectorHubEmulator -All }

    It 'deletes messages once Security Hub has answered, and sets aside those of no use' {
        $queue = New-Queue
        @(New-Findings 23) + '{"detail-type":"something else"}' | Send-Event $queue
        $result = Invoke-Recorded { Sync-InspectorFindingToHub @hub @outbox -QueueUrl $queue -Verbose }
        $result.Output.Received | Should -Be 23
        Get-InspectorHubFinding @hub | Should -HaveCount 23
        $result.Errors | Should -HaveCount 1
        $result.Verbose -like '*95th percentile*' | Should -Not -BeNullOrEmpty
        Get-QueueCount $queue | Should -Be 0, 0

        $setAside = @(Get-ChildItem "$folder/unusable-messages" -File)
        $setAside | Should -HaveCount 1
        if ($env:OS -ne 'Windows_NT') {
            $setAside.UnixMode | Should -Be '-rw-------'
            (Get-Item "$folder/unusable-messages").UnixMode | Should -Be 'drwx------'
        }
    }

    It 'delivers once what comes from the administrator''s bus and from the member''s' {
        $queue = New-Queue
        $finding = New-Finding 1 @place
        foreach ($account in '123456789012', '999999999999') {
            @{
                version = '0'; id = "event-of-$account"; 'detail-type' = 'Inspector2 Finding'; source = 'aws.inspector2'; account = $account
                time = '2026-11-20T08:00:00Z'; region = 'eu-central-1'; detail = $finding
            } | ConvertTo-Json -Depth 20 -Compress | Send-Event $queue
        }
        $summary = Sync-InspectorFindingToHub @hub @outbox -QueueUrl $queue
        $summary.Received, $summary.IsComplete | Should -Be 1, $true
        @(Get-InspectorHubEmulator $hub -Call -Operation BatchImportFindings) | Should -HaveCount 1
        Get-QueueCount $queue | Should -Be 0, 0
    }

    It 'makes a delivery of its own of each row of the pipeline' {
        $rows = 1, 2 | ForEach-Object { [pscustomobject]@{ Region = 'eu-central-1'; QueueUrl = New-Queue } }
        New-Finding 1 @place | Send-Event $rows[0].QueueUrl
        (New-Finding 2 @place), (New-Finding 3 @place) | Send-Event $rows[1].QueueUrl
        $hub = $hub.Clone()
        $hub.Remove('Region')
        ($rows | Sync-InspectorFindingToHub @hub @outbox -ErrorAction Stop).Received | Should -Be 1, 2
    }

    It 'leaves messages in the queue while Security Hub does not answer' {
        $queue = New-Queue
        New-Findings 3 | Send-Event $queue
        $hub.AddFault(@{ Kind = 'Status'; Status = 503; Operation = 'BatchImportFindings' })
        $null = Sync-InspectorFindingToHub @hub @outbox -QueueUrl $queue -TimeoutSec 1 -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
        Get-QueueCount $queue | Should -Be 0, 3
    }

    It 'lets messages of an account go that denies access, and says its refusal once' {
        $queue = New-Queue -VisibilityTimeout 1
        New-Findings 3 | Send-Event $queue
        $hub.AddFault(@{ Kind = 'Status'; Status = 403; ErrorCode = 'AccessDeniedException'; Operation = 'BatchImportFindings' })
        $result = Invoke-Recorded { Sync-InspectorFindingToHub @hub @outbox -QueueUrl $queue -Watch -TimeoutSec 6 }
        $result.Errors | Get-ErrorId | Should -Be AccessDeniedException
        "$($result.Errors[0])" | Should -BeLike '*tried again every*'
        $result.Output[0].Waiting | Should -Be 3
        Get-QueueCount $queue | Should -Be 3, 0
    }

    It 'is not kept going without -Watch by messages of an account that denies access' {
        $queue = New-Queue -VisibilityTimeout 1
        New-Findings 25 | Send-Event $queue
        $hub.AddFault(@{ Kind = 'Status'; Status = 403; ErrorCode = 'AccessDeniedException'; Operation = 'BatchImportFindings' })
        $null = Invoke-Recorded { Sync-InspectorFindingToHub @hub @outbox -QueueUrl $queue }
        # Some may still be hidden; none is deleted.
        (Get-QueueCount $queue | Measure-Object -Sum).Sum | Should -Be 25
    }

    Context 'with -FullAt' {
        BeforeAll {
            # A worker in a session of its own: what it gives can be waited for, until it is stopped.
            function Start-Worker([hashtable] $More = @{}) {
                $none = [Management.Automation.PSDataCollection[psobject]]::new()
                $none.Complete()
                $output = [Management.Automation.PSDataCollection[psobject]]::new()
                $output.BlockingEnumerator = $true
                $session = [powershell]::Create('NewRunspace')
                $null = $session.AddScript("Import-Module '$manifest'").Invoke()
                $session.Commands.Clear()
                $parameters = $hub + $outbox + @{ QueueUrl = $queue; Watch = $true } + $More
                $null = $session.AddScript('param($parameters) Sync-InspectorFindingToHub @parameters').AddArgument($parameters)
                @{ Session = $session; Output = $output; Running = $session.BeginInvoke($none, $output) }
            }

            function Stop-Worker($Worker) {
                $Worker.Session.Stop()
                $Worker.Session.Runspace.Dispose()
                $Worker.Session.Dispose()
            }
        }

        It 'one worker makes the full round while another delivers' {
            $queue, $arrivals = (New-Queue), (New-Queue -In us-east-1)
            $hub = New-Finding 1 @place | Start-InspectorHubEmulator @place -HubEventQueueUrl $arrivals
            $null = Sync-InspectorFindingToHub @hub @outbox
            $yesterday = [DateTimeOffset]::UtcNow.AddDays(-2).ToString('o')
            "$yesterday`n$yesterday" | Set-Content (Get-Checkpoint).FullName -NoNewline
            # Came as an event, and is forgotten by Amazon Inspector without a word.
            New-Finding 9 @place | Send-Event $queue
            $null = Sync-InspectorFindingToHub @hub @outbox -QueueUrl $queue
            $null = Receive-Message $moto $arrivals 2

            # In the middle of the round, when it looks into Security Hub.
            $hub.AddFault(@{ Kind = 'Hang'; Operation = 'GetFindings' })
            $workers = (Start-Worker @{ FullAt = [TimeSpan]::Zero }), (Start-Worker)
            try {
                $new = (New-Finding 2 @place), (New-Finding 3 @place)
                $null = Invoke-RestMethod "$($hub.EndpointUrl)/_emulator/seed" -Method Post -Body (ConvertTo-Json $new -Depth 20)
                $new | Send-Event $queue
                $came = Receive-Message $moto $arrivals 2 | ConvertFrom-Json | ForEach-Object { $_.detail.findings.Title.Split()[0] }
                $came | Sort-Object | Should -Be 'CVE-2026-0002', 'CVE-2026-0003'
                $hub.ClearFault()
                $round = $workers[0].Output | Select-Object -First 1
            }
            finally { $workers | ForEach-Object { Stop-Worker $_ } }
            $round.Ended, $round.NotEnded | Should -Be 1, 0
            Get-InspectorHubFinding @hub | ForEach-Object { "$($_.Title.Split()[0]) $($_.RecordState)" } | Sort-Object | Should -Be @(
                'CVE-2026-0001 ACTIVE', 'CVE-2026-0002 ACTIVE', 'CVE-2026-0003 ACTIVE', 'CVE-2026-0009 ARCHIVED'
            )
        }
    }

    It 'is one clear error where the queue is none' {
        $result = Invoke-Recorded { Sync-InspectorFindingToHub @place -AccessKey a -SecretKey b @outbox -QueueUrl nonsense }
        $result.Errors | Should -HaveCount 1
        $result.Errors.Exception.Message | Should -BeLike "*'nonsense'*"
    }
}

Describe 'Sync-InspectorFindingToHub -Cis' {
    BeforeAll {
        # What Security Hub has of them: instance, check, state, and why.
        function Get-Held {
            @(Get-InspectorHubFinding @inspector | ForEach-Object {
                    $instance, $check = $_.ProductFields['inspector/instanceId'][-1], $_.ProductFields['inspector/cis/checkId']
                    "$instance $check $($_.RecordState) $($_.Compliance.Status) $($_.Compliance.StatusReasons[0].ReasonCode)"
                } | Sort-Object)
        }

        function Add-Scan {
            $null = Invoke-RestMethod "$($inspector.EndpointUrl)/_emulator/seed" -Method Post -Body ((New-CisScan @args) -join "`n")
        }
    }

    BeforeEach {
        $outbox = New-Outbox
        $first = @{ 1 = @{ '1.1' = 'FAILED'; '1.2' = 'PASSED'; '2.1' = 'FAILED' }; 2 = @{ '1.1' = 'FAILED' }; 3 = @{ '1.1' = 'FAILED' } }
        $inspector = New-CisScan 1 -Result $first | Start-InspectorHubEmulator -NoRateLimit
        $null = Sync-InspectorFindingToHub -Cis @inspector @outbox
    }

    AfterEach { Stop-InspectorHubEmulator $inspector }

    It 'sends what failed, and nothing that did not' {
        Get-Held | Should -Be @('1 1.1', '1 2.1', '2 1.1', '3 1.1' | ForEach-Object { "$_ ACTIVE FAILED CIS_CHECK_FAILED" })
    }

    It 'ends what passes or is gone, and leaves what was not scanned' {
        Add-Scan 2 -Result @{ 1 = @{ '1.1' = 'PASSED'; '1.2' = 'FAILED' }; 3 = @{} }
        $result = Invoke-Recorded { Sync-InspectorFindingToHub -Cis @inspector @outbox }
        Get-Held | Should -Be @(
            '1 1.1 ARCHIVED PASSED CIS_CHECK_PASSED'
            '1 1.2 ACTIVE FAILED CIS_CHECK_FAILED'
            '1 2.1 ARCHIVED NOT_AVAILABLE CIS_CHECK_GONE'
            '2 1.1 ARCHIVED NOT_AVAILABLE CIS_INSTANCE_GONE'
            '3 1.1 ACTIVE FAILED CIS_CHECK_FAILED')
        $result.Output.Ended, $result.Output.Received | Should -Be 3, 4
        $result.Warnings | Should -HaveCount 1
        $result.Warnings | Should -BeLike '*i-00000000000000003 (TIMED_OUT)*stays as it is*'
    }

    It 'sends nothing that has not changed, and takes no scan twice' {
        Add-Scan 2 -Result $first
        $summary = Sync-InspectorFindingToHub -Cis @inspector @outbox
        $summary.Received, $summary.Unchanged | Should -Be 0, 4
        (Sync-InspectorFindingToHub -Cis @inspector @outbox).Findings | Should -Be 0
        (Sync-InspectorFindingToHub -Cis -Full @inspector @outbox).Unchanged | Should -Be 4
    }

    It 'opens again what fails again' {
        Add-Scan 2 -Result @{ 1 = @{ '1.1' = 'PASSED' } }
        Add-Scan 3 -Result @{ 1 = @{ '1.1' = 'FAILED' } }
        $null = Sync-InspectorFindingToHub -Cis @inspector @outbox
        Get-Held | Should -Contain '1 1.1 ACTIVE FAILED CIS_CHECK_FAILED'
        Get-Held | Should -Contain '2 1.1 ARCHIVED NOT_AVAILABLE CIS_INSTANCE_GONE'
    }

    It 'ends nothing by a scan that did not come to its end, by another configuration''s, or by one of a lower level' {
        Add-Scan 2 -Status FAILED -Result @{ 1 = @{ '1.1' = 'PASSED' } }
        Add-Scan 3 -Name daily -Level LEVEL_1 -Result @{ 1 = @{ '1.1' = 'FAILED' } }
        $result = Invoke-Recorded { Sync-InspectorFindingToHub -Cis @inspector @outbox }
        $result.Warnings | Should -BeLike '*is FAILED*'
        @(Get-Held) -match 'ARCHIVED' | Should -BeNullOrEmpty
    }

    It 'takes a scan that is still going on when it is over' {
        Add-Scan 2 -Status IN_PROGRESS -Result @{ 1 = @{ '1.1' = 'PASSED' } }
        Add-Scan 3 -Name daily -Result @{ 4 = @{ '1.1' = 'FAILED' } }
        $null = Sync-InspectorFindingToHub -Cis @inspector @outbox
        Get-Held | Should -Contain '1 1.1 ACTIVE FAILED CIS_CHECK_FAILED'
        Add-Scan 2 -Result @{ 1 = @{ '1.1' = 'PASSED' } }
        $null = Sync-InspectorFindingToHub -Cis @inspector @outbox
        Get-Held | Should -Contain '1 1.1 ARCHIVED PASSED CIS_CHECK_PASSED'
        Get-Held | Should -Contain '4 1.1 ACTIVE FAILED CIS_CHECK_FAILED'
    }

    It 'is an error with more checks gone at once than -ArchiveLimit, and they stay until a higher one is given' {
        Add-Scan 2 -Result @{ 1 = @{ '1.1' = 'PASSED' } }
        $result = Invoke-Recorded { Sync-InspectorFindingToHub -Cis @inspector @outbox -ArchiveLimit 2 }
        $result.Errors | Get-ErrorId | Should -Be ArchiveLimit
        $result.Errors | Should -BeLike '*-Full*-ArchiveLimit*'
        $result.Output.Ended, $result.Output.NotEnded, $result.Output.IsComplete | Should -Be 1, 3, $false
        @(Get-Held) -match 'ARCHIVED' | Should -Be '1 1.1 ARCHIVED PASSED CIS_CHECK_PASSED'
        (Sync-InspectorFindingToHub -Cis @inspector @outbox -Full -ArchiveLimit 3).Ended | Should -Be 3
    }

    It 'leaves out for a time what may fail' {
        Add-Scan 2 -Result $first
        $exceptions = @(
            [pscustomobject]@{ CheckId = '1.*'; ResourceId = '*1'; Reason = 'Jump host'; Until = '2099-12-31' }
            @{ CheckId = '2.1'; Reason = 'Over'; Until = '2020-01-01' })
        $null = Sync-InspectorFindingToHub -Cis @inspector @outbox -CisException $exceptions
        Get-Held | Should -Contain '1 1.1 ARCHIVED NOT_AVAILABLE CIS_CHECK_SKIPPED'
        Get-Held | Should -Contain '1 2.1 ACTIVE FAILED CIS_CHECK_FAILED'
        $held = Get-InspectorHubFinding @inspector -RecordState ARCHIVED
        $held.Compliance.StatusReasons[0].Description | Should -Be 'Exception until 2100-01-01T00:00:00Z: Jump host'
    }

    It 'asks an exception for its check, its reason and a date' -ForEach @(
        @{ Row = @{ Reason = 'x' }; Words = '*CheckId*' }
        @{ Row = @{ CheckId = '1' }; Words = '*Reason*' }
        @{ Row = @{ CheckId = '1'; Reason = 'x'; Until = 'soon' }; Words = '*soon*' }
    ) {
        $result = Invoke-Recorded { Sync-InspectorFindingToHub -Cis @inspector @outbox -CisException $Row }
        $result.Errors | Get-ErrorId | Should -Be MalformedException
        $result.Errors | Should -BeLike $Words
    }

    It 'comes through an outage with the next run, without an ending lost' {
        Add-Scan 2 -Result @{ 1 = @{ '1.1' = 'PASSED'; '2.1' = 'FAILED' } }
        $inspector.AddFault(@{ Kind = 'Status'; Status = 503; Operation = 'BatchImportFindings' })
        $null = Sync-InspectorFindingToHub -Cis @inspector @outbox -TimeoutSec 1 -ErrorAction SilentlyContinue
        Get-Held | Should -Contain '1 1.1 ACTIVE FAILED CIS_CHECK_FAILED'
        $inspector.ClearFault()
        $null = Sync-InspectorFindingToHub -Cis @inspector @outbox
        @(Get-Held) -match '1 1.1 ARCHIVED|2 1.1 ARCHIVED|3 1.1 ARCHIVED' | Should -HaveCount 3
    }

    It 'ends nothing that a listing which broke off does not have' {
        Add-Scan 2 -Result @{ 1 = @{ '1.1' = 'PASSED' } }
        $inspector.AddFault(@{ Kind = 'Status'; Status = 403; Operation = 'GetCisScanResultDetails' })
        $result = Invoke-Recorded { Sync-InspectorFindingToHub -Cis @inspector @outbox }
        $result.Errors | Should -Not -BeNullOrEmpty
        @(Get-Held) -match 'ARCHIVED' | Should -BeNullOrEmpty
        $inspector.ClearFault()
        $null = Sync-InspectorFindingToHub -Cis @inspector @outbox
        @(Get-Held) -match 'ARCHIVED' | Should -HaveCount 4
    }

    It 'goes beside the findings' {
        Add-Scan 2 -Result @{ 1 = @{ '1.1' = 'PASSED' } }
        $report = (New-Finding 1 CRITICAL), (New-Finding 2 LOW) | Save-Finding
        Invoke-RestMethod "$($inspector.EndpointUrl)/_emulator/seed" -Method Post -InFile $report | Out-Null
        $summaries = @(Sync-InspectorFindingToHub -IncludeCis @inspector @outbox)
        $summaries.Received | Should -Be 2, 4
        $null = Sync-InspectorFindingToHub -Full -IncludeCis @inspector @outbox
        @(Get-InspectorHubFinding @inspector -RecordState ACTIVE).Count | Should -Be 2
    }

    It 'watches for scans' {
        $received = Sync-InspectorFindingToHub -Cis @inspector @outbox -Watch -Interval 00:00:01 | ForEach-Object {
            if ($_.Findings -eq 0) { Add-Scan 2 -Result @{ 1 = @{ '1.1' = 'PASSED' } } }
            $_.Received
        } | Select-Object -First 2
        $received | Should -Be 0, 4
    }

    It 'sends each member''s results to the member''s own Security Hub' {
        $other = (New-CisScan 2 -Result @{ 7 = @{ '1.1' = 'FAILED' } }) -replace '"accountId":"123456789012"', '"accountId":"210987654321"'
        Invoke-RestMethod "$($inspector.EndpointUrl)/_emulator/seed" -Method Post -Body ($other -join "`n") | Out-Null
        $results = Sync-InspectorFindingToHub -Cis @inspector @outbox -PassThru -RoleArn 'arn:aws:iam::{AccountId}:role/InspectorHub'
        ($results | Where-Object Id -Like '*/210987654321/cis/*').Lane.AccountId | Should -Be 210987654321
    }

    It 'sees first what it would do' {
        Add-Scan 2 -Result @{ 1 = @{ '1.1' = 'PASSED' } }
        Sync-InspectorFindingToHub -Cis @inspector @outbox -WhatIf | Should -BeNullOrEmpty
        @(Get-Held) -match 'ARCHIVED' | Should -BeNullOrEmpty
    }
}
