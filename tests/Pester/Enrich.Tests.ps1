#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    $page = Get-Content "$PSScriptRoot/../../docs/enrich.md" -Raw
    $commands = [regex]::Matches($page, '(?s)```powershell\r?\n(.*?)```') | ForEach-Object { @{ Command = $_.Groups[1].Value } }
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $folder = New-Folder
    $null = (New-Finding 1 -With @{ exploitAvailable = 'YES'; resources = @(@{ type = 'AWS_EC2_INSTANCE'; id = 'i-0a1b2c3d4e5f60718'; region = 'us-east-1'; partition = 'aws' }) }), (New-Finding 2 LOW) |
        Save-Finding -Path (Join-Path $folder 'report.json')
    $hub = Start-InspectorHubEmulator -NoRateLimit
    $outbox = New-Outbox
    # The page's commands name no place.
    $PSDefaultParameterValues = @{}
    foreach ($name in $hub.Keys) { $PSDefaultParameterValues["Send-InspectorFindingToHub:$name"] = $hub[$name] }
    $PSDefaultParameterValues['Send-InspectorFindingToHub:OutboxPath'] = $outbox.OutboxPath
    Push-Location $folder
}

AfterAll {
    Pop-Location
    Stop-InspectorHubEmulator $hub
}

Describe 'Enrich on the way' {
    It 'has commands that run: <Command>' -ForEach $commands {
        $result = Invoke-Recorded ([scriptblock]::Create($Command))
        $result.Errors | Should -BeNullOrEmpty
    }

    It 'brings into Security Hub what it says' {
        $held = Get-InspectorHubFinding @hub | Sort-Object Title
        $held | Should -HaveCount 2
        "$($held[0].Severity) $($held[0].Resources[0].Tags['Stage'])" | Should -Be 'CRITICAL prod'
        # It was there before: its workflow is no longer the importer's.
        "$($held[1].Workflow)" | Should -Be NEW
    }
}
