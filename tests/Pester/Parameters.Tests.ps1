#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    $built = "$PSScriptRoot/../../out/InspectorHub/InspectorHub.psd1"
    if (-not (Get-Module InspectorHub)) { if (Test-Path $built) { Import-Module $built } else { Import-Module InspectorHub } }
    $commands = (Get-Module InspectorHub).ExportedCmdlets.Values | ForEach-Object { @{ Command = $_.Name } }
}

BeforeAll { . "$PSScriptRoot/Setup.ps1" }

Describe 'A $null that was given to <Command>' -ForEach $commands {
    It 'is refused by every parameter, before anything is done' {
        $common = [Management.Automation.PSCmdlet]::CommonParameters + [Management.Automation.PSCmdlet]::OptionalCommonParameters
        foreach ($parameter in (Get-Command $Command).Parameters.Values) {
            # No value, or one that cannot be $null: the engine itself refuses it.
            if ($parameter.Name -in $common -or $parameter.SwitchParameter -or $parameter.ParameterType.IsValueType) { continue }
            $set = @($parameter.ParameterSets.Keys)[0]
            if ($set -eq '__AllParameterSets') { $set = (Get-Command $Command).DefaultParameterSet }
            $splat = @{ $parameter.Name = $null }
            # What the parameter set cannot do without: the engine would ask for it.
            foreach ($needed in (Get-Command $Command).Parameters.Values) {
                $sets = $needed.ParameterSets
                $isNeeded = ($sets.ContainsKey($set) -and $sets[$set].IsMandatory) -or ($sets.ContainsKey('__AllParameterSets') -and $sets['__AllParameterSets'].IsMandatory)
                if (-not $isNeeded -or $needed.Name -eq $parameter.Name) { continue }
                $splat[$needed.Name] = if ($needed.SwitchParameter) { $true } elseif ($needed.ParameterType -eq [DateTimeOffset]) { Get-Date } else { 'x' }
            }
            $failure = $null
            try { & $Command @splat -ErrorAction Stop } catch { $failure = $_ }
            $failure | Get-ErrorId | Should -Match '^(NothingGiven|ParameterArgumentValidationError|ParameterArgumentTransformationError)' -Because "-$($parameter.Name) of $Command was given nothing"
        }
    }
}

Describe 'A splat that is not there' {
    It 'does not act on whatever the default credentials are: <_>' -ForEach Disable, Enable, Get, Test {
        $failure = $null
        try { & "$_-InspectorHubIntegration" @nosuch -ErrorAction Stop } catch { $failure = $_ }
        $failure | Get-ErrorId | Should -Be NothingGiven
    }

    It 'is said once by Send, however many findings come' {
        $outbox = New-Outbox
        $result = Invoke-Recorded { 1..50 | ForEach-Object { New-Finding $_ } | Send-InspectorFindingToHub -Region $nosuch @outbox }
        $result.Errors | Get-ErrorId | Should -Be NothingGiven
        $result.Errors[0].Exception.Message | Should -BeLike '-Region was given nothing*'
        $outbox.OutboxPath | Should -Not -Exist
    }
}
