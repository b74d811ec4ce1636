#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    filter Get-Verdict { "$($_.Name) $($_.Result)" }
}

Describe 'Test-InspectorHubIntegration' {
    BeforeEach { $hub = Start-InspectorHubEmulator -Region eu-central-1 -NoRateLimit }

    AfterEach { Stop-InspectorHubEmulator $hub }

    It 'fails nothing where all is well, and stores nothing' {
        $result = Invoke-Recorded { Test-InspectorHubIntegration @hub }
        $result.Errors | Should -BeNullOrEmpty
        $result.Output | Get-Verdict | Should -Be @('Credentials Pass', 'Amazon Inspector Pass', 'Security Hub Pass', 'Flow to Security Hub Pass', 'Security Hub CSPM Pass'
            'Import Pass', 'Flow of findings Pass')
        Test-InspectorHubIntegration @hub -Quiet | Should -BeTrue
        Get-InspectorHubFinding @hub | Should -BeNullOrEmpty
    }

    It 'warns of findings that are sent twice, with the next step' {
        $outbox = New-Outbox
        $null = New-Finding 1 -Region eu-central-1 | Send-InspectorFindingToHub @hub @outbox
        $flow = Test-InspectorHubIntegration @hub | Where-Object Name -EQ 'Flow of findings'
        $flow.Result | Should -Be Warn
        $flow.Message | Should -BeLike '*twice*'
        $flow.NextStep | Should -BeLike '*Disable-InspectorHubIntegration*'
    }

    It 'says whether findings arrive in the Security Hub that holds OCSF' {
        $filled = New-Finding 1 -Region eu-central-1 | Save-Finding | Import-InspectorFinding | Start-InspectorHubEmulator -Region eu-central-1 -NoRateLimit
        try {
            (Test-InspectorHubIntegration @filled | Where-Object Name -EQ 'Flow to Security Hub').Message | Should -BeLike '*arrive*2026-11-20*'
        }
        finally { Stop-InspectorHubEmulator $filled }
    }

    It 'makes one failed check of wrong credentials' {
        $wrong = @{} + $hub
        $wrong.SecretKey = 'nonsense'
        Test-InspectorHubIntegration @wrong | Get-Verdict | Should -Be 'Credentials Fail'
        Test-InspectorHubIntegration @wrong -Quiet | Should -BeFalse
    }

    It 'makes one failed check of what is no Region' {
        $elsewhere = $hub.Clone()
        $elsewhere.Remove('Region')
        Test-InspectorHubIntegration @elsewhere -Region Atlantis | Get-Verdict | Should -Be 'Region Fail'
    }
}
