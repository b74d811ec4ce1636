#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    filter Get-Count { "$($_.Findings) findings, $($_.Received) received, $($_.Refused) refused, $($_.Waiting) waiting, complete: $($_.IsComplete)" }
    function New-Findings([int] $Count) { 0..($Count - 1) | ForEach-Object { New-Finding $_ } }
}

Describe 'Send-InspectorFindingToHub' {
    BeforeEach {
        $outbox = New-Outbox
        $hub = Start-InspectorHubEmulator -NoRateLimit
    }

    AfterEach { Stop-InspectorHubEmulator -All }

    Context 'delivery' {
        It 'counts what Security Hub has acknowledged' {
            $findings = New-Findings 250
            $result = Invoke-Recorded { $findings | Send-InspectorFindingToHub @hub @outbox }
            $result.Errors | Should -BeNullOrEmpty
            $result.Output | Get-Count | Should -Be '250 findings, 250 received, 0 refused, 0 waiting, complete: True'
            $hub.Findings | Should -Be 250
        }

        It 'does not send again what has not changed' {
            $findings = New-Findings 250
            $null = $findings | Send-InspectorFindingToHub @hub @outbox
            ($findings | Send-InspectorFindingToHub @hub @outbox).Unchanged | Should -Be 250
        }

        It 'updates a finding that is seen again' {
            $findings = @(New-Findings 3 | Save-Finding | Import-InspectorFinding)
            $null = $findings | Send-InspectorFindingToHub @hub @outbox
            $findings[1].UpdatedAt = [DateTimeOffset]::UtcNow
            $findings[1].Title = 'Seen again'
            $null = $findings | Send-InspectorFindingToHub @hub @outbox
            $held = @(Get-InspectorHubFinding @hub)
            $held | Should -HaveCount 3
            $updated = @($held | Where-Object Title -EQ 'Seen again')
            $updated | Should -HaveCount 1
            $updated.CreatedAt | Should -Be ([DateTimeOffset]'2026-11-01T08:00:00Z')
        }

        It 'goes through an outage' {
            $hub.AddFault(@{ Kind = 'Status'; Status = 503; Operation = 'BatchImportFindings'; Calls = 2 })
            (New-Finding 1 | Send-InspectorFindingToHub @hub @outbox -WarningAction SilentlyContinue).Received | Should -Be 1
        }

        It 'says while an outage lasts what the last answer was and when the next try is: <_>' -ForEach '$finding | Send-InspectorFindingToHub -Region us-east-1', 'Resume-InspectorHubOutbox' {
            $null = New-Findings 3 | Send-InspectorFindingToHub -Region us-east-1 -EndpointUrl $hub['EndpointUrl'] @outbox -NoWait
            $hub.AddFault(@{ Kind = 'Status'; Status = 503; Operation = 'BatchImportFindings' })
            $there = @{ EndpointUrl = $hub['EndpointUrl']; AccessKey = $hub['AccessKey']; SecretKey = $hub['SecretKey'] }
            $progress = Get-Progress ([scriptblock]::Create("$_ @there @outbox -TimeoutSec 4")) @{ finding = ConvertTo-Json (New-Finding 1) -Depth 20; there = $there; outbox = $outbox }
            $inOutage = @($progress | Where-Object StatusDescription -Match '^0 received, 3 waiting, 0 refused; next try \d\d:\d\d:\d\d after ServiceUnavailableException$')
            $inOutage | Should -Not -BeNullOrEmpty
            $inOutage[0].CurrentOperation | Should -BeLike '123456789012/us-east-1*ServiceUnavailableException*Trying again*'
        }

        It 'gives one result for each finding with -PassThru' {
            $results = New-Findings 30 | Send-InspectorFindingToHub @hub @outbox -PassThru
            $results.Id | Sort-Object -Unique | Should -HaveCount 30
            $results.Status | Sort-Object -Unique | Should -Be Received
        }

        It 'goes with the role of each finding''s account' {
            $strict = Start-InspectorHubEmulator -AccountId 999988887777 -Region eu-central-1
            $findings = @(1..3 | ForEach-Object { New-Finding $_ -Region eu-central-1 -AccountId 111122223333 }) + @(1..2 | ForEach-Object { New-Finding $_ -Region eu-central-1 -AccountId 444455556666 })
            $result = Invoke-Recorded { $findings | Send-InspectorFindingToHub @strict @outbox -RoleArn 'arn:aws:iam::{AccountId}:role/InspectorHub' }
            $result.Errors | Should -BeNullOrEmpty
            $result.Output.Received | Should -Be 5
            Get-InspectorHubFinding @strict -RoleArn arn:aws:iam::111122223333:role/InspectorHub | Should -HaveCount 3
            Get-InspectorHubFinding @strict -RoleArn arn:aws:iam::444455556666:role/InspectorHub | Should -HaveCount 2
        }
    }

    Context '-WhatIf' {
        It 'sends nothing and makes no outbox' {
            New-Findings 3 | Send-InspectorFindingToHub @hub @outbox -WhatIf | Should -BeNullOrEmpty
            Test-Path $outbox.OutboxPath | Should -BeFalse
            $hub.Findings | Should -Be 0
        }

        It 'makes no outbox with -ArchiveMissing either' {
            $folder = Join-Path $TestDrive ([guid]::NewGuid())
            New-Finding 1 | Send-InspectorFindingToHub @hub -OutboxPath "$folder/outbox.db" -ArchiveMissing -WhatIf
            Test-Path $folder | Should -BeFalse
        }
    }

    Context 'what does not go' {
        It 'is an error record where Security Hub refuses a finding, and the others arrive' {
            $hub.AddFault(@{ Kind = 'RejectFinding'; Match = '*CVE-2026-0007*' })
            $result = Invoke-Recorded { New-Findings 100 | Send-InspectorFindingToHub @hub @outbox }
            $result.Output | Get-Count | Should -Be '100 findings, 99 received, 1 refused, 0 waiting, complete: False'
            $result.Errors | Should -HaveCount 1
            $result.Errors.CategoryInfo.Category | Should -Be InvalidData
            $result.Errors.TargetObject | Should -BeLike '*00000007'
        }

        It 'waits in the outbox when the time is up, and the error says how to deliver it' {
            $hub.AddFault(@{ Kind = 'Status'; Status = 503 })
            $result = Invoke-Recorded { New-Findings 150 | Send-InspectorFindingToHub @hub @outbox -TimeoutSec 1 }
            $result.Output | Get-Count | Should -Be '150 findings, 0 received, 0 refused, 150 waiting, complete: False'
            $result.Errors | Get-ErrorId | Should -Be FindingsWaiting
            $result.Warnings | Should -HaveCount 1
        }

        It 'can be delivered with the words of the error as they stand' {
            $path = Join-Path $TestDrive "o'brien.db"
            $hub.AddFault(@{ Kind = 'Status'; Status = 503 })
            $result = Invoke-Recorded { New-Finding 1 | Send-InspectorFindingToHub @hub -OutboxPath $path -TimeoutSec 1 }
            "$($result.Errors)".Contains("-OutboxPath '$($path.Replace("'", "''"))'") | Should -BeTrue
        }

        It 'waits with -NoWait' {
            $result = Invoke-Recorded { New-Findings 20 | Send-InspectorFindingToHub @hub @outbox -NoWait }
            $result.Errors | Should -BeNullOrEmpty
            $result.Output | Get-Count | Should -Be '20 findings, 0 received, 0 refused, 20 waiting, complete: False'
            $hub.Findings | Should -Be 0
        }

        It 'waits when access is denied: one error with the likely causes' {
            $hub.AddFault(@{ Kind = 'Status'; Status = 403; ErrorCode = 'AccessDeniedException' })
            $result = Invoke-Recorded { New-Findings 120 | Send-InspectorFindingToHub @hub @outbox }
            $result.Errors | Get-ErrorId | Should -Be AccessDeniedException
            "$($result.Errors[0])" | Should -BeLike '*Nothing is lost*'
            $result.Errors[0].ErrorDetails.RecommendedAction | Should -BeLike '*then Resume-InspectorHubOutbox -OutboxPath *'
            $result.Errors[0].CategoryInfo.Category | Should -Be PermissionDenied
            $result.Output | Get-Count | Should -Be '120 findings, 0 received, 0 refused, 120 waiting, complete: False'
        }

        It 'is told apart when the credentials are wrong' {
            $wrong = $hub.Clone()
            $wrong.SecretKey = 'nonsense'
            $result = Invoke-Recorded { New-Finding 1 | Send-InspectorFindingToHub @wrong @outbox }
            $result.Errors[0] | Get-ErrorId | Should -Be InvalidSignatureException
            $result.Errors[0].CategoryInfo.Category | Should -Be AuthenticationError
        }

        It 'names the account that the credentials are not of' {
            $strict = Start-InspectorHubEmulator -AccountId 999988887777 -Region eu-central-1
            $result = Invoke-Recorded { New-Finding 1 -Region eu-central-1 -AccountId 111122223333 | Send-InspectorFindingToHub @strict @outbox }
            $result.Output.Waiting | Should -Be 1
            "$($result.Errors)" | Should -BeLike '*about account 111122223333, and the credentials are of 999988887777*'
        }

        It 'is one clear error where the outbox cannot be made' {
            $file = Join-Path $TestDrive 'file'
            Set-Content $file ''
            $result = Invoke-Recorded { New-Finding 1 | Send-InspectorFindingToHub @hub -OutboxPath "$file/outbox.db" }
            $result.Errors.FullyQualifiedErrorId | Should -Be 'OutboxInaccessible,InspectorHub.Commands.SendInspectorFindingToHubCommand'
        }

        It 'is one clear error where <what>' -ForEach @(
            @{ What = 'the endpoint is none'; To = @{ EndpointUrl = 'nonsense'; AccessKey = 'a'; SecretKey = 'b' }; Words = "*'nonsense' is no endpoint*" }
            @{ What = 'the Region is none'; To = @{ Region = 'Atlantis' }; Words = "*'Atlantis' is not the name of a Region*" }
        ) {
            if ($To.Region) { $here = $hub.Clone(); $here.Remove('Region'); $To += $here }
            $result = Invoke-Recorded { New-Finding 1 | Send-InspectorFindingToHub @To @outbox }
            $result.Errors | Should -HaveCount 1
            "$($result.Errors)" | Should -BeLike $Words
            Test-Path $outbox.OutboxPath | Should -BeFalse
        }
    }

    Context 'What a scan ends' {
        BeforeAll {
            $image = '123456789012.dkr.ecr.us-east-1.amazonaws.com/shop/checkout'
            $scan = "$PSScriptRoot/../../examples/scan.cdx.json"
        }

        It 'is what its image no longer has, also when it is clean, and no other image''s' {
            $hub = Start-InspectorHubEmulator
            $outbox = New-Outbox
            try {
                $null = "${image}:41", "${image}:42" | ForEach-Object { Import-InspectorFinding $scan -Resource $_ } | Send-InspectorFindingToHub @hub @outbox
                $null = Import-InspectorFinding $scan -Resource "${image}:42" | Send-InspectorFindingToHub @hub @outbox -ArchiveMissing
                @(Get-InspectorHubFinding @hub -RecordState ACTIVE) | Should -HaveCount 2
                (@() | Send-InspectorFindingToHub @hub @outbox -ArchiveMissing -Resource "${image}:42").Received | Should -Be 1
                @(Get-InspectorHubFinding @hub -RecordState ACTIVE).ProductFields['inspector/scan/resource'] | Should -Be "${image}:41"
                (Import-InspectorFinding $scan -Resource "${image}:42" | Send-InspectorFindingToHub @hub @outbox).Received | Should -Be 1
                @(Get-InspectorHubFinding @hub -RecordState ACTIVE) | Should -HaveCount 2
            }
            finally { Stop-InspectorHubEmulator $hub }
        }

        It 'is nothing when the scan could not be read, with -ErrorAction Ignore either' {
            $hub = Start-InspectorHubEmulator
            $outbox = New-Outbox
            try {
                $null = Import-InspectorFinding $scan -Resource "${image}:42" | Send-InspectorFindingToHub @hub @outbox
                $result = Invoke-Recorded {
                    Import-InspectorFinding -LiteralPath /no/such/scan.json -Resource "${image}:42" -ErrorAction Ignore |
                        Send-InspectorFindingToHub @hub @outbox -ArchiveMissing -Resource "${image}:42"
                }
                $result.Errors | Get-ErrorId | Should -Be ListingIncomplete
                @(Get-InspectorHubFinding @hub -RecordState ACTIVE) | Should -HaveCount 1
            }
            finally { Stop-InspectorHubEmulator $hub }
        }
    }

    Context '-ArchiveMissing' {
        It 'archives what a complete listing lacks' {
            $null = New-Findings 10 | Send-InspectorFindingToHub @hub @outbox
            $result = Invoke-Recorded { New-Findings 7 | Send-InspectorFindingToHub @hub @outbox -ArchiveMissing }
            $result.Errors | Should -BeNullOrEmpty
            $result.Output.Received, $result.Output.Ended | Should -Be 3, 3
            Get-InspectorHubFinding @hub -RecordState ARCHIVED | Should -HaveCount 3
        }

        It 'has no limit with the highest one' {
            $null = New-Findings 10 | Send-InspectorFindingToHub @hub @outbox
            (New-Findings 7 | Send-InspectorFindingToHub @hub @outbox -ArchiveMissing -ArchiveLimit ([int]::MaxValue)).Received | Should -Be 3
        }

        It 'leaves accounts alone that the listing has nothing of, unless it is complete for them' {
            $hub = $hub.Clone()
            $hub.Remove('Region')
            $others = @(1..2 | ForEach-Object { New-Finding $_ -AccountId 222222222222 }) + (New-Finding 1 -AccountId 222222222222 -Region eu-west-1)
            $null = @(New-Findings 3) + $others | Send-InspectorFindingToHub @hub @outbox
            (New-Findings 3 | Send-InspectorFindingToHub @hub @outbox -ArchiveMissing).Received | Should -Be 0
            $result = Invoke-Recorded { New-Findings 3 | Send-InspectorFindingToHub @hub @outbox -ArchiveMissing -AccountId 222222222222 }
            $result.Errors | Should -BeNullOrEmpty
            $result.Output.Received | Should -Be 2
        }

        It 'archives nothing over a listing with errors, or with too many missing' {
            $null = New-Findings 10 | Send-InspectorFindingToHub @hub @outbox
            $incomplete = Invoke-Recorded {
                & { New-Findings 7; Import-InspectorFinding -LiteralPath /no/such/file.json } | Send-InspectorFindingToHub @hub @outbox -ArchiveMissing
            }
            $incomplete.Errors | Get-ErrorId | Should -Contain ListingIncomplete
            $tooMany = Invoke-Recorded { New-Findings 7 | Send-InspectorFindingToHub @hub @outbox -ArchiveMissing -ArchiveLimit 2 }
            $tooMany.Errors | Get-ErrorId | Should -Contain ArchiveLimit
            $tooMany.Output.Ended, $tooMany.Output.NotEnded, $tooMany.Output.IsComplete | Should -Be 0, 3, $false
            Get-InspectorHubFinding @hub -RecordState ACTIVE | Should -HaveCount 10
        }
    }

    Context 'Security Hubs that are not ours' {
        It 'has what aws-cli reads back' {
            if (-not (Get-Command aws -ErrorAction Ignore)) { Set-ItResult -Skipped -Because 'aws-cli is not installed'; return }
            $null = New-Findings 250 | Send-InspectorFindingToHub @hub @outbox
            $env:AWS_ACCESS_KEY_ID, $env:AWS_SECRET_ACCESS_KEY = $hub.AccessKey, $hub.SecretKey
            try { $reply = aws securityhub get-findings --endpoint-url $hub.EndpointUrl --region us-east-1 --output json | ConvertFrom-Json }
            finally { Remove-Item Env:AWS_ACCESS_KEY_ID, Env:AWS_SECRET_ACCESS_KEY }
            $reply.Findings | Should -HaveCount 250
        }

        It 'reach moto' {
            $moto = Start-Moto
            if (-not $moto) { Set-ItResult -Skipped -Because 'moto_server is not installed'; return }
            try {
                $result = Invoke-Recorded {
                    New-Findings 1000 | Send-InspectorFindingToHub -EndpointUrl $moto.EndpointUrl -Region us-east-1 -AccessKey AKIAEXAMPLE -SecretKey secret @outbox
                }
            }
            finally { Stop-Moto $moto }
            $result.Errors | Should -BeNullOrEmpty
            $result.Output.Received | Should -Be 1000
        }
    }
}

Describe 'Send-InspectorFindingToHub -Product Inspector by mistake' {
    It 'is refused for that product alone, and says so' {
        $outbox = New-Outbox
        $hub = Start-InspectorHubEmulator -NoRateLimit
        try {
            $wrong = Invoke-Recorded { New-Finding 1 | Send-InspectorFindingToHub @hub @outbox -Product Inspector }
            $wrong.Errors[0].Exception.Message | Should -Match 'product/aws/inspector belongs to AWS'
            $wrong.Errors[0].Exception.Message | Should -Match 'account form'
            (Get-InspectorHubOutbox @outbox).State | Should -Be Refused
            $right = Invoke-Recorded { 1..3 | ForEach-Object { New-Finding $_ } | Send-InspectorFindingToHub @hub @outbox }
            $right.Errors | Should -BeNullOrEmpty
            $right.Output.Received | Should -Be 3
        }
        finally { Stop-InspectorHubEmulator $hub }
    }

    It 'says once why, in short for the others, and how many they are' {
        $outbox = New-Outbox
        $hub = Start-InspectorHubEmulator -NoRateLimit
        try {
            $wrong = Invoke-Recorded { 1..120 | ForEach-Object { New-Finding $_ } | Send-InspectorFindingToHub @hub @outbox -Product Inspector }
            $wrong.Errors | Should -HaveCount 120
            @($wrong.Errors | Where-Object { "$_" -match 'belongs to AWS' }) | Should -HaveCount 1
            @($wrong.Errors | Where-Object { "$_" -match '^Security Hub refused finding \S+ for the same reason: AccessDeniedException\.$' }) | Should -HaveCount 119
            # The record of each can be found: its finding, its cause.
            @($wrong.Errors.TargetObject | Sort-Object -Unique) | Should -HaveCount 120
            @($wrong.Errors | Where-Object { $_.Exception.Message -match 'belongs to AWS' }) | Should -HaveCount 120
            $wrong.Warnings | Should -HaveCount 1
            $wrong.Warnings[0] | Should -BeLike 'Security Hub refused 120 findings (123456789012/us-east-1*) for one reason. AccessDeniedException:*belongs to AWS*Get-InspectorHubOutbox -State Refused has them.'
        }
        finally { Stop-InspectorHubEmulator $hub }
    }

    It 'says every cause' {
        $outbox = New-Outbox
        $hub = Start-InspectorHubEmulator -NoRateLimit
        try {
            $hub.AddFault(@{ Kind = 'RejectFinding'; Match = '*CVE-2026-0007*'; Message = 'one' })
            $hub.AddFault(@{ Kind = 'RejectFinding'; Match = '*CVE-2026-0008*'; Message = 'another' })
            $result = Invoke-Recorded { 5..9 | ForEach-Object { New-Finding $_ } | Send-InspectorFindingToHub @hub @outbox }
            $result.Errors | Should -HaveCount 2
            $result.Warnings | Should -BeNullOrEmpty
        }
        finally { Stop-InspectorHubEmulator $hub }
    }
}
