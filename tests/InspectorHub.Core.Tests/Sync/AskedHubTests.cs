using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Aws;
using InspectorHub.Delivery;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Sync;

namespace InspectorHub.Core.Tests.Sync;

/// <summary>Where a full round asks Security Hub itself what it holds, of which accounts, and what it makes of that.</summary>
public sealed class AskedHubTests : SyncTest
{
    private const string Other = SimulatedInspector.OtherAccount;

    private SyncOptions Asking => Options with { IsFull = true, AsksHub = true };

    [Theory]
    [InlineData(true, "ARCHIVED")]
    [InlineData(false, "ACTIVE")]
    public async Task Members_that_have_nothing_any_more_are_asked_about_where_it_is_told_to_ask(bool asks, string state)
    {
        Inspector.InSight.Add(Other);
        Inspector.Set(SimulatedInspector.Arn(1));
        await SyncAsync();
        Hold(HubId(2, Other), Other);
        await SyncAsync(Options with { IsFull = true, AsksHub = asks });
        Assert.Equal(state, Hub.Held[HubId(2, Other)].GetProperty("RecordState").GetString());
        Assert.Equal("ACTIVE", StateOf(1));
    }

    [Fact]
    public async Task What_the_outbox_and_Security_Hub_both_have_is_over_once()
    {
        Inspector.Set(SimulatedInspector.Arn(1));
        Inspector.Set(SimulatedInspector.Arn(2));
        await SyncAsync();
        Inspector.Vanish(SimulatedInspector.Arn(1));
        Inspector.Now = Inspector.Now.AddMinutes(1);
        // As many as may be.
        var summary = await SyncAsync(Asking with { ArchiveLimit = 1 });
        Assert.Equal((1, 0, 1), (summary!.Ended, summary.NotEnded, summary.Received));
        Assert.Equal(("ARCHIVED", "ACTIVE"), (StateOf(1), StateOf(2)));
        Assert.Empty(Said.Notices);
    }

    [Fact]
    public async Task What_others_have_archived_and_is_listed_is_opened_again_after_what_they_said()
    {
        Inspector.Set(SimulatedInspector.Arn(1));
        Inspector.Set(SimulatedInspector.Arn(2));
        await SyncAsync();
        Hold(HubId(1), state: "ARCHIVED", updatedAt: "2026-11-21T00:00:00Z");
        Hold(HubId(2), state: "ARCHIVED", updatedAt: "2026-11-19T00:00:00Z");
        var summary = await SyncAsync(Asking);
        Assert.Equal((2, 0), (summary!.Received, summary.Ended));
        Assert.Equal(("ACTIVE", "ACTIVE"), (StateOf(1), StateOf(2)));
        Assert.Equal("2026-11-21T00:00:00.001Z", Hub.Held[HubId(1)].GetProperty("UpdatedAt").GetString());
    }

    [Fact]
    public async Task What_others_have_dated_to_the_end_of_time_ends_no_round()
    {
        Inspector.Set(SimulatedInspector.Arn(1));
        Inspector.Set(SimulatedInspector.Arn(2));
        await SyncAsync();
        Inspector.Vanish(SimulatedInspector.Arn(2));
        Hold(HubId(1), state: "ARCHIVED", updatedAt: "9999-12-31T23:59:59.999Z");
        Hold(HubId(2), updatedAt: "9999-12-31T23:59:59.999Z");
        Hold(HubId(3), updatedAt: "9999-12-31T23:59:59.999Z");
        var summary = await SyncAsync(Asking);
        Assert.Equal((2, 0), (summary!.Ended, summary.Waiting));
        // Nothing is newer than that: Security Hub stays with it.
        Assert.Equal(("ARCHIVED", "ACTIVE", "ACTIVE"), (StateOf(1), StateOf(2), StateOf(3)));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"arn:aws:iam::111122223333:user/x\"")]
    public async Task What_is_held_and_has_no_product_is_passed_over_and_the_round_goes_on(string product)
    {
        Inspector.Set(SimulatedInspector.Arn(1));
        await SyncAsync();
        Hold(HubId(2));
        Hold(HubId(3));
        var broken = JsonNode.Parse(Hub.Held[HubId(2)].GetRawText())!;
        broken["ProductArn"] = JsonNode.Parse(product);
        Hub.Held[HubId(2)] = JsonElement.Parse(broken.ToJsonString());
        var summary = await SyncAsync(Asking);
        Assert.Equal((1, 0), (summary!.Ended, summary.Waiting));
        Assert.Equal(("ACTIVE", "ACTIVE", "ARCHIVED"), (StateOf(1), StateOf(2), StateOf(3)));
        var notice = Assert.Single(Said.Notices);
        Assert.Equal(SyncNoticeKind.HeldUnusable, notice.Kind);
        Assert.Contains(HubId(2), notice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Security_Hub_has_as_the_listing_has_it_is_neither_sent_nor_ended()
    {
        Inspector.Set(SimulatedInspector.Arn(1));
        await SyncAsync();
        Hold(HubId(3), state: "ARCHIVED");
        // What is no finding of Amazon Inspector is none of its business, whatever its Id begins with.
        const string Check = $"inspector2/eu-central-1/{SimulatedInspector.Account}/cis/0";
        Hold(Check);
        var arrivals = Hub.Arrivals.Values.Sum();
        var summary = await SyncAsync(Asking);
        // Listed as changed and as active.
        Assert.Equal((2, 0, arrivals), (summary!.Unchanged, summary.Ended, Hub.Arrivals.Values.Sum()));
        Assert.Equal("ACTIVE", Hub.Held[Check].GetProperty("RecordState").GetString());
    }

    [Theory]
    [InlineData(15, 0)]
    [InlineData(16, 1)]
    public async Task What_was_acknowledged_a_quarter_of_an_hour_ago_and_is_not_found_is_sent_again(int minutes, int again)
    {
        var clock = new RestingClock(new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero));
        Inspector.Set(SimulatedInspector.Arn(1));
        using (var outbox = Open(new() { Time = clock })) await SyncAsync(outbox, Options with { Time = clock });
        Hub.Held.Clear();
        clock.Advance(TimeSpan.FromMinutes(minutes));
        using (var outbox = Open(new() { Time = clock })) await SyncAsync(outbox, Asking with { Time = clock });
        Assert.Equal(again, Hub.Held.Count);
    }

    [Fact]
    public async Task An_account_that_cannot_be_read_keeps_no_other_from_being_looked_into()
    {
        Inspector.InSight.Add(Other);
        Inspector.Set(SimulatedInspector.Arn(1));
        Inspector.Set(SimulatedInspector.Arn(2, Other));
        await SyncAsync();
        Hold(HubId(3));
        Hold(HubId(4, Other), Other);
        var reads = 0;
        Hub.BeforeRead = () =>
        {
            if (++reads == 1)
                throw new AwsException("Not allowed.") { StatusCode = HttpStatusCode.Forbidden, ErrorCode = "AccessDeniedException" };
        };
        Assert.Equal(1, (await SyncAsync(Asking))!.Ended);
        Assert.Equal(2, reads);
        Assert.Equal([SyncNoticeKind.HubUnread], Said.Kinds);
    }

    [Fact]
    public async Task An_observer_that_is_not_derived_from_lets_all_happen()
    {
        Inspector.Set(SimulatedInspector.Arn(1));
        Inspector.Set(SimulatedInspector.Arn(2), severity: "SEVERE");
        Inspector.Odd = _ => [new(new Inspector2Finding { FindingArn = "no ARN" })];
        using var outbox = Open();
        var cancel = TestContext.Current.CancellationToken;
        using var sync = new RegionSync(
            _ => Task.FromResult(new InspectorHub.Sync.Rounds.ChangeListing(Inspector, SimulatedInspector.Account, "", Options)),
            Options with { IsFull = true }, () => Task.FromResult(new Dispatcher(outbox, _ => Hub, Quick, Observer, cancel)),
            new SyncObserver());
        Assert.Equal(2, (await sync.RunAsync(cancel))!.Received);
        Inspector.Vanish(SimulatedInspector.Arn(1));
        Assert.Equal(1, (await sync.RunAsync(cancel))!.Ended);
        Assert.Equal("ARCHIVED", StateOf(1));
    }

    // Somebody else has sent it.
    private void Hold(
        string id, string account = SimulatedInspector.Account, string state = "ACTIVE", string updatedAt = "2026-11-01T08:00:00Z") =>
        Hub.Held[id] = JsonElement.Parse(
            Encoding.UTF8.GetBytes(Delivery.Finding.Json(id, account: account, state: state, updatedAt: updatedAt)));
}
