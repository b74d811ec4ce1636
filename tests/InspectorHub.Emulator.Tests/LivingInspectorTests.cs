using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Findings.Inspector2;
using static InspectorHub.Emulator.Tests.EmulatorClient;
using static InspectorHub.Emulator.Tests.ImportTests;

namespace InspectorHub.Emulator.Tests;

public sealed class LivingInspectorTests : IDisposable
{
    private readonly EmulatorClient hub = new();

    public void Dispose() => hub.Dispose();

    [Fact]
    public async Task Findings_come_change_and_go()
    {
        hub.Emulator.Inspector.Put(New(1));
        hub.Emulator.Inspector.Put(New(2));
        Assert.Equal(["1 ACTIVE", "2 ACTIVE"], await ListAsync());
        hub.Emulator.Inspector.Put(New(1, "SUPPRESSED"));
        Assert.True(hub.Emulator.Inspector.Remove(Arn(2)));
        Assert.False(hub.Emulator.Inspector.Remove(Arn(2)));
        Assert.Equal(["1 SUPPRESSED"], await ListAsync());
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 30)]
    public async Task A_closed_finding_is_forgotten(bool resourceIsGone, int days)
    {
        hub.Emulator.Inspector.Put(New(1));
        hub.Emulator.Inspector.Put(New(2));
        Assert.True(hub.Emulator.Inspector.Close(Arn(1), resourceIsGone));
        Assert.Equal(["1 CLOSED", "2 ACTIVE"], await ListAsync());
        hub.Emulator.Clock.Advance(TimeSpan.FromDays(days) - TimeSpan.FromMinutes(1));
        Assert.Equal(["1 CLOSED", "2 ACTIVE"], await ListAsync());
        hub.Emulator.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(["2 ACTIVE"], await ListAsync());
        Assert.Equal(1, hub.Emulator.Inspector.Count);
    }

    [Fact]
    public async Task A_closed_finding_comes_back()
    {
        hub.Emulator.Inspector.Put(New(1));
        hub.Emulator.Inspector.Close(Arn(1));
        var closed = (await FindAsync())[0].GetProperty("updatedAt").GetDecimal();
        hub.Emulator.Clock.Advance(TimeSpan.FromDays(6));
        Assert.True(hub.Emulator.Inspector.Reopen(Arn(1)));
        Assert.Equal(["1 ACTIVE"], await ListAsync());
        Assert.True((await FindAsync())[0].GetProperty("updatedAt").GetDecimal() > closed);
        hub.Emulator.Clock.Advance(TimeSpan.FromDays(60));
        Assert.Equal(["1 ACTIVE"], await ListAsync());
    }

    [Fact]
    public async Task Where_Inspector_is_off_findings_are_gone_after_a_day()
    {
        hub.Emulator.Inspector.Put(New(1));
        hub.Emulator.Inspector.Put(New(2, region: "us-west-2"));
        var (_, reply, _) =
            await hub.CallAsync("POST", "/disable", new JsonObject { ["resourceTypes"] = new JsonArray("EC2") }, "inspector2");
        Assert.Equal("DISABLED", Text(reply.GetProperty("accounts")[0], "resourceStatus.ec2"));
        Assert.Equal("ENABLED", Text(reply.GetProperty("accounts")[0], "resourceStatus.ecr"));
        Assert.Equal(["1 CLOSED"], await ListAsync());
        hub.Emulator.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Empty(await ListAsync());
        Assert.Equal(["2 ACTIVE"], await ListAsync("us-west-2"));

        await hub.CallAsync("POST", "/enable", new JsonObject { ["resourceTypes"] = new JsonArray("EC2") }, "inspector2");
        var (_, status, _) = await hub.CallAsync("POST", "/status/batch/get", new JsonObject(), "inspector2");
        Assert.Equal("ENABLED", Text(status.GetProperty("accounts")[0], "resourceState.ec2.status"));
    }

    [Fact]
    public async Task Pages_miss_nothing_and_repeat_nothing_while_findings_come_and_go()
    {
        for (var number = 0; number < 60; number++) hub.Emulator.Inspector.Put(New(number));
        List<string?> seen = [];
        string? token = null;
        do
        {
            var body = new JsonObject { ["maxResults"] = 10 };
            if (token is not null) body["nextToken"] = token;
            var (_, page, _) = await hub.CallAsync("POST", "/findings/list", body, "inspector2");
            seen.AddRange(page.GetProperty("findings").EnumerateArray().Select(finding => Text(finding, "findingArn")));
            token = page.TryGetProperty("nextToken", out var next) ? next.GetString() : null;
            hub.Emulator.Inspector.Remove(Arn(seen.Count - 1));
            hub.Emulator.Inspector.Remove(Arn(seen.Count - 2));
        }
        while (token is not null);
        Assert.Equal(Enumerable.Range(0, 60).Select(Arn), seen);
    }

    private static string Arn(int number) => ArnIn(number, Region);

    private static string ArnIn(int number, string region) => $"arn:aws:inspector2:{region}:{Account}:finding/{number:x32}";

    private static Inspector2Finding New(int number, string status = "ACTIVE", string region = Region) => new()
    {
        FindingArn = ArnIn(number, region),
        AwsAccountId = Account,
        Status = status,
        Type = "PACKAGE_VULNERABILITY",
        UpdatedAt = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Resources = [new Inspector2Resource { Type = "AWS_EC2_INSTANCE", Id = $"i-{number}" }],
    };

    private async Task<List<JsonElement>> FindAsync(string region = Region) =>
        [.. (await hub.CallAsync("POST", "/findings/list", new JsonObject(), "inspector2", region)).Body.GetProperty("findings")
            .EnumerateArray()];

    private async Task<IEnumerable<string>> ListAsync(string region = Region) =>
        (await FindAsync(region)).Select(finding =>
            $"{Convert.ToInt32(Text(finding, "findingArn")!.Split('/')[1], 16)} {Text(finding, "status")}");
}
