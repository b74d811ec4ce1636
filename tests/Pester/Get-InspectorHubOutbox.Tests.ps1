#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll { . "$PSScriptRoot/Setup.ps1" }

Describe 'Get-InspectorHubOutbox' {
    BeforeEach {
        $outbox = New-Outbox
        $hub = Start-InspectorHubEmulator -NoRateLimit
    }

    AfterEach { Stop-InspectorHubEmulator $hub }

    It 'shows what is only queued' {
        $null = 1..20 | ForEach-Object { New-Finding $_ } | Send-InspectorFindingToHub @hub @outbox -NoWait
        Get-InspectorHubOutbox @outbox -State Pending | Should -HaveCount 20
    }

    It 'shows what was refused, with the reason' {
        $hub.AddFault(@{ Kind = 'RejectFinding'; Match = '*CVE-2026-0002*' })
        $null = 1..3 | ForEach-Object { New-Finding $_ } | Send-InspectorFindingToHub @hub @outbox -ErrorAction SilentlyContinue
        $refused = Get-InspectorHubOutbox @outbox -State Refused
        $refused.ErrorCode | Should -Be InvalidInput
        $refused.Attempts | Should -Be 1
    }

    It 'finds one among thousands of ids' {
        $null = 1..9 | ForEach-Object { New-Finding $_ } | Send-InspectorFindingToHub @hub @outbox -NoWait
        $id = @(Get-InspectorHubOutbox @outbox)[7].Id
        $many = @(1..5000 | ForEach-Object { "none-$_" }) + $id
        (Get-InspectorHubOutbox @outbox -Id $many).Id | Should -Be $id
    }

    It 'refuses an age without sense' {
        $null = New-Finding 1 | Send-InspectorFindingToHub @hub @outbox -NoWait
        { Get-InspectorHubOutbox @outbox -OlderThan 300 } | Should -Throw -ErrorId ParameterArgumentValidationError*
    }

    It 'says why a finding waits, since when, and when it is tried next' {
        $hub.AddFault(@{ Kind = 'Status'; Status = 503; Operation = 'BatchImportFindings' })
        $null = New-Finding 1 | Send-InspectorFindingToHub @hub @outbox -TimeoutSec 2 -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $waiting = Get-InspectorHubOutbox @outbox
        $waiting.State | Should -Be Pending
        $waiting.Attempts | Should -BeGreaterThan 0
        $waiting.ErrorCode | Should -Be ServiceUnavailableException
        $waiting.AnsweredAt | Should -BeOfType [DateTimeOffset]
        $waiting | Format-Table | Out-String -Width 120 | Should -Match 'ServiceUnavail'
    }

    It 'says why a finding waits that its account was denied' {
        $hub.AddFault(@{ Kind = 'Status'; Status = 403; ErrorCode = 'AccessDeniedException'; Operation = 'BatchImportFindings' })
        $null = New-Finding 1 | Send-InspectorFindingToHub @hub @outbox -ErrorAction SilentlyContinue
        $waiting = Get-InspectorHubOutbox @outbox
        $waiting.State | Should -Be Pending
        $waiting.ErrorCode | Should -Be AccessDeniedException
        $waiting.ErrorMessage | Should -Match 'permission|credentials'
    }

    It 'takes wildcards in any case, as PowerShell does' {
        $null = 1..3 | ForEach-Object { New-Finding $_ } | Send-InspectorFindingToHub @hub @outbox -NoWait
        Get-InspectorHubOutbox @outbox -Id 'INSPECTOR2/*/123456789012/*2' | Should -HaveCount 1
        Get-InspectorHubOutbox @outbox -Id 'Inspector2/us-east-?/*[1-2]' | Should -HaveCount 2
        Get-InspectorHubOutbox @outbox -Id 'inspector2`*' | Should -BeNullOrEmpty
    }

    Context 'a file that is no outbox' {
        It 'is refused by <_>, and stays as it is' -ForEach 'Get-InspectorHubOutbox', 'Clear-InspectorHubOutbox -Confirm:$false', 'Resume-InspectorHubOutbox @hub', 'Export-InspectorHubReport -Path $page', 'Send-InspectorFindingToHub @hub' {
            $folder = New-Folder
            $page = Join-Path $folder report.html
            $file = Join-Path $folder notes.txt
            [IO.File]::WriteAllText($file, 'Things to do on Monday.')
            $result = Invoke-Recorded ([scriptblock]::Create("New-Finding 1 | ForEach-Object { `$_ } | $_ -OutboxPath '$file'"))
            if (-not $result.Errors) { $result = Invoke-Recorded ([scriptblock]::Create("$_ -OutboxPath '$file'")) }
            "$($result.Errors)" | Should -Match 'no SQLite database'
            [IO.File]::ReadAllText($file) | Should -Be 'Things to do on Monday.'
            (Get-ChildItem $folder -Force).Name | Should -Be notes.txt
        }

        It 'that is not there is an error where it is named, and none is made' {
            $missing = Join-Path (New-Folder) none.db
            (Invoke-Recorded { Get-InspectorHubOutbox -OutboxPath $missing }).Errors | Get-ErrorId | Should -Be OutboxMissing
            (Invoke-Recorded { Clear-InspectorHubOutbox -OutboxPath $missing -Confirm:$false }).Errors | Get-ErrorId | Should -Be OutboxMissing
            $missing | Should -Not -Exist
            Get-InspectorHubOutbox | Should -BeNullOrEmpty
        }
    }
}
