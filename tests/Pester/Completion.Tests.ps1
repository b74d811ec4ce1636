#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    $built = "$PSScriptRoot/../../out/InspectorHub/InspectorHub.psd1"
    if (-not (Get-Module InspectorHub)) { if (Test-Path $built) { Import-Module $built } else { Import-Module InspectorHub } }
    $commands = (Get-Module InspectorHub).ExportedCmdlets.Keys
}

BeforeAll { . "$PSScriptRoot/Setup.ps1" }

Describe 'Tab' {
    It 'offers <offered> for <typed>, and not <notOffered>' -ForEach @(
        @{ Typed = 'Get-InspectorHubIntegration -Region eu-c'; Offered = 'eu-central-1'; NotOffered = 'us-east-1' }
        @{ Typed = 'Send-InspectorFindingToHub -Region us-gov'; Offered = 'us-gov-west-1'; NotOffered = 'us-east-1' }
        @{ Typed = 'Get-InspectorFinding -Severity CR'; Offered = 'CRITICAL'; NotOffered = 'HIGH' }
        @{ Typed = 'Get-InspectorFinding -Type NET'; Offered = 'NETWORK_REACHABILITY'; NotOffered = 'CODE_VULNERABILITY' }
        @{ Typed = 'Get-InspectorFinding -ResourceType AWS_EC2'; Offered = 'AWS_EC2_INSTANCE'; NotOffered = 'AWS_LAMBDA_FUNCTION' }
        @{ Typed = 'Get-InspectorHubFinding -ResourceType AwsL'; Offered = 'AwsLambdaFunction'; NotOffered = 'AwsEc2Instance' }
        @{ Typed = 'Get-InspectorHubOutbox -State Re'; Offered = 'Refused'; NotOffered = 'Pending' }
        @{ Typed = 'Start-InspectorHubEmulator -Fault Thr'; Offered = 'Throttle'; NotOffered = 'Refuse' }
        @{ Typed = 'Send-InspectorFindingToHub -Region us-east-1'; Offered = 'us-east-1'; NotOffered = 'us-east-1-regional' }
        @{ Typed = 'ConvertTo-Asff -Product A'; Offered = 'Account'; NotOffered = 'Inspector' }
    ) {
        $offers = (TabExpansion2 $Typed $Typed.Length).CompletionMatches.ListItemText
        $offers | Should -Contain $Offered
        $offers | Should -Not -Contain $NotOffered
    }

    It 'offers no files for a text that is none: <_>' -ForEach $commands {
        foreach ($parameter in (Get-Command $_).Parameters.Values) {
            # What has a path in it is a file's; a switch has no value, and common parameters are the engine's.
            if ($parameter.ParameterType -notin [string], [string[]], [uri] -or $parameter.Name -in 'Path', 'LiteralPath', 'OutboxPath', 'CheckpointPath', 'ProfileLocation', 'Seed') { continue }
            if ($parameter.Name -like '*Variable') { continue }
            foreach ($typed in "$_ -$($parameter.Name) ", "$_ -$($parameter.Name) s") {
                (TabExpansion2 $typed $typed.Length).CompletionMatches | Where-Object ResultType -Like 'Provider*' | Should -BeNullOrEmpty -Because $typed
            }
        }
    }

    It 'offers files where a file is wanted' {
        Push-Location $PSScriptRoot
        try { (TabExpansion2 'Import-InspectorFinding ./Set' 29).CompletionMatches.ListItemText | Should -Contain Setup.ps1 } finally { Pop-Location }
    }

    It 'offers the operations that an emulator was called for' {
        $hub = Start-InspectorHubEmulator -NoRateLimit
        try {
            $null = Get-InspectorHubFinding @hub
            $typed = 'Get-InspectorHubEmulator -Call -Operation Get'
            (TabExpansion2 $typed $typed.Length).CompletionMatches.ListItemText | Should -Be GetFindings
        }
        finally { Stop-InspectorHubEmulator $hub }
    }

    It 'offers the emulators that run, by their variables: <_>' -ForEach 'Set-InspectorHubEmulator ', 'Set-InspectorHubEmulator -InputObject $pie', 'Get-InspectorHubEmulator ', 'Stop-InspectorHubEmulator -InputObject ' {
        $pier = Start-InspectorHubEmulator
        $gone = Start-InspectorHubEmulator
        try {
            Stop-InspectorHubEmulator $gone
            $offers = (TabExpansion2 $_ $_.Length).CompletionMatches.CompletionText
            $offers | Should -Contain '$pier'
            $offers | Should -Not -Contain '$gone'
        }
        finally { Stop-InspectorHubEmulator $pier }
    }

    It 'offers the findings of an emulator: open ones to close, closed ones to reopen, all to remove' {
        $hub = Start-InspectorHubEmulator
        try {
            $open, $closed = 1, 2 | ForEach-Object { New-Finding $_ }
            $open, $closed | Set-InspectorHubEmulator $hub
            Set-InspectorHubEmulator $hub -Close $closed.findingArn
            foreach ($case in @(
                    @{ Typed = 'Set-InspectorHubEmulator $hub -Close '; Offered = @($open.findingArn) }
                    @{ Typed = 'Set-InspectorHubEmulator -Reopen arn:'; Offered = @($closed.findingArn) }
                    @{ Typed = 'Set-InspectorHubEmulator $hub -Remove '; Offered = @($open.findingArn, $closed.findingArn) }
                )) {
                $offers = (TabExpansion2 $case.Typed $case.Typed.Length).CompletionMatches
                $offers.ListItemText | Sort-Object | Should -Be ($case.Offered | Sort-Object)
                $offers[0].CompletionText | Should -BeLike "'arn:*'"
            }
        }
        finally { Stop-InspectorHubEmulator $hub }
    }

    It 'offers the Ids of an outbox' {
        $outbox = New-Outbox
        $null = New-Finding 7 | Send-InspectorFindingToHub -Region us-east-1 @outbox -NoWait
        $typed = "Get-InspectorHubOutbox -OutboxPath '$($outbox.OutboxPath)' -Id insp"
        (TabExpansion2 $typed $typed.Length).CompletionMatches.ListItemText | Should -BeLike 'inspector2/us-east-1/123456789012/*7'
    }

    It 'takes the name that AWS.Tools has for a profile, too' {
        (Get-Command Get-InspectorFinding).Parameters.ProfileName.Aliases | Should -Contain StoredCredentials
    }
}
