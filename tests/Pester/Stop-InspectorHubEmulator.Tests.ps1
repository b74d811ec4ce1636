#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    function Test-Free([int] $Port) {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, $Port)
        try { $listener.Start(); $true } catch { $false } finally { $listener.Stop() }
    }
}

Describe 'Stop-InspectorHubEmulator' {
    AfterEach { Stop-InspectorHubEmulator -All }

    It 'frees the port, and says so of itself' {
        $one = Start-InspectorHubEmulator
        Stop-InspectorHubEmulator $one
        $two = Start-InspectorHubEmulator -Port $one.Port
        $two.Port | Should -Be $one.Port
        Stop-InspectorHubEmulator $two
        $two.IsRunning | Should -BeFalse
    }

    It 'takes it from the pipeline, as an argument, twice, and all at once' {
        $one, $two, $three = 1..3 | ForEach-Object { Start-InspectorHubEmulator }
        $ports = $one.Port, $two.Port, $three.Port
        $ports | Sort-Object -Unique | Should -HaveCount 3
        $one | Stop-InspectorHubEmulator
        Stop-InspectorHubEmulator $two
        Stop-InspectorHubEmulator $two
        Stop-InspectorHubEmulator -All
        $ports | ForEach-Object { Test-Free $_ | Should -BeTrue }
    }

    It 'stops nothing with -WhatIf' {
        $hub = Start-InspectorHubEmulator
        Stop-InspectorHubEmulator $hub -WhatIf
        $hub.IsRunning | Should -BeTrue
    }

    It 'means with -All those of the own session' {
        $other = [PowerShell]::Create()
        try {
            $theirs = $other.AddScript('param($module) Import-Module $module; Start-InspectorHubEmulator').AddArgument($manifest).Invoke()[0]
            Stop-InspectorHubEmulator -All
            $theirs.IsRunning | Should -BeTrue
            Stop-InspectorHubEmulator $theirs
        }
        finally { $other.Dispose() }
    }

    It 'happens by itself when the module is removed' {
        $other = [PowerShell]::Create()
        try {
            $port = $other.AddScript('param($module) Import-Module $module; (Start-InspectorHubEmulator).Port; Remove-Module InspectorHub').AddArgument($manifest).Invoke()[0]
            Test-Free $port | Should -BeTrue
        }
        finally { $other.Dispose() }
    }

    It 'happens by itself when a script ends without it, and leaves nothing behind but the file' {
        $folder = New-Folder
        Set-Content "$folder/script.ps1" @'
param($Manifest, $File)
Import-Module $Manifest
$hub = Start-InspectorHubEmulator -Path $File
Get-InspectorHubFinding @hub
$hub.Port
'@
        $port = Invoke-OwnProcess "$folder/script.ps1" $manifest "$folder/hub.db"
        Test-Free $port | Should -BeTrue
        (Get-ChildItem $folder).Name | Sort-Object | Should -Be hub.db, script.ps1
    }
}
