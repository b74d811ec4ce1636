using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Findings.Inspector2;
using static InspectorHub.Emulator.Tests.EmulatorClient;
using static InspectorHub.Emulator.Tests.ImportTests;

namespace InspectorHub.Emulator.Tests;

public sealed class OrganizationTests : IDisposable
{
    private const string Administrator = "111111111111";
    private const string Member = "222222222222";
    private const string Stranger = "333333333333";

    private readonly EmulatorClient hub = new(options =>
    {
        options.Administrator = Administrator;
        options.Members.Add(Member);
    });

    public void Dispose() => hub.Dispose();

    [Fact]
    public async Task The_administrator_sees_the_findings_of_its_members_and_updates_them()
    {
        foreach (var account in new[] { Administrator, Member, Stranger }) await ImportAsync(account, $"of-{account}");
        Assert.Equal([$"of-{Administrator}", $"of-{Member}"], await IdsAsync(Administrator));
        Assert.Equal([$"of-{Member}"], await IdsAsync(Member));

        var update = new JsonObject
        {
            ["FindingIdentifiers"] = new JsonArray(new JsonObject { ["Id"] = $"of-{Member}", ["ProductArn"] = DefaultProduct(Member) }),
            ["Workflow"] = new JsonObject { ["Status"] = "NOTIFIED" },
        };
        var (_, reply, _) = await hub.CallAsync("PATCH", "/findings/batchupdate", update, accessKey: Administrator);
        Assert.Equal(1, reply.GetProperty("ProcessedFindings").GetArrayLength());
        var (_, found, _) = await hub.CallAsync("POST", "/findings", new JsonObject(), accessKey: Member);
        Assert.Equal("NOTIFIED", Text(found.GetProperty("Findings")[0], "Workflow.Status"));
    }

    [Fact]
    public async Task Administrator_and_members_know_of_each_other()
    {
        var (_, members, _) = await hub.CallAsync("GET", "/members", accessKey: Administrator);
        Assert.Equal((Member, "ENABLED"),
            (Text(members.GetProperty("Members")[0], "AccountId"), Text(members.GetProperty("Members")[0], "MemberStatus")));
        var (_, over, _) = await hub.CallAsync("GET", "/administrator", accessKey: Member);
        Assert.Equal(Administrator, Text(over, "Administrator.AccountId"));
        var (_, admins, _) = await hub.CallAsync("GET", "/organization/admin", accessKey: Administrator);
        Assert.Equal(Administrator, Text(admins.GetProperty("AdminAccounts")[0], "AccountId"));
        Assert.Equal(200, (await hub.CallAsync("GET", "/organization/configuration", accessKey: Administrator)).Status);
        Assert.Equal(401, (await hub.CallAsync("GET", "/organization/configuration", accessKey: Member)).Status);

        var (_, inspected, _) = await hub.CallAsync("POST", "/members/list", new JsonObject(), "inspector2", accessKey: Administrator);
        Assert.Equal(Member, Text(inspected.GetProperty("members")[0], "accountId"));
        var (_, delegated, _) =
            await hub.CallAsync("POST", "/delegatedadminaccounts/get", new JsonObject(), "inspector2", accessKey: Member);
        Assert.Equal(Administrator, Text(delegated, "delegatedAdmin.accountId"));
    }

    [Fact]
    public async Task Inspectors_administrator_sees_the_findings_of_its_members()
    {
        foreach (var account in new[] { Administrator, Member, Stranger })
        {
            hub.Emulator.Inspector.Put(new Inspector2Finding { FindingArn =
                $"arn:aws:inspector2:{Region}:{account}:finding/{new string('a', 32)}", Status = "ACTIVE" });
        }

        async Task<int> CountAsync(string account) =>
            (await hub.CallAsync("POST", "/findings/list", new JsonObject(), "inspector2", accessKey: account)).Body.GetProperty("findings")
                .GetArrayLength();
        Assert.Equal((2, 1, 1), (await CountAsync(Administrator), await CountAsync(Member), await CountAsync(Stranger)));
    }

    [Fact]
    public async Task An_invitation_is_sent_accepted_and_ended()
    {
        var details = new JsonObject { ["AccountDetails"] = new JsonArray(new JsonObject { ["AccountId"] = Stranger }) };
        await hub.CallAsync("POST", "/members", details, accessKey: Account);
        var named = new JsonObject { ["AccountIds"] = new JsonArray(Stranger) };
        await hub.CallAsync("POST", "/members/invite", named.DeepClone(), accessKey: Account);
        var (_, invitations, _) = await hub.CallAsync("GET", "/invitations", accessKey: Stranger);
        var invitation = invitations.GetProperty("Invitations")[0];
        Assert.Equal((Account, "INVITED"), (Text(invitation, "AccountId"), Text(invitation, "MemberStatus")));
        await ImportAsync(Stranger, "theirs");
        Assert.Empty(await IdsAsync(Account));

        var accepted = new JsonObject { ["AdministratorId"] = Account, ["InvitationId"] = Text(invitation, "InvitationId") };
        Assert.Equal(200, (await hub.CallAsync("POST", "/administrator", accepted, accessKey: Stranger)).Status);
        Assert.Equal(["theirs"], await IdsAsync(Account));
        await hub.CallAsync("POST", "/members/disassociate", named.DeepClone(), accessKey: Account);
        Assert.Empty(await IdsAsync(Account));
        var (_, deleted, _) = await hub.CallAsync("POST", "/members/delete", named.DeepClone(), accessKey: Account);
        Assert.Equal(0, deleted.GetProperty("UnprocessedAccounts").GetArrayLength());
    }

    [Fact]
    public async Task A_Region_that_aggregates_sees_the_findings_of_the_others()
    {
        await ImportAsync(Stranger, "here");
        await ImportAsync(Stranger, "there", "us-west-2");
        await ImportAsync(Stranger, "elsewhere", "us-east-2");
        Assert.Equal(["here"], await IdsAsync(Stranger));
        var mode = new JsonObject { ["RegionLinkingMode"] = "SPECIFIED_REGIONS", ["Regions"] = new JsonArray("us-west-2") };
        var (_, created, _) = await hub.CallAsync("POST", "/findingAggregator/create", mode, accessKey: Stranger);
        Assert.Equal(["here", "there"], await IdsAsync(Stranger));
        Assert.Equal(["there"], await IdsAsync(Stranger, "us-west-2"));
        var arn = Text(created, "FindingAggregatorArn")!;
        var (_, listed, _) = await hub.CallAsync("GET", "/findingAggregator/list", accessKey: Stranger, region: "us-west-2");
        Assert.Equal(arn, Text(listed.GetProperty("FindingAggregators")[0], "FindingAggregatorArn"));
        var all = new JsonObject { ["FindingAggregatorArn"] = arn, ["RegionLinkingMode"] = "ALL_REGIONS" };
        Assert.Equal(200, (await hub.CallAsync("PATCH", "/findingAggregator/update", all, accessKey: Stranger)).Status);
        Assert.Equal(["here", "there", "elsewhere"], await IdsAsync(Stranger));
        Assert.Equal(200,
            (await hub.CallAsync("DELETE", "/findingAggregator/delete/" + Uri.EscapeDataString(arn), accessKey: Stranger)).Status);
        Assert.Equal(["here"], await IdsAsync(Stranger));
    }

    private async Task ImportAsync(string account, string id, string region = Region)
    {
        var finding =
            Finding(id, finding => { finding["AwsAccountId"] = account; finding["ProductArn"] = DefaultProduct(account, region); });
        var (status, reply, _) = await hub.CallAsync("POST", "/findings/import", new JsonObject { ["Findings"] = new JsonArray(finding) },
            accessKey: account, region: region);
        Assert.Equal((200, 1), (status, reply.GetProperty("SuccessCount").GetInt32()));
    }

    private async Task<IEnumerable<string?>> IdsAsync(string account, string region = Region)
    {
        JsonElement reply = (await hub.CallAsync("POST", "/findings", new JsonObject(), accessKey: account, region: region)).Body;
        return [.. reply.GetProperty("Findings").EnumerateArray().Select(finding => Text(finding, "Id"))];
    }
}
