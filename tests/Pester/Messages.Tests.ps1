#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $report = (New-Finding 1), (New-Finding 2) | Save-Finding
    # How the words of an error are shown.
    filter Get-Words { if ($_.ErrorDetails.Message) { "$($_.ErrorDetails.Message) $($_.ErrorDetails.RecommendedAction)" } else { $_.Exception.Message } }
}

Describe 'Words of an error' {
    BeforeEach {
        $outbox = New-Outbox
        $hub = Start-InspectorHubEmulator -NoRateLimit
        $here = @{ Region = 'us-east-1' } + $outbox
    }

    AfterEach { Stop-InspectorHubEmulator $hub }

    It 'say how credentials are given where there are none: <_>' -ForEach 'Get-InspectorHubFinding', 'Get-InspectorFinding', 'Get-InspectorHubIntegration', 'Compare-InspectorHubFinding', 'Sync-InspectorFindingToHub' {
        $outboxOf = if ($_ -like 'Sync-*') { $here } else { @{ Region = 'us-east-1' } }
        $result = Invoke-Recorded { & $_ @outboxOf }
        $result.Errors | Should -HaveCount 1
        $result.Errors[0] | Get-Words | Should -Match '-ProfileName.*aws sso login'
    }

    It 'say once that nobody is signed in, with the command that delivers' {
        $result = Invoke-Recorded { Import-InspectorFinding $report | Send-InspectorFindingToHub @here }
        $result.Errors | Get-ErrorId | Should -Be NoCredentials
        $result.Output.Waiting | Should -Be 2
        $result.Errors[0] | Get-Words | Should -BeLike "*Nothing is lost*aws sso login*Resume-InspectorHubOutbox -OutboxPath '$($outbox.OutboxPath)'*"
    }

    It 'say once that the secret is wrong' {
        $wrong = $hub.Clone()
        $wrong.SecretKey = 'nonsense'
        $result = Invoke-Recorded { Import-InspectorFinding $report | Send-InspectorFindingToHub @wrong @outbox }
        $result.Errors | Get-ErrorId | Should -Be InvalidSignatureException
        $words = $result.Errors[0] | Get-Words
        [regex]::Matches($words, '[Cc]redentials|secret key').Count | Should -Be 2 -Because $words
        $words | Should -Not -Match 'Consult the service documentation'
        $words | Should -BeLike '*Resume-InspectorHubOutbox -OutboxPath*'
        (Invoke-Recorded { Get-InspectorHubFinding @wrong }).Errors[0] | Get-Words | Should -BeLike '*The secret key is not that of the access key*Give valid credentials*'
    }

    It 'ask whether the emulator runs' {
        $gone = Start-InspectorHubEmulator
        Stop-InspectorHubEmulator $gone
        (Invoke-Recorded { Get-InspectorHubFinding @gone }).Errors[0] | Get-Words | Should -BeLike '*refused. Nothing listens there: start the emulator*'
        (Invoke-Recorded { Set-InspectorHubEmulator $gone -Reset }).Errors[0] | Get-Words | Should -BeLike '*has been stopped. Start another*'
    }

    It 'say how many emulators run where one is meant' {
        $second = Start-InspectorHubEmulator
        try { (Invoke-Recorded { Set-InspectorHubEmulator -Reset }).Errors[0] | Get-Words | Should -BeLike '2 emulators run*-InputObject*' }
        finally { Stop-InspectorHubEmulator $second }
    }

    It 'say which port is taken and what to do' {
        (Invoke-Recorded { Start-InspectorHubEmulator -Port $hub.Port }).Errors[0] | Get-Words | Should -BeLike "127.0.0.1:$($hub.Port) is taken*Leave -Port out*"
    }

    It 'ask about a Region that nobody knows' {
        $key = @{ AccessKey = 'a'; SecretKey = 'b' }
        (Invoke-Recorded { Get-InspectorHubFinding -Region us-esat-1 @key }).Errors[0] | Get-Words | Should -BeLike '*Is there a Region us-esat-1?*'
        (Invoke-Recorded { Import-InspectorFinding $report | Send-InspectorFindingToHub -Region us-esat-1 @outbox -NoWait }).Warnings | Should -BeLike '*us-esat-1 is no Region that this version knows of*'
    }

    It 'end where the next sentence begins, where Security Hub is off' {
        $off = Start-InspectorHubEmulator -HubDisabled -NoRateLimit
        try {
            $words = (Invoke-Recorded { Get-InspectorHubFinding @off }).Errors[0] | Get-Words
            $words | Should -BeLike '*AWS Security Hub. Security Hub CSPM is off there; Enable-InspectorHubIntegration -EnableHub -Region us-east-1*'
            $warning = (Invoke-Recorded { Import-InspectorFinding $report | Send-InspectorFindingToHub @off @outbox -TimeoutSec 1 }).Warnings
            $warning[0] | Should -BeLike '*AWS Security Hub. Security Hub is not enabled*-EnableHub -Region us-east-1*'
            $warning[0] | Should -Not -Match 'in 0\.'
        }
        finally { Stop-InspectorHubEmulator $off }
    }

    It 'say once that what is piped is the name of a file' {
        $record = (Invoke-Recorded { 'report.json' | ConvertTo-Asff }).Errors[0]
        ($record | Get-Words) | Should -BeLike '*Import-InspectorFinding reads files*'
        [regex]::Matches(($record | Get-Words), 'looks like the name').Count | Should -Be 1
        $empty = Join-Path (New-Folder) 'empty.json'
        [IO.File]::WriteAllText($empty, '')
        (Invoke-Recorded { Import-InspectorFinding $empty }).Errors[0] | Get-Words | Should -Not -Match 'name of a file'
    }

    It 'say which partition a finding belongs in' {
        $words = (Invoke-Recorded { New-Finding 1 -Region us-gov-west-1 -With @{ findingArn = 'arn:aws-us-gov:inspector2:us-gov-west-1:123456789012:finding/1' } | Send-InspectorFindingToHub @hub @outbox }).Errors[0] | Get-Words
        $words | Should -BeLike '*give a Region of aws-us-gov*'
    }
}

Describe 'A fault' {
    It 'is put in force by the name of its kind' {
        $hub = Start-InspectorHubEmulator -Fault Throttle
        try {
            $hub.Faults[0].Kind | Should -Be Throttle
            $hub.AddFault('refuse')
            $hub.Faults | Should -HaveCount 2
        }
        finally { Stop-InspectorHubEmulator $hub }
    }

    It 'of no kind is an error with the kinds there are' {
        "$((Invoke-Recorded { Start-InspectorHubEmulator -Fault Trottle }).Errors)" | Should -BeLike '*no kind of fault. There are Status, Throttle*'
    }
}

Describe 'What could not be sent' {
    BeforeEach {
        $outbox = New-Outbox
        $hub = Start-InspectorHubEmulator -NoRateLimit
    }

    AfterEach { Stop-InspectorHubEmulator $hub }

    It 'is counted, and nothing is complete without it' {
        $other = New-Finding 1 -Region us-gov-west-1 -With @{ findingArn = 'arn:aws-us-gov:inspector2:us-gov-west-1:123456789012:finding/1' }
        $result = Invoke-Recorded { $other, (New-Finding 2), '{"no":"finding"}' | Send-InspectorFindingToHub @hub @outbox }
        $result.Errors | Should -HaveCount 2
        $result.Output.Unusable | Should -Be 2
        $result.Output.Received | Should -Be 1
        $result.Output.IsComplete | Should -BeFalse
        $result.Output | Out-String | Should -Match 'us-east-1; 2 unusable'
    }

    It 'is nothing where nothing came, and the table says so' {
        foreach ($summary in (@() | Send-InspectorFindingToHub @hub @outbox), (Sync-InspectorFindingToHub @hub @outbox)) {
            $summary.IsComplete | Should -BeTrue
            $summary | Out-String | Should -Match 'nothing to send'
        }
    }
}

Describe 'Findings piped to Get-InspectorHubFinding' {
    It 'are looked up, whoever has sent them and whatever form they have' {
        $outbox = New-Outbox
        $hub = Import-InspectorFinding $report | Start-InspectorHubEmulator -NoRateLimit -AllowInspectorProduct
        try {
            $found = Import-InspectorFinding $report
            $null = $found[0] | Send-InspectorFindingToHub @hub @outbox
            $null = $found[1] | Send-InspectorFindingToHub @hub @outbox -Product Inspector
            @($found | Get-InspectorHubFinding @hub) | Should -HaveCount 2
            @($found | ConvertTo-Asff -Product Account | Get-InspectorHubFinding @hub) | Should -HaveCount 1
            @($found.FindingId | Get-InspectorHubFinding @hub) | Should -HaveCount 1
            @($found | Get-InspectorHubFinding @hub -Hub V2) | Should -HaveCount 2
            @($found | ConvertTo-Ocsf | Get-InspectorHubFinding @hub -Hub V2) | Should -HaveCount 2
            (Invoke-Recorded { 7 | Get-InspectorHubFinding @hub }).Errors | Get-ErrorId | Should -Be NoFindingId
        }
        finally { Stop-InspectorHubEmulator $hub }
    }
}
