#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery { $widths = 80, 100, 120, 200 }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $outbox = New-Outbox
    $hub = Start-InspectorHubEmulator -NoRateLimit -Fault @{ Kind = 'RejectFinding'; Match = '*0003*' }
    $report = 1..3 | ForEach-Object { New-Finding $_ } | Save-Finding
    $results = @(Import-InspectorFinding $report | Send-InspectorFindingToHub @hub @outbox -PassThru -ErrorAction Ignore)
    $found = Import-InspectorFinding $report
    $shown = @{
        Inspector   = $found
        Asff        = $found | ConvertTo-Asff
        Ocsf        = $found | ConvertTo-Ocsf
        Cis         = New-CisScan -Result @{ 1 = @{ '1.1.1' = 'FAILED' } } | ConvertTo-Asff -WarningAction Ignore
        Result      = $results
        Outbox      = Get-InspectorHubOutbox @outbox
        Summary     = $found[0] | Send-InspectorFindingToHub @hub @outbox
        Emulator    = $hub
        Call        = Get-InspectorHubEmulator $hub -Call
        Integration = Get-InspectorHubIntegration @hub
        Check       = Test-InspectorHubIntegration @hub
        Difference  = 1..4 | ForEach-Object { New-Finding $_ } | Compare-InspectorHubFinding @hub -IncludeEqual
        DifferenceV2 = Compare-InspectorHubFinding @hub -Hub V2 -ErrorAction Ignore
        Classic     = Import-InspectorFinding "$PSScriptRoot/../../examples/findings/classic.json"
        Scan        = Import-InspectorFinding "$PSScriptRoot/../../examples/scan.cdx.json" -Resource 111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/web:release-1
        Violation   = '{"SchemaVersion":"1","Id":"arn:aws:inspector2:us-east-1:123456789012:finding/1"}' | Test-Asff
    }
    # As a terminal shows it: without colours.
    function Get-Shown($Object, [int] $Width) { ($Object | Out-String -Width $Width) -replace '\x1b\[[0-9;]*m' -split '\r?\n' }
}

AfterAll { Stop-InspectorHubEmulator $hub }

Describe 'Views' {
    It 'fit into <_> columns, without broken words in the headers' -ForEach $widths {
        foreach ($kind in $shown.Keys) {
            $lines = Get-Shown $shown[$kind] $_
            $lines | Where-Object Length -GT $_ | Should -BeNullOrEmpty -Because $kind
            $rule = [array]::FindIndex([string[]]$lines, [Predicate[string]] { $args[0] -match '^[- ]+$' -and $args[0] -match '--' })
            if ($rule -gt 0) {
                $rule | Should -BeLessOrEqual 2 -Because "the header of $kind is one line"
                @($lines[$rule] -split ' +' | Where-Object { $_ }).Count | Should -BeLessOrEqual 8 -Because $kind
            }
        }
    }

    It 'show what matters also in 80 columns' {
        Get-Shown $shown.Result 80 | Select-String 'Refused.*123456789012 us-east-1.*InvalidInput' | Should -Not -BeNullOrEmpty
        Get-Shown $shown.Summary 80 | Select-String 'Took +Region' | Should -Not -BeNullOrEmpty
        Get-Shown $shown.Summary 80 | Select-String '00:00:0\d us-east-1' | Should -Not -BeNullOrEmpty
        Get-Shown $shown.Call 80 | Select-String 'BatchImportFindings +123456789012 us-east-1 +3 200' | Should -Not -BeNullOrEmpty
        Get-Shown $shown.Emulator 80 | Select-String 'RejectFinding' | Should -Not -BeNullOrEmpty
        Get-Shown $shown.Difference 80 | Select-String 'Missing +HIGH +us-east-1 +i-00000000000000003 +CVE-2026-0003' | Should -Not -BeNullOrEmpty
        Get-Shown $shown.Asff 80 | Select-String 'i-00000000000000001 +CVE-2026-0001 - openssl' | Should -Not -BeNullOrEmpty
    }

    It 'show what names differ in, where they have to be cut' {
        Get-Shown $shown.Scan 80 | Select-String ' team/web:release-1 ' | Should -Not -BeNullOrEmpty
        [InspectorHub.Views.ResourceView]::Cut('some/long/team/name/web:release-2026-11-20', 24) | Should -Be 'some/long/t…e-2026-11-20'
        [InspectorHub.Views.ResourceView]::Cut('i-00000000000000001', 24) | Should -Be 'i-00000000000000001'
        "$($shown.Emulator.Faults)" | Should -Be 'RejectFinding of *0003*'
    }

    It 'name no type where a value is meant, in tables, lists and CSV of every kind' {
        foreach ($kind in $shown.Keys) {
            $all = ($shown[$kind] | Out-String -Width 500), ($shown[$kind] | Format-List * | Out-String -Width 500)
            # OCSF is nested objects without a type, as ConvertFrom-Json gives them: those are for dotting into.
            if ($kind -eq 'Ocsf') { $all = $all[0] } else { $all += ($shown[$kind] | ConvertTo-Csv) }
            "$all" | Should -Not -Match 'System\.(Collections|Object|String)|InspectorHub\.[A-Z]\w+\.[A-Z]' -Because $kind
        }
    }

    It 'break no word of a check' {
        $lines = Get-Shown $shown.Check 80
        $words = ($shown.Check | ForEach-Object { $_.Region; $_.Name; $_.Message; $_.NextStep }) -split '\s+'
        $lines -split '\s+' | Where-Object { $_ -and $_ -notmatch '^(✓|!|✗|Pass|Warn|Fail)$' } | ForEach-Object {
            # An ARN that is longer than a line has to be.
            $part = $_
            if (-not ($words | Where-Object { $_.Length -gt 74 -and $_.Contains($part) })) { $words | Should -Contain $part }
        }
    }

    It 'are words in a list, also of several kinds' {
        $shown.Inspector[0], $shown.Asff[0], $shown.Result[0], $shown.Outbox[0] | Format-List | Out-String -Width 200 | Should -Not -Match 'System\.|InspectorHub\.[A-Z]'
        $shown.Inspector[0], $shown.Asff[0], $shown.Summary[0] | Out-String -Width 200 | Should -Not -Match 'System\.|InspectorHub\.[A-Z]'
    }
}

Describe 'A large Send' {
    It 'says with -Verbose lanes and whose credentials, not every finding' {
        $many = 1..250 | ForEach-Object { New-Finding $_ } | Save-Finding
        $none = New-Outbox
        $sent = Invoke-Recorded { Import-InspectorFinding $many | Send-InspectorFindingToHub @hub @none -Verbose -ErrorAction Ignore }
        $sent.Verbose.Count | Should -BeLessThan 20
        @($sent.Verbose -like '*: a batch of * findings, * received and * refused.').Count | Should -BeGreaterOrEqual 3
        "$($sent.Verbose)" | Should -BeLike "*123456789012/us-east-1*sends as $($hub['AccessKey']) in us-east-1*"
    }

    It 'says with -WhatIf how many, in how many batches' {
        $script = Join-Path (New-Folder) 'plan.ps1'
        "Import-Module '$manifest'
         1..250 | ForEach-Object { @{ findingArn = ""arn:aws:inspector2:us-east-1:123456789012:finding/`$_""; awsAccountId = '123456789012'; type = 'NETWORK_REACHABILITY'; title = 't'; description = 'd'; severity = 'HIGH'; status = 'ACTIVE'; firstObservedAt = '2026-11-01T08:00:00Z'; updatedAt = '2026-11-01T08:00:00Z'; lastObservedAt = '2026-11-01T08:00:00Z'; resources = @(@{ type = 'AWS_EC2_INSTANCE'; id = 'i-1'; region = 'us-east-1'; partition = 'aws' }) } } |
             Send-InspectorFindingToHub -WhatIf -ProfileName security -OutboxPath none.db" | Set-Content $script
        $lines = @(Invoke-OwnProcess $script | Where-Object { $_ -like 'What if:*' })
        $lines | Should -HaveCount 1
        $lines[0] | Should -BeLike '*250 findings in 3 batches*123456789012/us-east-1*security*'
    }
}
