using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using InspectorHub.Asff.Serialization;
using InspectorHub.Aws;
using InspectorHub.Delivery;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Outbox;
using InspectorHub.Sync;
using InspectorHub.Sync.Rounds;
using InspectorHub.Translation;

namespace InspectorHub.Core.Tests.Sync;

/// <summary>
/// A history of Amazon Inspector under a seed: findings appear, change, are closed, vanish and come back, also between two pages of
/// a listing, leave the filter of the synchronization and enter it again; events of that come late, twice, or never; workers on one
/// outbox, or each on its own, synchronize and take events at the same time, are interrupted and start again; both services fail, and
/// listings have gaps. Meanwhile nothing is archived that was active, and not to be archived for its severity, all through the round
/// that archives it; and after a last full round Security Hub has in force exactly what Amazon Inspector has, and what others have
/// sent is as it was.
/// </summary>
internal sealed class SyncHistory : IDisposable
{
    private const int Workers = 2;
    private const string Wanted = "HIGH";

    // Of the built-in flow, of another tool, and of ours what is no finding of a listing.
    private static readonly string[] Others =
    [
        SimulatedInspector.Arn(0), $"other-tool/{SimulatedInspector.Account}/0",
        $"inspector2/eu-central-1/{SimulatedInspector.Account}/cis/0",
    ];

    private readonly Random random;
    private readonly string folder;
    private readonly SimulatedInspector inspector = new();
    private readonly SimulatedHub hub = new();
    private readonly VirtualClock clock;
    private readonly FindingOutbox?[] outboxes = new FindingOutbox?[Workers];
    private readonly ConcurrentQueue<Inspector2Finding> events = new();
    private readonly ConcurrentQueue<string> wrongs = new();
    // Since which moment each finding has been active without a break, and not to be archived for its severity.
    private readonly ConcurrentDictionary<string, int> activeSince = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Inspector2Finding> vanished = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> others;
    private readonly bool sharesOutbox;
    private readonly bool isFiltered;
    private readonly OutOfFilter outOfFilter;
    private int moment;
    private double trouble;

    public SyncHistory(int seed, string folder)
    {
#pragma warning disable CA5394 // A seed is what is wanted.
        random = new Random(seed);
#pragma warning restore CA5394
        this.folder = folder;
        clock = new VirtualClock(inspector);
        inspector.PageSize = Below(3) + 1;
        sharesOutbox = Below(2) == 0;
        isFiltered = Below(2) == 0;
        outOfFilter = Below(2) == 0 ? OutOfFilter.Update : OutOfFilter.Archive;
        others = Others.ToDictionary(id => id, Other, StringComparer.Ordinal);
        foreach (var (id, other) in others) hub.Held[id] = other;
        inspector.InSight.Add(SimulatedInspector.OtherAccount);
        inspector.Changed = finding => events.Enqueue(finding);
        inspector.PassesOver = _ => trouble > 0 && Below(4) == 0;
        hub.Answering = Fail;
    }

    /// <summary>Lives through it.</summary>
    /// <returns>What went wrong; nothing where all held.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        for (var steps = 6 + Below(14); steps > 0; steps--)
        {
            if (Below(3) > 0) Happen();
            else await WorkAsync(cancellationToken);
        }

        trouble = 0;
        inspector.BeforePage = _ => { };
        await SyncAsync(Below(Workers), isFull: true, cancellationToken);
        foreach (var wrong in Differences()) wrongs.Enqueue(wrong);
        return [.. wrongs];
    }

    public void Dispose()
    {
        foreach (var outbox in outboxes) outbox?.Dispose();
    }

    // Something happens at Amazon Inspector.
    private void Happen()
    {
        var number = Below(5);
        var arn = SimulatedInspector.Arn(number, number == 4 ? SimulatedInspector.OtherAccount : SimulatedInspector.Account);
        Interlocked.Increment(ref moment);
        inspector.Now = inspector.Now.AddMinutes(1 + Below(90));
        switch (Below(9))
        {
            case < 4:
                Note(arn, inspector.Set(arn, severity: Below(2) == 0 ? Wanted : "LOW", title: $"Version {moment}"));
                break;
            case 4 or 5 when inspector.Find(arn) is not null:
                inspector.Set(arn, Below(3) == 0 ? "SUPPRESSED" : "CLOSED", title: $"Version {moment}");
                activeSince.TryRemove(arn, out _);
                break;
            case 6 or 7:
                if (inspector.Vanish(arn) is { } gone) vanished[arn] = gone;
                activeSince.TryRemove(arn, out _);
                break;
            case 8 when inspector.Find(arn) is null && vanished.TryGetValue(arn, out var back):
                inspector.Restore(back);
                Note(arn, back);
                break;
            default:
                inspector.Now = inspector.Now.AddDays(Below(5));
                break;
        }
    }

    private void Note(string arn, Inspector2Finding finding)
    {
        if (finding.Status == "ACTIVE" && (IsWanted(finding) || outOfFilter == OutOfFilter.Update)) activeSince.TryAdd(arn, moment);
        else activeSince.TryRemove(arn, out _);
    }

    private bool IsWanted(Inspector2Finding finding) => !isFiltered || finding.Severity == Wanted;

    // One worker synchronizes, another takes events, one of them is interrupted or they are not.
    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        trouble = Below(3) == 0 ? 0.2 : 0;
        var (breaks, isShaken) = (Below(5) == 0 ? Below(6) : -1, Below(2) == 0);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        inspector.BeforePage = _ =>
        {
            if (isShaken && Below(3) == 0) Happen();
            if (breaks-- != 0) return;
            if (Below(2) == 0) throw new AwsException("Out of order.") { StatusCode = HttpStatusCode.ServiceUnavailable };
            stop.Cancel();
        };
        var (syncing, isFull, taking) = (Below(Workers), Below(2) == 0, Below(2) == 0 ? Some() : []);
        var taken = taking.Count == 0 ? Task.CompletedTask
            : Task.Run(() => TakeAsync((syncing + 1) % Workers, taking, stop.Token), cancellationToken);
        try
        {
            await SyncAsync(syncing, isFull, stop.Token);
            await taken;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            await Task.WhenAny(taken);
            // Some come back as new processes.
            for (var worker = 0; worker < Workers; worker++)
            {
                if (Below(2) == 0) continue;
                outboxes[worker]?.Dispose();
                outboxes[worker] = null;
            }
        }
    }

    private async Task SyncAsync(int worker, bool isFull, CancellationToken stop)
    {
        var options = new SyncOptions
        {
            CheckpointFolder = PlaceOf(worker), UnusableFolder = Path.Combine(folder, "unusable"), IsFull = isFull, Time = clock,
            AsksHub = !sharesOutbox, Severities = isFiltered ? [Wanted] : null, OutOfFilter = outOfFilter,
        };
        var began = Interlocked.Increment(ref moment);
        var observer = new NotingObserver
        {
            Archive = finding =>
            {
                var arn = $"arn:aws:inspector2:eu-central-1:{finding.Lane.AccountId}:finding/{finding.Id.Split('/')[^1]}";
                if (activeSince.TryGetValue(arn, out var since) && since <= began)
                    wrongs.Enqueue($"{finding.Id} was archived while it was active.");
                return true;
            },
        };
        using var sync = new RegionSync(
            _ => Task.FromResult(new ChangeListing(inspector, SimulatedInspector.Account, endpoint: "", options)), options,
            () => Task.FromResult(Deliver(worker, stop)), observer);
        await sync.RunAsync(stop);
    }

    private async Task TakeAsync(int worker, List<Inspector2Finding> some, CancellationToken stop)
    {
        using var delivery = Deliver(worker, stop);
        foreach (var finding in some)
            delivery.Add(new OutboundFinding(AsffJson.Serialize(AccountForm.From(AsffTranslator.Translate(finding)))) { MayBeLate = true });
        await delivery.CompleteAsync();
    }

    private string PlaceOf(int worker) => sharesOutbox ? folder : Path.Combine(folder, $"worker-{worker}");

    private Dispatcher Deliver(int worker, CancellationToken stop)
    {
        var outbox = outboxes[worker] ??= new FindingOutbox(Path.Combine(PlaceOf(worker), "outbox.db"), new OutboxOptions { Time = clock });
        return new Dispatcher(outbox, _ => hub, Quick, observer: null, stop);
    }

    private static DispatchOptions Quick { get; } = new()
    {
        Sender = new LaneSenderOptions
        {
            RateLimit = new RateLimitOptions { CallsPerSecond = 1e6, Burst = 1_000_000 },
            FirstRetry = TimeSpan.FromMilliseconds(2),
            LongestRetry = TimeSpan.FromMilliseconds(3),
            Poll = TimeSpan.FromMilliseconds(5),
            Linger = TimeSpan.FromMilliseconds(1),
        },
    };

    // Events in any order, some of them twice, some of them never.
    private List<Inspector2Finding> Some()
    {
        var some = events.Where(_ => Below(2) == 0).OrderBy(_ => Below(100)).ToList();
        if (Below(2) == 0) events.Clear();
        return some;
    }

    private void Fail()
    {
        if (trouble > 0 && Below(100) < trouble * 100)
            throw new AwsException("Out of order.") { StatusCode = HttpStatusCode.ServiceUnavailable };
    }

    private IEnumerable<string> Differences()
    {
        var wanted = inspector.All().Where(finding => finding.Status == "ACTIVE").ToDictionary(finding =>
            $"inspector2/eu-central-1/{finding.AwsAccountId}/{finding.FindingArn!.Split('/')[^1]}", StringComparer.Ordinal);
        foreach (var (id, held) in hub.Held)
        {
            var isActive = held.GetProperty("RecordState").GetString() == "ACTIVE";
            if (others.TryGetValue(id, out var other))
            {
                if (!JsonElement.DeepEquals(held, other)) yield return $"{id} is another's, and was changed.";
                continue;
            }

            var isThere = wanted.TryGetValue(id, out var finding);
            // What the filter does not want need not be there; where it is, it is up to date, or archived where that is asked for.
            if (isThere && !IsWanted(finding!) && !isActive) continue;
            if (isActive != (isThere && (IsWanted(finding!) || outOfFilter == OutOfFilter.Update)))
                yield return $"{id} is {(isActive ? "in force" : "archived")} in Security Hub only.";
            else if (isActive && (Text(held, "Title") != finding!.Title || held.GetProperty("Severity").GetProperty("Label")
                .GetString() != finding.Severity)) yield return $"{id} is {Text(held, "Title")}, and should be {finding.Title}.";
        }

        foreach (var id in wanted.Keys.Where(id => IsWanted(wanted[id]) && !hub.Held.ContainsKey(id))) yield return $"{id} is missing.";
    }

    private static JsonElement Other(string id) => JsonSerializer.SerializeToElement(new Dictionary<string, object>
    {
        ["Id"] = id, ["AwsAccountId"] = SimulatedInspector.Account, ["RecordState"] = "ACTIVE", ["UpdatedAt"] = "2026-11-20T08:00:00Z",
    });

    private static string? Text(JsonElement finding, string member) => finding.GetProperty(member).GetString();

    private int Below(int limit)
    {
#pragma warning disable CA5394 // A seed is what is wanted.
        lock (random) return random.Next(limit);
#pragma warning restore CA5394
    }

    // The time is Amazon Inspector's; waits are real.
    private sealed class VirtualClock(SimulatedInspector inspector) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => inspector.Now;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{inspector.All().Count} findings after {moment} moments");
}
