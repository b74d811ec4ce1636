#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll { . "$PSScriptRoot/Setup.ps1" }

Describe 'Get-InspectorHubIntegration' {
    BeforeAll {
        $hub = New-Finding 1 -Region eu-central-1 | Save-Finding | Import-InspectorFinding | Start-InspectorHubEmulator -Region eu-central-1 -NoRateLimit
    }

    AfterAll { Stop-InspectorHubEmulator $hub }

    It 'says how the integration stands' {
        $state = Get-InspectorHubIntegration @hub
        $state.Region, $state.AccountId | Should -Be eu-central-1, 123456789012
        $state.HubEnabled | Should -BeTrue
        $state.SubscriptionEnabled | Should -BeTrue
        $state.ProductArn | Should -Be 'arn:aws:securityhub:eu-central-1::product/aws/inspector'
        $state.SubscriptionArn | Should -Be 'arn:aws:securityhub:eu-central-1:123456789012:product-subscription/aws/inspector'
        $state.DefaultProductArn | Should -Be 'arn:aws:securityhub:eu-central-1:123456789012:product/123456789012/default'
    }

    It 'answers for many Regions in their order, and one that is none is an error of its own' {
        $anywhere = @{} + $hub
        $anywhere.Remove('Region')
        $result = Invoke-Recorded { Get-InspectorHubIntegration @anywhere -Region us-east-1, Frankfurt, cn-north-1 }
        $result.Output.Region | Should -Be us-east-1, cn-north-1
        $result.Output[1].DefaultProductArn | Should -BeLike 'arn:aws-cn:securityhub:cn-north-1:*'
        $result.Errors | Should -HaveCount 1
        $result.Errors.Exception.Message | Should -BeLike "*'Frankfurt'*"
        $result.Errors.CategoryInfo.Category | Should -Be InvalidArgument
    }

    It 'takes accounts from the pipeline as rows with roles' {
        $rows = 111122223333, 444455556666 | ForEach-Object { [pscustomobject]@{ RoleArn = "arn:aws:iam::${_}:role/Hub"; ExternalId = 'x' } }
        ($rows | Get-InspectorHubIntegration @hub).AccountId | Should -Be 111122223333, 444455556666
    }

    It 'says of each hub whether it is on and what arrived last' {
        $state = Get-InspectorHubIntegration @hub
        $state.HubEnabled, $state.HubV2Enabled | Should -Be $true, $true
        $state.HubV2Arn | Should -BeLike 'arn:aws:securityhub:eu-central-1:123456789012:hubv2/*'
        $state.LastFindingAt | Should -BeNullOrEmpty
        $state.LastFindingV2At | Should -Be ([DateTimeOffset]'2026-11-20T08:00:00Z')
    }

    It 'shows both hubs in its table' {
        $table = Get-InspectorHubIntegration @hub | Out-String -Width 200
        $table | Should -Match 'CSPM\s+Flow to it\s+Last\s+Security Hub\s+Inspector'
    }
}
