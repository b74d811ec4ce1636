using InspectorHub.Aws;
using InspectorHub.Aws.Inspector;
using InspectorHub.Aws.Sessions;

namespace InspectorHub.Core.Tests.Aws;

public sealed class EndpointTests
{
    [Theory]
    [InlineData("eu-central-1", false, false, "https://securityhub.eu-central-1.amazonaws.com")]
    [InlineData("us-east-1", true, false, "https://securityhub-fips.us-east-1.amazonaws.com")]
    [InlineData("us-east-1", false, true, "https://securityhub.us-east-1.api.aws")]
    [InlineData("us-gov-west-1", true, true, "https://securityhub-fips.us-gov-west-1.api.aws")]
    [InlineData("cn-north-1", false, false, "https://securityhub.cn-north-1.amazonaws.com.cn")]
    [InlineData("cn-north-1", false, true, "https://securityhub.cn-north-1.api.amazonwebservices.com.cn")]
    [InlineData("us-iso-east-1", false, false, "https://securityhub.us-iso-east-1.c2s.ic.gov")]
    [InlineData("eusc-de-east-1", false, false, "https://securityhub.eusc-de-east-1.amazonaws.eu")]
    public void Every_partition_has_its_own_hosts(string region, bool fips, bool dualStack, string url)
    {
        var config = Config(new AwsConnection(), AwsService.SecurityHub, region);
        config.UseFIPSEndpoint = fips;
        config.UseDualstackEndpoint = dualStack;
        Assert.Equal(url, AwsEndpoints.Find(config).URL);
    }

    [Fact]
    public void An_endpoint_that_is_not_of_AWS_serves_every_service()
    {
        var connection = new AwsConnection { EndpointUrl = "http://127.0.0.1:4566" };
        Assert.All([AwsService.SecurityHub, AwsService.Inspector2, AwsService.SecurityToken],
            service => Assert.Equal("http://127.0.0.1:4566/", Config(connection, service, "eu-central-1").ServiceURL));
    }

    [Fact]
    public void An_endpoint_of_AWS_serves_the_service_it_names_alone()
    {
        var connection = new AwsConnection { EndpointUrl = "https://vpce-0a-b.securityhub.eu-central-1.vpce.amazonaws.com" };
        Assert.StartsWith(connection.EndpointUrl, AwsEndpoints.Find(Config(connection, AwsService.SecurityHub, "eu-central-1")).URL);
        Assert.Equal("https://inspector2.eu-central-1.amazonaws.com",
            AwsEndpoints.Find(Config(connection, AwsService.Inspector2, "eu-central-1")).URL);
    }

    [Theory]
    [InlineData("localhost:80")]
    [InlineData("ftp://x")]
    public void What_is_no_endpoint_is_one_clear_error(string url) =>
        Assert.Contains($"'{url}'", Assert.Throws<AwsException>(() =>
            new Inspector2Client(new AwsConnection { EndpointUrl = url, AccessKey = "a", SecretKey = "b" }, "eu-central-1")).Message);

    [Fact]
    public void Records_of_connections_and_keys_show_no_secret()
    {
        var connection = new AwsConnection { AccessKey = "AKIA", SecretKey = "hush", SessionToken = "hush", Region = "eu-central-1",
            ExternalId = "hush" };
        Assert.DoesNotContain("hush", connection.ToString() + new AwsKeys("AKIA", "hush", "hush"));
    }

    private static AwsServiceConfig Config(AwsConnection connection, AwsService service, string region)
    {
        var config = new AwsServiceConfig(service) { IgnoreConfiguredEndpointUrls = true };
        new AwsSession(connection).Configure(config, service, region);
        return config;
    }
}
