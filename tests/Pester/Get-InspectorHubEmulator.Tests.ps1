#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll { . "$PSScriptRoot/Setup.ps1" }

Describe 'Get-InspectorHubEmulator' {
    AfterEach { Stop-InspectorHubEmulator -All }

    It 'gives those that run' {
        Get-InspectorHubEmulator | Should -BeNullOrEmpty
        $one, $two = 1..2 | ForEach-Object { Start-InspectorHubEmulator }
        (Get-InspectorHubEmulator).Port | Should -Be ($one.Port, $two.Port | Sort-Object)
        Stop-InspectorHubEmulator $one
        (Get-InspectorHubEmulator).Port | Should -Be $two.Port
    }

    It 'gives the calls, by operation' {
        $hub = Start-InspectorHubEmulator -Region eu-west-1
        $outbox = New-Outbox
        New-Finding 1 | Send-InspectorFindingToHub @hub @outbox
        Get-InspectorHubFinding @hub | Out-Null
        $calls = $hub | Get-InspectorHubEmulator -Call -Operation Batch*, GetF*
        $calls.Operation | Should -Be BatchImportFindings, GetFindings
        $calls.Region | Should -Be eu-west-1, eu-west-1
        $calls[0].FindingIds | Should -HaveCount 1
        $calls.Status | Should -Be 200, 200
        $hub.ClearCalls()
        Get-InspectorHubEmulator -Call | Should -BeNullOrEmpty
    }
}
