#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

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
        @{ Typed = 'ConvertTo-Asff -Product A'; Offered = 'Account'; NotOffered = 'Inspector' }
    ) {
        $offers = (TabExpansion2 $Typed $Typed.Length).CompletionMatches.ListItemText
        $offers | Should -Contain $Offered
        $offers | Should -Not -Contain $NotOffered
    }
}
