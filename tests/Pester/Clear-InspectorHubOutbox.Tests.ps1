#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll { . "$PSScriptRoot/Setup.ps1" }

Describe 'Clear-InspectorHubOutbox' {
    BeforeEach {
        $outbox = New-Outbox
        $hub = Start-InspectorHubEmulator -NoRateLimit
        $findings = 0..29 | ForEach-Object { New-Finding $_ }
    }

    AfterEach { Stop-InspectorHubEmulator $hub }

    It 'throws away what was refused' {
        $hub.AddFault(@{ Kind = 'RejectFinding'; Match = '*CVE-2026-0002*' })
        $null = $findings | Send-InspectorFindingToHub @hub @outbox -ErrorAction SilentlyContinue
        Clear-InspectorHubOutbox @outbox -State Refused -Confirm:$false
        Get-InspectorHubOutbox @outbox | Should -BeNullOrEmpty
    }

    It 'throws nothing away with -WhatIf' {
        $null = $findings | Send-InspectorFindingToHub @hub @outbox -NoWait
        Clear-InspectorHubOutbox @outbox -WhatIf
        Get-InspectorHubOutbox @outbox -State Pending | Should -HaveCount 30
    }

    It 'takes patterns as -Id, and ids from the pipeline for what they are' {
        $null = $findings | Send-InspectorFindingToHub @hub @outbox -NoWait
        $id = @(Get-InspectorHubOutbox @outbox)[7].Id
        $pattern = $id.Substring(0, $id.Length - 1) + '[0-9]'
        [pscustomobject]@{ Id = $pattern } | Clear-InspectorHubOutbox @outbox -Confirm:$false
        Get-InspectorHubOutbox @outbox | Should -HaveCount 30
        [pscustomobject]@{ Id = $id } | Clear-InspectorHubOutbox @outbox -Confirm:$false
        Get-InspectorHubOutbox @outbox | Should -HaveCount 29
        # Those that end in 00 to 09, less the one that is gone.
        Clear-InspectorHubOutbox @outbox -Id $pattern -Confirm:$false
        Get-InspectorHubOutbox @outbox | Should -HaveCount 20
    }

    It 'refuses an age without sense' {
        { Clear-InspectorHubOutbox @outbox -OlderThan ([timespan]::MaxValue) } | Should -Throw -ErrorId ParameterArgumentValidationError*
    }
}
