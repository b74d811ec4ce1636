using InspectorHub.Aws;
using InspectorHub.Aws.Sessions;
using InspectorHub.Emulator;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Integration;

namespace InspectorHub.Core.Tests.Aws;

public sealed class IntegrationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hub_that_is_off_is_shown_as_such_and_turned_on_only_when_that_is_said()
    {
        using var emulator = new SecurityHubEmulator(new EmulatorOptions { AccountId = "111122223333" });
        var connection = new AwsConnection { EndpointUrl = emulator.EndpointUrl, Region = "eu-central-1", AccessKey = emulator.AccessKey,
            SecretKey = emulator.SecretKey };
        using var calls = new AwsServiceClient(new AwsSession(connection), AwsService.SecurityHub, "eu-central-1");
        await calls.CallAsync(new AwsOperation("DisableSecurityHub", "DELETE", "/accounts"), reply => reply, Cancel);

        using var integration = new HubIntegration(connection);
        var off = await integration.GetAsync(Cancel);
        Assert.False(off.HubEnabled);
        Assert.False(off.SubscriptionEnabled);
        Assert.Equal("111122223333", off.AccountId);

        using var checkup = new IntegrationCheckup(connection);
        var last = (await checkup.RunAsync(Cancel))[^1];
        Assert.Equal(("Security Hub CSPM", CheckResult.Warn, IntegrationStep.EnableHub), (last.Name, last.Result, last.Step));
        Assert.Contains("holds OCSF", last.Message, StringComparison.Ordinal);

        var refused = await Assert.ThrowsAsync<AwsException>(() => integration.EnableAsync(withHub: false, Cancel));
        Assert.Equal("InvalidAccessException", refused.ErrorCode);
        await integration.EnableAsync(withHub: true, Cancel);
        var on = await integration.GetAsync(Cancel);
        Assert.True(on.HubEnabled);
        Assert.True(on.SubscriptionEnabled);
    }

    [Fact]
    public async Task Each_hub_is_on_or_off_by_itself()
    {
        using var emulator =
            new SecurityHubEmulator(new EmulatorOptions { AccountId = "111122223333", HubIsOn = false, HubV2IsOn = false });
        var connection = new AwsConnection { EndpointUrl = emulator.EndpointUrl, Region = "eu-central-1", AccessKey = emulator.AccessKey,
            SecretKey = emulator.SecretKey };
        using var checkup = new IntegrationCheckup(connection);
        var last = (await checkup.RunAsync(Cancel))[^1];
        Assert.Equal(("Security Hub CSPM", CheckResult.Fail), (last.Name, last.Result));

        using var integration = new HubIntegration(connection);
        Assert.False(await integration.EnableV2Async(withHub: false, Cancel));
        Assert.True(await integration.EnableV2Async(withHub: true, Cancel));
        var state = await integration.GetAsync(Cancel);
        Assert.Equal((false, true), (state.HubEnabled, state.HubV2Enabled));
        Assert.StartsWith("arn:aws:securityhub:eu-central-1:111122223333:hubv2/", state.HubV2Arn, StringComparison.Ordinal);
        Assert.True(await integration.IsV2OnAsync(Cancel));
    }

    [Fact]
    public async Task What_has_arrived_last_is_told_of_each_hub()
    {
        var options = new EmulatorOptions { AccountId = "111122223333", AllowInspectorProduct = true };
        options.InspectorFindings.Add(new Inspector2Finding
        {
            FindingArn = "arn:aws:inspector2:eu-central-1:111122223333:finding/1", AwsAccountId = "111122223333",
            Type = "PACKAGE_VULNERABILITY", Severity = "LOW", Status = "ACTIVE",
            FirstObservedAt = new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero),
            UpdatedAt = new DateTimeOffset(2031, 1, 2, 3, 4, 5, TimeSpan.Zero),
        });
        using var emulator = new SecurityHubEmulator(options);
        var connection = new AwsConnection { EndpointUrl = emulator.EndpointUrl, Region = "eu-central-1", AccessKey = emulator.AccessKey,
            SecretKey = emulator.SecretKey };
        using var integration = new HubIntegration(connection);
        var state = await integration.GetAsync(Cancel);
        Assert.Null(state.LastFindingAt);
        Assert.Equal(new DateTimeOffset(2031, 1, 2, 3, 4, 5, TimeSpan.Zero), state.LastFindingV2At);
    }

    [Fact]
    public async Task The_state_of_Security_Hub_is_shown_also_where_Inspector_cannot_be_asked()
    {
        using var server = new LoopbackServer(request => request.Target switch
        {
            "/accounts" => LoopbackServer.Answer(200, """{"HubArn":"arn:aws:securityhub:eu-central-1:111122223333:hub/default"}"""),
            "/status/batch/get" => LoopbackServer.Answer(403, """{"message":"no"}""", "x-amzn-ErrorType: AccessDeniedException"),
            _ => LoopbackServer.Answer(200,
                """{"ProductSubscriptions":["arn:aws:securityhub:eu-central-1:111122223333:product-subscription/aws/guardduty"]}"""),
        });
        using var integration =
            new HubIntegration(new AwsConnection { EndpointUrl = server.Url, Region = "eu-central-1", AccessKey = "a", SecretKey = "b" });
        var state = await integration.GetAsync(Cancel);
        Assert.True(state.HubEnabled);
        Assert.Null(state.InspectorEnabled);
        Assert.False(state.SubscriptionEnabled);
    }

    [Theory]
    [InlineData("InvalidAccess")]
    [InlineData("InvalidAccessException")]
    public async Task A_product_that_may_not_be_imported_for_is_a_failed_check(string code)
    {
        using var server = new LoopbackServer(request => request.Target switch
        {
            "/" => LoopbackServer.Answer(200,
                "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/u</Arn><UserId>u</UserId>" +
                "<Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"),
            "/accounts" => LoopbackServer.Answer(200, """{"HubArn":"arn:aws:securityhub:eu-central-1:111122223333:hub/default"}"""),
            "/findings/import" =>
                LoopbackServer.Answer(200,
                    $$"""{"SuccessCount":0,"FailedCount":1,"FailedFindings":[{"Id":"inspectorhub/checkup","ErrorCode":"{{code}}","ErrorMessage":"no"}]}"""),
            _ => LoopbackServer.Answer(403, """{"message":"no"}""", "x-amzn-ErrorType: AccessDeniedException"),
        });
        using var checkup = new IntegrationCheckup(
            new AwsConnection { EndpointUrl = server.Url, Region = "eu-central-1", AccessKey = "a", SecretKey = "b" });
        Assert.Equal(CheckResult.Fail, Assert.Single(await checkup.RunAsync(Cancel), check => check.Name == "Import").Result);
    }
}
