#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $place = @{ Region = 'eu-central-1' }
}

Describe 'Compare-InspectorHubFinding' {
    BeforeEach { $outbox = New-Outbox }

    AfterEach { Stop-InspectorHubEmulator -All }

    It 'finds everything missing before it was sent, and nothing afterwards' {
        $hub = New-Finding 1 @place | Start-InspectorHubEmulator @place
        (Compare-InspectorHubFinding @hub).Kind | Should -Be Missing
        $null = New-Finding 1 @place | Send-InspectorFindingToHub @hub @outbox
        Compare-InspectorHubFinding @hub | Should -BeNullOrEmpty
    }

    It 'says how much it has read of either side' {
        $hub = (New-Finding 1 @place), (New-Finding 2 @place) | Start-InspectorHubEmulator @place
        $null = New-Finding 1 @place | Send-InspectorFindingToHub @hub @outbox
        $progress = Get-Progress { Compare-InspectorHubFinding @hub } @{ hub = $hub }
        "$($progress | ForEach-Object { "$($_.Activity): $($_.StatusDescription)" })" | Should -BeLike '*in eu-central-1*: 1 findings*in eu-central-1*: 2 findings*'
        $progress[-1].RecordType | Should -Be Completed
    }

    It 'takes for equal what a later CIS scan finds unchanged, and for outdated what it finds mended' {
        $first = New-CisScan 1 -Result @{ 1 = @{ '1.1' = 'FAILED'; '1.2' = 'FAILED' } }
        $hub = @($first; New-CisScan 2 -Result @{ 1 = @{ '1.1' = 'FAILED'; '1.2' = 'PASSED'; '1.3' = 'PASSED' } }) | Start-InspectorHubEmulator
        $null = $first | Send-InspectorFindingToHub @hub @outbox
        Get-InspectorFinding -Cis -Status ALL @hub | Compare-InspectorHubFinding @hub -IncludeEqual |
            ForEach-Object { "$($_.Finding.ProductFields['inspector/cis/checkId']) $($_.Kind)" } | Sort-Object |
            Should -Be '1.1 Equal', '1.2 Outdated'
    }

    It 'tells missing, outdated and orphaned findings apart, and to send them puts all right' {
        $hub = 0..3 | ForEach-Object { New-Finding $_ @place } | Start-InspectorHubEmulator @place
        # Security Hub holds an older version of 1, 2 as it is, and one that Inspector no longer lists; 0 and 3 are missing.
        $old = @{ updatedAt = '2026-11-10T00:00:00Z'; lastObservedAt = '2026-11-10T00:00:00Z' }
        $gone = @{ findingArn = 'arn:aws:inspector2:eu-central-1:123456789012:finding/ffffffffffffffffffffffffffffffff' }
        $null = (New-Finding 1 @place -With $old), (New-Finding 2 @place), (New-Finding 0 @place -With $gone) | Send-InspectorFindingToHub @hub @outbox
        (Compare-InspectorHubFinding @hub).Kind | Should -Be Missing, Outdated, Missing, Orphaned

        $result = Invoke-Recorded { Compare-InspectorHubFinding @hub | Send-InspectorFindingToHub @hub @outbox }
        $result.Errors | Should -BeNullOrEmpty
        Compare-InspectorHubFinding @hub | Should -BeNullOrEmpty
        (Get-InspectorHubFinding @hub -Id inspector2/eu-central-1/123456789012/ffffffffffffffffffffffffffffffff).RecordState | Should -Be ARCHIVED
    }

    It 'calls nothing orphaned on the strength of a listing that could not be read whole: <what>' -ForEach @(
        @{ What = 'a text that is no finding'; Listing = { New-Finding 0 @place; '{"no":"finding"}' } }
        @{ What = 'a file that is not there'; Listing = { New-Finding 0 @place; Import-InspectorFinding -LiteralPath /no/such/file.json } }
    ) {
        $hub = Start-InspectorHubEmulator @place
        $null = (New-Finding 0 @place), (New-Finding 1 @place) | Send-InspectorFindingToHub @hub @outbox
        $result = Invoke-Recorded { & $Listing | Compare-InspectorHubFinding @hub }
        $result.Output | Should -BeNullOrEmpty
        $result.Errors | Should -HaveCount 1
        $result.Warnings | Should -HaveCount 1
    }

    It 'makes an error of its own of a finding without an Id, and compares the others' {
        $hub = Start-InspectorHubEmulator @place
        $nameless = '{"SchemaVersion":"2018-10-08","ProductArn":"arn:aws:securityhub:eu-central-1::product/aws/inspector","AwsAccountId":"123456789012"}'
        $result = Invoke-Recorded { & { $nameless; New-Finding 1 @place } | Compare-InspectorHubFinding @hub }
        $result.Output.Kind | Should -Be Missing
        $result.Errors | Get-ErrorId | Should -Be CannotTranslate
    }

    It 'tells what is over also of an account in which nothing is active any more' {
        # The first is closed, the second is no longer listed at all.
        $hub = New-Finding 0 @place -Status CLOSED | Start-InspectorHubEmulator @place
        $null = (New-Finding 0 @place), (New-Finding 1 @place) | Send-InspectorFindingToHub @hub @outbox
        Compare-InspectorHubFinding @hub | ForEach-Object { "$($_.Kind) $($_.Finding.RecordState)" } | Should -Be 'Outdated ARCHIVED', 'Orphaned ARCHIVED'
    }

    It 'takes a listing with nothing in it for nothing, unless it is said whose it is' {
        $hub = Start-InspectorHubEmulator @place
        $null = (New-Finding 0 @place), (New-Finding 1 @place) | Send-InspectorFindingToHub @hub @outbox
        '{"findings":[]}' | Compare-InspectorHubFinding @hub | Should -BeNullOrEmpty
        ('{"findings":[]}' | Compare-InspectorHubFinding @hub -AccountId 123456789012).Kind | Should -Be Orphaned, Orphaned
    }

    It 'has what Security Hub has lost sent again without -Force' {
        $findings = (New-Finding 0 @place), (New-Finding 1 @place)
        $hub = $findings | Start-InspectorHubEmulator @place
        $null = $findings | Send-InspectorFindingToHub @hub @outbox
        Stop-InspectorHubEmulator $hub
        $hub = $findings | Start-InspectorHubEmulator @place -Port $hub.Port
        (Compare-InspectorHubFinding @hub | Send-InspectorFindingToHub @hub @outbox).Received | Should -Be 2
        Compare-InspectorHubFinding @hub | Should -BeNullOrEmpty
    }

    It 'compares Regions each on its own' {
        $findings = (New-Finding 1 @place), (New-Finding 1 -Region us-east-1)
        $hub = $findings | Start-InspectorHubEmulator
        $hub = $hub.Clone()
        $hub.Remove('Region')
        $result = Invoke-Recorded { Compare-InspectorHubFinding @hub -Region nowhere, us-east-1, eu-central-1 }
        $result.Output | ForEach-Object { "$($_.Kind) $($_.Id.Split('/')[1])" } | Should -Be 'Missing us-east-1', 'Missing eu-central-1'
        $result.Errors.TargetObject | Should -Be nowhere

        $result = Invoke-Recorded { $findings | Compare-InspectorHubFinding @hub -Region us-east-1 }
        $result.Output | ForEach-Object { "$($_.Kind) $($_.Id.Split('/')[1])" } | Should -Be 'Missing us-east-1'
        $result.Warnings | Should -BeLike '*-Region eu-central-1*'
    }

    It 'knows what scans have found, and calls orphaned only what the same image no longer has' {
        $hub = Start-InspectorHubEmulator @place
        $image = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/checkout'
        $scan = "$PSScriptRoot/../../examples/scan.cdx.json"
        $null = "${image}:41", "${image}:42" | ForEach-Object { Import-InspectorFinding $scan -Resource $_ } | Send-InspectorFindingToHub @hub @outbox
        Import-InspectorFinding $scan -Resource "${image}:42" | Compare-InspectorHubFinding @hub -IncludeEqual | ForEach-Object Kind | Should -Be Equal
        # A clean scan of 42, under the digest of another push.
        $over = @() | Compare-InspectorHubFinding @hub -Resource "${image}:42@sha256:$('0' * 64)"
        $over.Kind | Should -Be Orphaned
        $over.Finding.ProductFields['inspector/scan/resource'] | Should -Be "${image}:42"
        $null = $over | Send-InspectorFindingToHub @hub @outbox
        @(Get-InspectorHubFinding @hub -RecordState ACTIVE).ProductFields['inspector/scan/resource'] | Should -Be "${image}:41"
    }

    It 'leaves what is equal out of what is sent, also with another outbox' {
        $hub = New-Finding 1 @place | Start-InspectorHubEmulator @place
        $null = New-Finding 1 @place | Send-InspectorFindingToHub @hub @outbox
        (Compare-InspectorHubFinding @hub -IncludeEqual | Send-InspectorFindingToHub @hub -OutboxPath (Join-Path $TestDrive 'other/outbox.db')).Findings | Should -Be 0
    }

    It 'shows accounts and Regions' {
        $hub = New-Finding 1 @place | Start-InspectorHubEmulator @place
        $difference = Compare-InspectorHubFinding @hub
        $difference.AccountId, $difference.Region | Should -Be '123456789012', 'eu-central-1'
        $difference | Out-String | Should -Match 'eu-central-1'
    }

    It 'calls nothing orphaned after an error that -ErrorAction Ignore hides' {
        $hub = Start-InspectorHubEmulator @place
        $null = (New-Finding 0 @place), (New-Finding 1 @place) | Send-InspectorFindingToHub @hub @outbox
        & { Get-InspectorHubFinding @hub -Title 'CVE-2026-0000*'; Import-InspectorFinding -LiteralPath /no/such/file.json -ErrorAction Ignore } |
            Compare-InspectorHubFinding @hub -WarningAction SilentlyContinue | Should -BeNullOrEmpty
    }

    Context '-Hub V2' {
        It 'finds what Amazon Inspector itself has sent the same' {
            $hub = (New-Finding 1 @place), (New-Finding 2 @place) | Start-InspectorHubEmulator @place
            Compare-InspectorHubFinding @hub -Hub V2 | Should -BeNullOrEmpty
            $equal = Compare-InspectorHubFinding @hub -Hub V2 -IncludeEqual
            $equal.Kind | Should -Be Equal, Equal
            $equal[0].Finding.Uid | Should -Match '^arn:aws:inspector2:eu-central-1:123456789012:finding/'
            $equal[0].AccountId, $equal[0].Region, $equal[0].Severity, $equal[0].HubStatus | Should -Be 123456789012, eu-central-1, High, New
        }

        It 'tells missing, outdated and orphaned findings apart' {
            $hub = 0..2 | ForEach-Object { New-Finding $_ @place } | Start-InspectorHubEmulator @place
            $listing = @(
                New-Finding 0 @place
                New-Finding 1 @place -With @{ updatedAt = '2026-11-21T00:00:00Z' }
                New-Finding 3 @place
                # Over, and not in the hub: nothing is amiss.
                New-Finding 4 @place -Status CLOSED
            )
            $differences = $listing | Compare-InspectorHubFinding @hub -Hub V2
            $differences | ForEach-Object { "$($_.Kind) $($_.Title)" } |
                Should -Be 'Outdated CVE-2026-0001 - openssl', 'Missing CVE-2026-0003 - openssl', 'Orphaned CVE-2026-0002 - openssl'
            # The same in OCSF, and in ASFF.
            ($listing | ConvertTo-Ocsf -AsJson | Compare-InspectorHubFinding @hub -Hub V2).Kind | Should -Be Outdated, Missing, Orphaned
            ($listing | ConvertTo-Asff | Compare-InspectorHubFinding @hub -Hub V2).Kind | Should -Be Outdated, Missing, Orphaned
        }

        It 'calls nothing orphaned on the strength of a listing that could not be read whole' {
            $hub = (New-Finding 0 @place), (New-Finding 1 @place) | Start-InspectorHubEmulator @place
            $result = Invoke-Recorded { & { New-Finding 0 @place; '{"no":"finding"}' } | Compare-InspectorHubFinding @hub -Hub V2 }
            $result.Output | Should -BeNullOrEmpty
            $result.Errors | Should -HaveCount 1
            $result.Warnings | Should -HaveCount 1
        }

        It 'refuses what Amazon Inspector does not send there' {
            $hub = Start-InspectorHubEmulator @place
            { Compare-InspectorHubFinding @hub -Hub V2 -Resource shop/checkout:42 } | Should -Throw '*-Resource goes with Security Hub CSPM*'
        }

        It 'warns of findings of another Region' {
            $hub = Start-InspectorHubEmulator @place
            $result = Invoke-Recorded { New-Finding 1 -Region us-west-2 | Compare-InspectorHubFinding @hub -Hub V2 }
            $result.Output | Should -BeNullOrEmpty
            $result.Warnings | Should -HaveCount 1
        }
    }
}
