using InspectorHub.Delivery;
using InspectorHub.Outbox;
using Microsoft.Extensions.Time.Testing;

namespace InspectorHub.Core.Tests.Delivery;

public sealed class LedgerTests : DeliveryTest
{
    [Fact]
    public async Task Unchanged_findings_are_not_sent_again()
    {
        await SendAsync(Finding.Many(250));
        var calls = Hub.Calls;
        var again = await SendAsync(Finding.Many(250).Append(Finding.Of(251)));
        Assert.Equal((251, 1, 250), (again.Findings, again.Received, again.Unchanged));
        Assert.Equal(calls + 1, Hub.Calls);
    }

    [Fact]
    public async Task Findings_that_differ_in_nothing_but_their_times_are_unchanged()
    {
        await SendAsync([Finding.Of(1)]);
        Assert.Equal(1, (await SendAsync([Finding.Of(1, updatedAt: "2026-11-02T08:00:00Z")])).Unchanged);
    }

    [Fact]
    public async Task Force_sends_what_is_unchanged_and_Security_Hub_takes_it()
    {
        await SendAsync([Finding.Of(1)]);
        var before = Hub.Held["finding-1"].GetProperty("UpdatedAt").GetDateTimeOffset();
        Assert.Equal(1, (await SendAsync([Finding.Of(1)], Quick with { Force = true })).Updated);
        Assert.True(Hub.Held["finding-1"].GetProperty("UpdatedAt").GetDateTimeOffset() > before);
    }

    [Fact]
    public async Task An_update_keeps_CreatedAt_and_gets_an_UpdatedAt_that_grows()
    {
        await SendAsync([Finding.Of(1, "First")]);
        var first = Hub.Held["finding-1"];
        // The source has not touched its times, and even claims another creation.
        var changed = Finding.Json("finding-1", "Second").Replace("2026-10-01T08:00:00Z", "2026-10-31T08:00:00Z", StringComparison.Ordinal);
        var summary = await SendAsync([new OutboundFinding(System.Text.Encoding.UTF8.GetBytes(changed))]);
        Assert.Equal((1, 1), (summary.Received, summary.Updated));
        var second = Hub.Held["finding-1"];
        Assert.Equal("Second", second.GetProperty("Title").GetString());
        Assert.Equal(first.GetProperty("CreatedAt").GetString(), second.GetProperty("CreatedAt").GetString());
        Assert.True(second.GetProperty("UpdatedAt").GetDateTimeOffset() > first.GetProperty("UpdatedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task UpdatedAt_grows_even_when_the_clock_is_set_back()
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2026-11-20T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        foreach (var title in new[] { "First", "Second", "Third" })
        {
            using (var outbox = Open(new OutboxOptions { Time = time })) Accept(outbox, Finding.Of(1, title));
            using (var outbox = Open(new OutboxOptions { Time = time })) await DeliverAllAsync(outbox, time);
            Assert.Equal(title, Hub.Held["finding-1"].GetProperty("Title").GetString());
            time.AdjustTime(time.GetUtcNow() - TimeSpan.FromDays(300));
        }
    }

    [Fact]
    public async Task A_finding_of_the_last_moment_that_there_is_ends_no_delivery()
    {
        const string Last = "9999-12-31T23:59:59.999Z";
        await SendAsync([Finding.Of(1, updatedAt: Last)]);
        var summary = await SendAsync([Finding.Of(1, title: "Another", updatedAt: Last), Finding.Of(2)]);
        Assert.Equal(2, summary.Received);
        Assert.Equal(Last, Hub.Held["finding-1"].GetProperty("UpdatedAt").GetString());
        Assert.Contains("finding-2", Hub.Held.Keys);
    }

    [Fact]
    public async Task The_newest_of_several_versions_is_the_one_that_goes()
    {
        using var outbox = Open();
        var queued = await QueueAsync(
            [
                Finding.Of(1, "Older", "2026-11-01T08:00:00Z"),
                Finding.Of(1, "Newest", "2026-11-03T08:00:00Z"),
                Finding.Of(1, "Late but old", "2026-11-02T08:00:00Z"),
            ],
            outbox);
        Assert.Equal((3, 2, 1), (queued.Findings, queued.Superseded, queued.Waiting));
        using var dispatcher = new Dispatcher(outbox, _ => Hub, Quick);
        dispatcher.Resume(new OutboxFilter());
        await dispatcher.CompleteAsync();
        Assert.Equal("Newest", Hub.Held["finding-1"].GetProperty("Title").GetString());
        Assert.Equal(1, Hub.Arrivals["finding-1"]);
    }

    [Fact]
    public async Task An_older_version_never_overwrites_what_Security_Hub_has()
    {
        await SendAsync([Finding.Of(1, "New", "2026-11-03T08:00:00Z")]);
        Assert.Equal(1, (await SendAsync([Finding.Of(1, "Old", "2026-11-01T08:00:00Z")])).Superseded);
        Assert.Equal("New", Hub.Held["finding-1"].GetProperty("Title").GetString());
    }

    [Fact]
    public async Task A_newer_version_that_comes_while_the_older_is_in_flight_goes_after_it()
    {
        var inFlight = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        Hub.Before = async (call, _, _) =>
        {
            if (call > 1) return;
            inFlight.SetResult();
            await answer.Task;
        };
        using var outbox = Open();
        using var dispatcher = new Dispatcher(outbox, _ => Hub, Quick);
        dispatcher.Add(Finding.Of(1, "Older", "2026-11-01T08:00:00Z"));
        await inFlight.Task.WaitAsync(TestContext.Current.CancellationToken);
        Accept(outbox, Finding.Of(1, "Newer", "2026-11-02T08:00:00Z"));
        answer.SetResult();
        await dispatcher.CompleteAsync();
        Assert.Equal("Newer", Hub.Held["finding-1"].GetProperty("Title").GetString());
        Assert.Equal(2, Hub.Arrivals["finding-1"]);
        Assert.Empty(Hub.AtOnce);
        Assert.Equal((0, 0, 0), Counts(outbox));
    }

    [Theory]
    [InlineData(79, "ACTIVE", DeliveryStatus.Unchanged)]
    [InlineData(81, "ACTIVE", DeliveryStatus.Waiting)]
    [InlineData(81, "ARCHIVED", DeliveryStatus.Unchanged)]
    public async Task An_active_finding_is_sent_again_before_Security_Hub_forgets_it(int days, string state, DeliveryStatus expected)
    {
        await SendAsync([Finding.Of(1, state: state)]);
        var later = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(days));
        using var outbox = Open(new OutboxOptions { Time = later });
        Assert.Equal(expected, outbox.Accept([Finding.Of(1, state: state)], force: false)[0].Status);
    }

    [Fact]
    public async Task What_Security_Hub_has_deleted_by_now_is_forgotten_with_its_document_and_nothing_else()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await SendAt([Finding.Of(1), Finding.Of(2, state: "ARCHIVED")], days: 0);
        await SendAt([Finding.Of(3), Finding.Of(4, state: "ARCHIVED")], days: 2);
        // On days 0, 2, 31 and 91; 30 days are kept of what is archived, 90 of what is active.
        await SendAt([Finding.Of(5)], days: 29);
        Assert.Equal(["finding-1", "finding-3", "finding-4", "finding-5"], Known());
        await SendAt([Finding.Of(6)], days: 60);
        Assert.Equal(["finding-3", "finding-5", "finding-6"], Known());

        async Task SendAt(IReadOnlyList<OutboundFinding> findings, int days)
        {
            time.Advance(TimeSpan.FromDays(days));
            using var outbox = Open(new OutboxOptions { Time = time });
            foreach (var finding in findings) Accept(outbox, finding);
            await DeliverAllAsync(outbox, time, findings.Count);
        }

        IReadOnlyList<string> Known()
        {
            using var outbox = Open();
            // Documents go with their findings.
            var known = outbox.KnownIds().Order().ToList();
            Assert.Equal(known.Count, outbox.Documents());
            return known;
        }
    }

    [Fact]
    public async Task What_is_forgotten_is_forgotten_in_pieces()
    {
        await SendAsync(Finding.Many(1200));
        using var outbox = Open();
        Assert.Equal([500, 500, 200, 0], Enumerable.Range(0, 4).Select(_ => outbox.Forget(TimeProvider.System.GetUtcNow().AddDays(91))));
        Assert.Equal(0, outbox.Documents());
    }

    [Fact]
    public async Task What_a_complete_listing_lacks_is_given_as_archived_and_nothing_else()
    {
        await SendAsync(Finding.Many(5).Append(Finding.Of(1, account: "999999999999")).Append(Finding.Of(6, state: "ARCHIVED")));
        using var outbox = Open();
        using var listing = new ScopedListing(outbox);
        foreach (var number in new[] { 1, 2, 4 }) listing.See(Finding.Of(number));
        var missing = listing.Missing().ToList();
        Assert.Empty(missing);

        // The source of an Id is what is before its first slash; these have none, each is a source of its own.
        await SendAsync([Of("scan/1"), Of("scan/2"), Of("other/1")], outbox: outbox);
        listing.See(Of("scan/1"));
        var gone = Assert.Single(listing.Missing());
        Assert.Equal("scan/2", gone.Id);
        Assert.True(gone.IsArchived);

        await SendAsync([gone], outbox: outbox);
        Assert.Equal("ARCHIVED", Hub.Held["scan/2"].GetProperty("RecordState").GetString());
        Assert.Empty(listing.Missing());
    }

    private static OutboundFinding Of(string id) => new(System.Text.Encoding.UTF8.GetBytes(Finding.Json(id)));

    private static void Accept(FindingOutbox outbox, OutboundFinding finding) =>
        Assert.Equal(DeliveryStatus.Waiting, outbox.Accept([finding], force: false)[0].Status);

    private async Task DeliverAllAsync(FindingOutbox outbox, FakeTimeProvider time, int findings = 1)
    {
        Hub.Clock = time.GetUtcNow;
        using var dispatcher = new Dispatcher(outbox, _ => Hub, Quick);
        dispatcher.Resume(new OutboxFilter());
        var delivered = dispatcher.CompleteAsync();
        while (!delivered.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Yield();
        }

        Assert.Equal(findings, (await delivered).Received);
    }
}
