#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    # What the folder of an outbox holds, byte for byte.
    function Get-State([string] $Folder) { Get-ChildItem $Folder -File -Force | Sort-Object Name | ForEach-Object { "$($_.Name) $((Get-FileHash $_.FullName).Hash)" } }
}

Describe 'Looking at an outbox' {
    BeforeEach {
        $folder = New-Folder
        $outbox = @{ OutboxPath = Join-Path $folder outbox.db }
        $hub = New-Finding 1 | Start-InspectorHubEmulator -NoRateLimit
        $findings = 1..5 | ForEach-Object { New-Finding $_ }
        $null = $findings | Send-InspectorFindingToHub @hub @outbox -NoWait
    }

    AfterEach { Stop-InspectorHubEmulator -All }

    It 'changes nothing of it: <Name>' -ForEach @(
        @{ Name = 'Send -WhatIf'; Look = { $findings | Send-InspectorFindingToHub @hub @outbox -WhatIf } }
        @{ Name = 'Send -WhatIf -ArchiveMissing'; Look = { $findings | Send-InspectorFindingToHub @hub @outbox -ArchiveMissing -AccountId 111122223333 -WhatIf } }
        @{ Name = 'Sync -WhatIf'; Look = { Sync-InspectorFindingToHub @hub @outbox -WhatIf } }
        @{ Name = 'Resume -WhatIf'; Look = { Resume-InspectorHubOutbox @hub @outbox -WhatIf } }
        @{ Name = 'Clear -WhatIf'; Look = { Clear-InspectorHubOutbox @outbox -WhatIf } }
        @{ Name = 'Get'; Look = { Get-InspectorHubOutbox @outbox } }
    ) {
        $before = Get-State $folder
        $null = Invoke-Recorded $Look
        Get-State $folder | Should -Be $before
        $hub.Findings | Should -Be 0

        (Resume-InspectorHubOutbox @hub @outbox).Received | Should -Be 5
    }

    It 'changes nothing of its ledger either where $WhatIfPreference says so' {
        $null = Resume-InspectorHubOutbox @hub @outbox
        $before = Get-State $folder
        $WhatIfPreference = $true
        $null = $findings[0] | Send-InspectorFindingToHub @hub @outbox -ArchiveMissing
        $WhatIfPreference = $false
        Get-State $folder | Should -Be $before
        (Get-InspectorHubFinding @hub).RecordState | Should -Not -Contain ARCHIVED
    }
}
