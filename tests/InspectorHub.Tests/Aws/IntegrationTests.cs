using System.Management.Automation;

namespace InspectorHub.Tests.Aws;

public sealed class IntegrationTests : IDisposable
{
    private readonly HubSession hub = new();

    [Fact]
    public void The_integration_is_switched_off_and_on_and_shows_how_it_stands()
    {
        var states = hub.Run(
            """
            Get-InspectorHubIntegration @hub
            Disable-InspectorHubIntegration @hub -PassThru
            Disable-InspectorHubIntegration @hub -PassThru
            Enable-InspectorHubIntegration @hub -PassThru
            Enable-InspectorHubIntegration @hub -PassThru
            """);
        Assert.Empty(states.Errors);
        Assert.Equal([true, false, false, true, true], states.Output.Select(state => (bool)Value(state, "SubscriptionEnabled")!));
        var last = states.Output[^1];
        Assert.Equal("eu-central-1", Value(last, "Region"));
        Assert.Equal("123456789012", Value(last, "AccountId"));
        Assert.Equal(true, Value(last, "HubEnabled"));
        Assert.Equal("arn:aws:securityhub:eu-central-1::product/aws/inspector", Value(last, "ProductArn"));
        Assert.Equal("arn:aws:securityhub:eu-central-1:123456789012:product-subscription/aws/inspector", Value(last, "SubscriptionArn"));
        Assert.Equal("arn:aws:securityhub:eu-central-1:123456789012:product/123456789012/default", Value(last, "DefaultProductArn"));
    }

    [Fact]
    public void WhatIf_changes_nothing()
    {
        var states = hub.Run("Disable-InspectorHubIntegration @hub -WhatIf -PassThru; Get-InspectorHubIntegration @hub");
        Assert.Equal(true, Value(Assert.Single(states.Output), "SubscriptionEnabled"));
    }

    [Fact]
    public void Many_Regions_are_answered_in_their_order_and_one_that_is_none_is_an_error_of_its_own()
    {
        var result = hub.Run(
            """
            $hub.Remove('Region')
            Get-InspectorHubIntegration @hub -Region us-east-1, Frankfurt, cn-north-1
            """);
        Assert.Equal(["us-east-1", "cn-north-1"], result.Output.Select(state => Value(state, "Region")));
        Assert.StartsWith("arn:aws-cn:securityhub:cn-north-1:", (string)Value(result.Output[1], "DefaultProductArn")!);
        var error = Assert.Single(result.Errors);
        Assert.Contains("'Frankfurt'", error.Exception.Message);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
    }

    [Fact]
    public void Accounts_come_from_the_pipeline_as_rows_with_roles()
    {
        var result = hub.Run(
            """
            $rows = '111122223333', '444455556666' | ForEach-Object { [pscustomobject]@{ RoleArn = "arn:aws:iam::${_}:role/Hub"; ExternalId = 'x' } }
            $rows | Get-InspectorHubIntegration @hub
            """);
        Assert.Empty(result.Errors);
        Assert.Equal(["111122223333", "444455556666"], result.Output.Select(state => Value(state, "AccountId")));
    }

    [Fact]
    public void Wrong_secret_key_is_one_clear_error_that_holds_no_secret()
    {
        var result = hub.Run("$hub.SecretKey = 'ThisIsMySecret'; Get-InspectorHubIntegration @hub -Verbose");
        Assert.Empty(result.Output);
        var error = Assert.Single(result.Errors);
        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.DoesNotContain("ThisIsMySecret", error.ToString() + error.Exception + string.Concat(result.Verbose));
    }

    [Theory]
    [InlineData("[pscredential]::new($hub.AccessKey, (& { $s = [securestring]::new(); $args[0].ToCharArray() | ForEach-Object { $s.AppendChar($_) }; $s } $hub.SecretKey))")]
    [InlineData("[pscustomobject]@{ AccessKeyId = $hub.AccessKey; SecretAccessKey = $hub.SecretKey; SessionToken = '' }")]
    [InlineData("[InspectorHub.Tests.Aws.ForeignCredentials]::new($hub.AccessKey, $hub.SecretKey)")]
    public void Credentials_come_as_an_object_of_any_known_kind(string credential)
    {
        var result = hub.Run($"Get-InspectorHubIntegration -EndpointUrl $hub.EndpointUrl -Region eu-central-1 -Credential ({credential})");
        Assert.Empty(result.Errors);
        Assert.Single(result.Output);
    }

    [Fact]
    public void The_session_variables_of_AWS_Tools_are_honoured()
    {
        var result = hub.Run(
            """
            $StoredAWSRegion = 'ap-south-1'
            $StoredAWSCredentials = [InspectorHub.Tests.Aws.ForeignStoredCredentials]::new([InspectorHub.Tests.Aws.ForeignCredentials]::new($hub.AccessKey, $hub.SecretKey))
            Get-InspectorHubIntegration -EndpointUrl $hub.EndpointUrl
            """);
        Assert.Empty(result.Errors);
        Assert.Equal("ap-south-1", Value(Assert.Single(result.Output), "Region"));
    }

    [Fact]
    public void An_object_without_credentials_is_refused()
    {
        var result = hub.Run("Get-InspectorHubIntegration -EndpointUrl $hub.EndpointUrl -Region eu-central-1 -Credential 5");
        Assert.Contains("holds no AWS credentials", Assert.Single(result.Errors).Exception.Message);
    }

    public void Dispose() => hub.Dispose();

    private static object? Value(PSObject item, string property) => item.Properties[property].Value;
}
