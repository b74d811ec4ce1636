#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    filter Get-Count { "$($_.Findings) findings, $($_.Received) received, $($_.Refused) refused, $($_.Waiting) waiting, complete: $($_.IsComplete)" }
}

Describe 'Resume-InspectorHubOutbox' {
    BeforeEach {
        $outbox = New-Outbox
        $hub = Start-InspectorHubEmulator -NoRateLimit
        $findings = 1..5 | ForEach-Object { New-Finding $_ }
    }

    AfterEach { Stop-InspectorHubEmulator $hub }

    It 'delivers what is queued' {
        $null = $findings | Send-InspectorFindingToHub @hub @outbox -NoWait
        $result = Invoke-Recorded { Resume-InspectorHubOutbox @hub @outbox }
        $result.Errors | Should -BeNullOrEmpty
        $result.Output | Get-Count | Should -Be '5 findings, 5 received, 0 refused, 0 waiting, complete: True'
        Get-InspectorHubOutbox @outbox | Should -BeNullOrEmpty
        $hub.Findings | Should -Be 5
    }

    It 'sends again what was refused, row by row' {
        $hub.AddFault(@{ Kind = 'RejectFinding'; Match = '*CVE-2026-0002*' })
        $null = $findings | Send-InspectorFindingToHub @hub @outbox -ErrorAction SilentlyContinue
        $hub.ClearFault()
        $result = Invoke-Recorded { Get-InspectorHubOutbox @outbox | Resume-InspectorHubOutbox @outbox @hub }
        $result.Errors | Should -BeNullOrEmpty
        $result.Output.Received | Should -Be 1
        $hub.Findings | Should -Be 5
    }

    It 'takes rows of several accounts, refused and pending, together' {
        $hub.AddFault(@{ Kind = 'RejectFinding' })
        $null = $findings | Send-InspectorFindingToHub @hub @outbox -ErrorAction SilentlyContinue
        $hub.ClearFault()
        $null = 1..3 | ForEach-Object { New-Finding $_ -AccountId 222222222222 } | Send-InspectorFindingToHub @hub @outbox -NoWait
        $result = Invoke-Recorded { Get-InspectorHubOutbox @outbox | Resume-InspectorHubOutbox @outbox @hub }
        $result.Errors | Should -BeNullOrEmpty
        $result.Output | Get-Count | Should -Be '8 findings, 8 received, 0 refused, 0 waiting, complete: True'
    }

    It 'says what waits for another endpoint' {
        $null = $findings | Send-InspectorFindingToHub @hub @outbox -NoWait
        $result = Invoke-Recorded { Resume-InspectorHubOutbox @outbox -AccessKey a -SecretKey b }
        $result.Errors | Should -BeNullOrEmpty
        $result.Warnings | Should -BeLike '*5 findings wait for http://*'
        $result.Output | Get-Count | Should -Be '0 findings, 0 received, 0 refused, 0 waiting, complete: True'
    }

    It 'makes no outbox, and says that the one that is named is not there' {
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        (Invoke-Recorded { Resume-InspectorHubOutbox @hub -OutboxPath "$folder/outbox.db" -WhatIf }).Errors | Should -HaveCount 1
        Test-Path $folder | Should -BeFalse
    }
}
