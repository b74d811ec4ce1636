#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll { . "$PSScriptRoot/Setup.ps1" }

Describe 'Start-InspectorHubEmulator' {
    AfterEach { Stop-InspectorHubEmulator -All }

    It 'gives an object that splats as connection parameters and tells its state' {
        $hub = Start-InspectorHubEmulator -Region eu-west-1
        $hub.Keys | Sort-Object | Should -Be AccessKey, EndpointUrl, Region, SecretKey
        $hub.EndpointUrl | Should -Be "http://127.0.0.1:$($hub.Port)"
        $hub.Region | Should -Be eu-west-1
        $hub.Findings | Should -Be 0
        Get-InspectorHubFinding @hub | Should -BeNullOrEmpty
        $hub.Calls | Should -Be 1
        Stop-InspectorHubEmulator $hub
        $hub.IsRunning | Should -BeFalse
    }

    It 'keeps its connection, of which a clone can be changed' {
        $hub = Start-InspectorHubEmulator
        { $hub.Clear() } | Should -Throw '*cannot be changed*'
        { $hub.Remove('EndpointUrl') } | Should -Throw '*cannot be changed*'
        { $hub.Region = 'eu-west-1' } | Should -Throw '*cannot be changed*'
        $hub.Keys | Should -HaveCount 4
        $anywhere = $hub.Clone()
        $anywhere.Remove('Region')
        $anywhere.Keys | Sort-Object | Should -Be AccessKey, EndpointUrl, SecretKey
    }

    It 'shows no secret, and no type, beside objects of other kinds' {
        $hub = Start-InspectorHubEmulator
        try {
            $ocsf = New-Finding 1 | ConvertTo-Ocsf
            $text = (New-Finding 1 | Save-Finding | Import-InspectorFinding), $hub, $ocsf | Out-String -Width 200
            $text | Should -Match 'Port +: \d+'
            $text.Contains($hub.SecretKey) | Should -BeFalse
            $text | Should -Not -Match 'System\.|InspectorHub\.[A-Z]|@\{'
        }
        finally { Stop-InspectorHubEmulator $hub }
    }

    It 'shows no secret as a list' {
        $hub = Start-InspectorHubEmulator -SecretKey TopSecret
        $list = $hub | Format-List | Out-String
        $list | Should -Match 'EndpointUrl +: http'
        $list | Should -Not -BeLike '*TopSecret*'
    }

    It 'plays an organization, products, and hubs that are off' {
        $hub = Start-InspectorHubEmulator -NoSignatureCheck -Administrator 111111111111 -Member 222222222222 -Product acme/scanner -HubDisabled
        $result = Invoke-Recorded { Get-InspectorHubFinding @hub }
        $result.Errors | Should -Not -BeNullOrEmpty
    }

    It 'starts nothing with -WhatIf' {
        Start-InspectorHubEmulator -WhatIf | Should -BeNullOrEmpty
    }

    It 'plays an Inspector that has what comes down the pipeline' {
        $hub = (New-Finding 1), (New-Finding 2) | Start-InspectorHubEmulator
        (Get-InspectorFinding @hub).Title | Should -Be 'CVE-2026-0001 - openssl', 'CVE-2026-0002 - openssl'
    }

    It 'starts all the same when what comes is no finding, which is an error' {
        $result = Invoke-Recorded { '{"a":1}' | Start-InspectorHubEmulator }
        $result.Errors | Should -Not -BeNullOrEmpty
        $result.Output.Count | Should -Be 1
        $result.Output[0] | Should -BeOfType [hashtable]
    }

    It 'takes faults as hashtables, at the start and while it runs' {
        $hub = Start-InspectorHubEmulator -Fault @{ Kind = 'Status'; Status = 500; Operation = 'GetFindings' }, @{ Kind = 'Latency'; Delay = '00:00:00.010' }
        $hub.AddFault(@{ Kind = 'RejectFinding'; Match = '*bad*'; Message = 'No.' })
        $hub.Faults | ForEach-Object { "$($_.Kind) $($_.Operation) $($_.Match)" } | Should -Be 'Status GetFindings *', 'Latency * *', 'RejectFinding * *bad*'
        $hub.ClearFault($hub.Faults[1])
        $hub.Faults.Count | Should -Be 2
        $hub.ClearFault()
        $hub.Faults.Count | Should -Be 0
    }

    It 'refuses a fault of an unknown kind' {
        { Start-InspectorHubEmulator -Fault @{ Kind = 'Earthquake' } } | Should -Throw '*Kind*'
    }

    It 'takes call rates at the start and while it runs' {
        $hub = Start-InspectorHubEmulator -RateScale 0.5
        $hub.RateScale | Should -Be 0.5
        $hub.SetRateScale(2)
        $hub.RateScale | Should -Be 2
        (Start-InspectorHubEmulator -NoRateLimit).RateScale | Should -Be 0
        (Start-InspectorHubEmulator).RateScale | Should -Be 1
    }

    It 'has roles that ask for an external id, and answers <answer> to <externalId>' -ForEach @(
        @{ ExternalId = 'open-sesame'; Answer = 'yes' }
        @{ ExternalId = 'abracadabra'; Answer = 'no' }
    ) {
        $hub = Start-InspectorHubEmulator -ExternalId @{ 'arn:aws:iam::222222222222:role/reader' = 'open-sesame' }
        $result = Invoke-Recorded { Get-InspectorHubFinding @hub -RoleArn arn:aws:iam::222222222222:role/reader -ExternalId $ExternalId }
        $result.Errors.Count -eq 0 | Should -Be ($Answer -eq 'yes')
    }

    It 'names the port that is taken, and ends' {
        $hub = Start-InspectorHubEmulator
        $failure = { Start-InspectorHubEmulator -Port $hub.Port } | Should -Throw -PassThru
        $failure | Get-ErrorId | Should -Be CannotListen
        $failure.CategoryInfo.Category | Should -Be ResourceUnavailable
    }

    It 'wants a switch for an address that others can reach, and warns' {
        $failure = { Start-InspectorHubEmulator -Address 0.0.0.0 } | Should -Throw -PassThru
        $failure | Get-ErrorId | Should -Be AddressNotLoopback
        (Invoke-Recorded { Start-InspectorHubEmulator -Address 0.0.0.0 -AllowRemote -WhatIf }).Warnings | Should -BeLike '*0.0.0.0*'
    }

    It 'takes no file for its state that is none' {
        $file = Join-Path $TestDrive 'other.db'
        [IO.File]::WriteAllText($file, 'x' * 5000)
        $failure = { Start-InspectorHubEmulator -Path $file } | Should -Throw -PassThru
        $failure | Get-ErrorId | Should -Be CannotKeepState
        $failure.Exception.Message.Contains($file) | Should -BeTrue
    }

    It 'tells its secret neither with -Verbose nor as text' {
        $result = Invoke-Recorded {
            $hub = Start-InspectorHubEmulator -SecretKey TopSecret -Verbose
            "$hub"
            $hub.ToString()
            Stop-InspectorHubEmulator $hub -Verbose
        }
        "$($result.Output) $($result.Verbose)" | Should -Not -BeLike '*TopSecret*'
    }

    Context 'as boto3 and aws-cli see it' {
        BeforeAll {
            $missing = @(
                if (-not (Get-Command aws -ErrorAction Ignore)) { 'aws-cli' }
                if (-not (Get-Command python3 -ErrorAction Ignore)) { 'python3' } elseif (& { python3 -c 'import boto3' 2>$null; $LASTEXITCODE -ne 0 }) { 'boto3' }
            )
            # One suite of calls, against any endpoint: a line for each thing that the contract says, 'ok ' where it holds.
            function Test-Contract([string] $Target, [string] $EndpointUrl) {
                python3 "$PSScriptRoot/../contract/contract.py" $Target $EndpointUrl AKIACONTRACT contract
                $LASTEXITCODE | Should -Be 0
            }
        }

        It 'keeps the contract' {
            if ($missing) { Set-ItResult -Skipped -Because "$missing is not installed"; return }
            $current = 0..29 | ForEach-Object {
                @{
                    findingArn = 'arn:aws:inspector2:eu-central-1:123456789012:finding/{0:x32}' -f $_; awsAccountId = '123456789012'; type = 'PACKAGE_VULNERABILITY'
                    description = 'Old.'; severity = ('LOW', 'HIGH')[$_ % 2]; status = 'ACTIVE'; remediation = @{}
                    resources = @(@{ type = 'AWS_EC2_INSTANCE'; id = 'i-{0:x17}' -f $_ }); firstObservedAt = 1735689600; lastObservedAt = 1735689600
                }
            }
            $classic = 0..11 | ForEach-Object {
                @{
                    arn = "arn:aws:inspector:eu-central-1:123456789012:target/0-a/template/0-b/run/0-c/finding/0-$_"; serviceAttributes = @{ schemaVersion = 1 }
                    assetAttributes = @{ schemaVersion = 1; agentId = 'i-1' }; severity = 'High'; attributes = @(); userAttributes = @()
                    createdAt = 1735689600; updatedAt = 1735689600
                }
            }
            $hub = $current + $classic | Start-InspectorHubEmulator -NoRateLimit -AccountId 123456789012 -AccessKey AKIACONTRACT -SecretKey contract
            $lines = Test-Contract emulator $hub.EndpointUrl
            $lines | Should -Not -BeNullOrEmpty
            $lines -notlike 'ok *' | Should -BeNullOrEmpty
        }

        It 'differs from moto in what is written down' {
            if (-not (Get-Command moto_server -ErrorAction Ignore)) { $missing += 'moto_server' }
            if ($missing) { Set-ItResult -Skipped -Because "$missing is not installed"; return }
            $moto = Start-Moto
            try { $lines = Test-Contract moto $moto.EndpointUrl } finally { Stop-Moto $moto }
            $lines -like 'ok *' | Should -Not -BeNullOrEmpty
            $page = Get-Content "$PSScriptRoot/../../docs/en-US/about_InspectorHub_Emulator.md" -Raw
            foreach ($line in $lines -notlike 'ok *') { $page.Contains("``$(($line -split '[ :]')[1])``") | Should -BeTrue -Because $line }
        }
    }
}
