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
}
