using System.Text;
using InspectorHub.Outbox;

namespace InspectorHub.Core.Tests.Sync;

/// <summary>A full round of one worker, after another with an outbox of its own has sent what the first one knows, too.</summary>
public sealed class OtherWorkerTests : SyncTest
{
    [Theory]
    [InlineData(0)]
    [InlineData(5000)]
    public async Task What_is_over_is_archived_though_it_was_sent_at_that_very_time_or_later(int milliseconds)
    {
        Inspector.Set(SimulatedInspector.Arn(1));
        await SyncAsync();
        Inspector.Now = Inspector.Now.AddHours(1);
        await SendFromOtherAsync(Inspector.Now.AddMilliseconds(milliseconds));
        Inspector.Vanish(SimulatedInspector.Arn(1));
        Assert.Equal(1, (await FullAsync()).Ended);
        Assert.Equal("ARCHIVED", StateOf(1));
    }

    [Fact]
    public async Task What_the_listing_has_passed_over_is_updated_though_an_older_version_was_sent_later()
    {
        Inspector.Set(SimulatedInspector.Arn(1));
        await SyncAsync();
        await SendFromOtherAsync(Inspector.Now.AddHours(2));
        Inspector.Now = Inspector.Now.AddHours(1);
        Inspector.Set(SimulatedInspector.Arn(1), title: "Changed");
        Inspector.PassesOver = _ => true;
        await FullAsync();
        Assert.Equal("Changed", Hub.Held[HubId(1)].GetProperty("Title").GetString());
    }

    [Fact]
    public async Task What_the_listing_has_passed_over_is_opened_again_where_it_was_archived()
    {
        Inspector.Set(SimulatedInspector.Arn(1));
        await SyncAsync();
        await SendFromOtherAsync(Inspector.Now.AddMinutes(5), "ARCHIVED");
        Inspector.Now = Inspector.Now.AddHours(1);
        Inspector.PassesOver = _ => true;
        await FullAsync();
        Assert.Equal("ACTIVE", StateOf(1));
    }

    private async Task<InspectorHub.Delivery.DeliverySummary> FullAsync() =>
        (await SyncAsync(Options with { IsFull = true, AsksHub = true }))!;

    private async Task SendFromOtherAsync(DateTimeOffset updatedAt, string state = "ACTIVE")
    {
        using var outbox = new FindingOutbox(Path.Combine(Folder, "other.db"));
        var finding = Delivery.Finding.Json(HubId(1), "From another", updatedAt.UtcDateTime.ToString("O"), state: state);
        await SendAsync([new OutboundFinding(Encoding.UTF8.GetBytes(finding))], outbox: outbox);
    }
}
