using System.Text.Json;
using System.Text.Json.Nodes;
using static InspectorHub.Emulator.Tests.ImportTests;

namespace InspectorHub.Emulator.Tests;

/// <summary>Configuration policies of an organization, and what they are applied to.</summary>
public sealed class ConfigurationPolicyTests : IDisposable
{
    private const string Administrator = "111111111111";
    private const string Member = "222222222222";

    private readonly EmulatorClient hub = new(options =>
    {
        options.Administrator = Administrator;
        options.Members.Add(Member);
    });

    public void Dispose() => hub.Dispose();

    [Theory]
    [InlineData("POST", "/configurationPolicy/create", """{"Name":"a","ConfigurationPolicy":{"SecurityHub":{"ServiceEnabled":false}}}""")]
    [InlineData("GET", "/configurationPolicy/list", null)]
    [InlineData("POST", "/configurationPolicyAssociation/list", "{}")]
    [InlineData("POST", "/configurationPolicyAssociation/get", """{"Target":{"AccountId":"222222222222"}}""")]
    public async Task They_are_the_administrators_once_configuration_is_central(string method, string path, string? body)
    {
        async Task<(int, string?)> CallAsync(string account)
        {
            var (status, reply, _) = await hub.CallAsync(method, path, body is null ? null : JsonNode.Parse(body), accessKey: account);
            return (status, reply.TryGetProperty("Code", out var code) ? code.GetString() : null);
        }

        Assert.Equal((403, "AccessDeniedException"), await CallAsync(Administrator));
        await CentralizeAsync();
        Assert.NotEqual(403, (await CallAsync(Administrator)).Item1);
        Assert.Equal((403, "AccessDeniedException"), await CallAsync(Member));
    }

    [Fact]
    public async Task A_policy_is_made_changed_applied_and_ended()
    {
        await CentralizeAsync();
        var (_, made, _) = await CallAsync("POST", "/configurationPolicy/create", Policy("strict", isOn: false));
        var (id, arn) = (Text(made, "Id"), Text(made, "Arn"));
        Assert.EndsWith($":configuration-policy/{id}", arn, StringComparison.Ordinal);
        Assert.Equal(409, (await CallAsync("POST", "/configurationPolicy/create", Policy("strict", isOn: false))).Status);

        var changed = Policy("loose", isOn: true);
        Assert.Equal("loose", Text((await CallAsync("PATCH", $"/configurationPolicy/{id}", changed)).Body, "Name"));
        var (_, listed, _) = await CallAsync("GET", "/configurationPolicy/list");
        Assert.True(listed.GetProperty("ConfigurationPolicySummaries")[0].GetProperty("ServiceEnabled").GetBoolean());

        var root = new JsonObject { ["ConfigurationPolicyIdentifier"] = arn, ["Target"] = new JsonObject { ["RootId"] = "r-1" } };
        var (_, started, _) = await CallAsync("POST", "/configurationPolicyAssociation/associate", root);
        Assert.Equal(("APPLIED", "ROOT", id),
            (Text(started, "AssociationType"), Text(started, "TargetType"), Text(started, "ConfigurationPolicyId")));
        var own = new JsonObject { ["Target"] = new JsonObject { ["AccountId"] = Member } };
        Assert.Equal("INHERITED", Text((await CallAsync("POST", "/configurationPolicyAssociation/get", own)).Body, "AssociationType"));
        Assert.Equal(409, (await CallAsync("DELETE", $"/configurationPolicy/{id}")).Status);

        Assert.Equal(200, (await CallAsync("POST", "/configurationPolicyAssociation/disassociate", root)).Status);
        Assert.Equal(404, (await CallAsync("POST", "/configurationPolicyAssociation/get", own)).Status);
        Assert.Equal(200, (await CallAsync("DELETE", $"/configurationPolicy/{id}")).Status);
        Assert.Equal(404, (await CallAsync("GET", $"/configurationPolicy/get/{id}")).Status);
    }

    [Fact]
    public async Task Associations_are_told_together_and_what_there_is_not()
    {
        await CentralizeAsync();
        var self = new JsonObject
        {
            ["ConfigurationPolicyIdentifier"] = "SELF_MANAGED_SECURITY_HUB",
            ["Target"] = new JsonObject { ["AccountId"] = Member },
        };
        await CallAsync("POST", "/configurationPolicyAssociation/associate", self);
        var asked = new JsonObject
        {
            ["ConfigurationPolicyAssociationIdentifiers"] = new JsonArray(
                new JsonObject { ["Target"] = new JsonObject { ["AccountId"] = Member } },
                new JsonObject { ["Target"] = new JsonObject { ["OrganizationalUnitId"] = "ou-1" } }),
        };
        var (_, reply, _) = await CallAsync("POST", "/configurationPolicyAssociation/batchget", asked);
        Assert.Equal(Member, Text(Assert.Single(reply.GetProperty("ConfigurationPolicyAssociations").EnumerateArray()), "TargetId"));
        Assert.Equal("ResourceNotFoundException",
            Text(Assert.Single(reply.GetProperty("UnprocessedConfigurationPolicyAssociations").EnumerateArray()), "ErrorCode"));
        var filters = new JsonObject { ["Filters"] = new JsonObject { ["AssociationType"] = "INHERITED" } };
        Assert.Empty((await CallAsync("POST", "/configurationPolicyAssociation/list", filters)).Body
            .GetProperty("ConfigurationPolicyAssociationSummaries").EnumerateArray());
    }

    [Theory]
    [InlineData("""{"SecurityHub":{}}""")]
    [InlineData("""{"SecurityHub":{"ServiceEnabled":true}}""")]
    [InlineData("""{"SecurityHub":{"ServiceEnabled":false,"EnabledStandardIdentifiers":[]}}""")]
    [InlineData("""
        {"SecurityHub":{"ServiceEnabled":true,"EnabledStandardIdentifiers":[],
        "SecurityControlsConfiguration":{"EnabledSecurityControlIdentifiers":["A.1"],"DisabledSecurityControlIdentifiers":["A.2"]}}}
        """)]
    public async Task A_policy_that_says_too_little_or_too_much_is_refused(string policy)
    {
        await CentralizeAsync();
        var (status, reply, _) = await CallAsync("POST", "/configurationPolicy/create",
            new JsonObject { ["Name"] = "a", ["ConfigurationPolicy"] = JsonNode.Parse(policy) });
        Assert.Equal((400, "InvalidInputException"), (status, Text(reply, "Code")));
    }

    private static JsonObject Policy(string name, bool isOn)
    {
        var settings = new JsonObject { ["ServiceEnabled"] = isOn };
        if (isOn)
        {
            settings["EnabledStandardIdentifiers"] = new JsonArray();
            settings["SecurityControlsConfiguration"] =
                new JsonObject { ["DisabledSecurityControlIdentifiers"] = new JsonArray("CloudTrail.2") };
        }

        return new JsonObject { ["Name"] = name, ["ConfigurationPolicy"] = new JsonObject { ["SecurityHub"] = settings } };
    }

    private async Task CentralizeAsync()
    {
        var central = JsonNode.Parse(
            """{"AutoEnable":false,"AutoEnableStandards":"NONE","OrganizationConfiguration":{"ConfigurationType":"CENTRAL"}}""");
        Assert.Equal(200, (await CallAsync("POST", "/organization/configuration", central)).Status);
    }

    private Task<(int Status, JsonElement Body, HttpResponseMessage Message)> CallAsync(string method, string path,
        JsonNode? body = null) =>
        hub.CallAsync(method, path, body?.DeepClone(), accessKey: Administrator);
}
