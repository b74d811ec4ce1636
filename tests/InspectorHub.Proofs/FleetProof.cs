using System.Diagnostics;
using InspectorHub.Emulator;
using InspectorHub.Proofs.Fleet;

namespace InspectorHub.Proofs;

/// <summary>
/// Workers on one queue, for many accounts, through throttling, an outage, a denied account, kills and orderly ends: every finding has
/// to be received, none archived that is not closed, and only what is of no use may be among the dead letters.
/// </summary>
internal static class FleetProof
{
    private const int Workers = 4, PerSecond = 100, Warm = 400;
    private const double Share = 0.125;

    public static async Task<int> RunAsync(int accounts, int count, int unusable)
    {
        var events = new FleetEvents(accounts, count, unusable);
        using var hub = new FleetHub(events);
        // More often than the messages of a denied account are taken meanwhile.
        using var queue = await FleetQueue.CreateAsync(maxReceiveCount: 8);
        using var fleet = new WorkerFleet(hub, queue.Url, Workers);
        var denied = events.Account(accounts - 1);
        hub.Deny(denied, isDenied: true);
        await fleet.BegunAsync();
        var watch = Stopwatch.StartNew();
        var put = await PutAsync(events, queue, new SortedDictionary<double, Action>
        {
            [0.10] = () => hub.Fail(EmulatorFaultKind.Throttle, 10),
            [0.20] = () => fleet.Kill(0),
            [0.30] = () => hub.Fail(EmulatorFaultKind.Status, 15),
            [0.40] = () => fleet.Terminate(1),
            [0.35] = () => hub.Deny(denied, isDenied: false),
            [0.60] = () => fleet.Kill(2),
            [0.65] = () => hub.Fail(EmulatorFaultKind.ResetAfterAccept, 3),
            [0.75] = () => fleet.Terminate(3),
        });
        await EmptyAsync(queue);
        var time = watch.Elapsed;
        var (_, exits) = await fleet.EndAsync();
        foreach (var line in fleet.Wrong.Take(10)) Console.WriteLine(line);
        var latencies = put.Where(entry => events.Account(entry.Key) != denied).Select(
            entry => hub.Acknowledged.TryGetValue(entry.Key, out var at) ? at - entry.Value : TimeSpan.MaxValue).Order().ToList();
        var (isKept, figures) = await JudgeAsync(events, hub, (await queue.CountAsync()).DeadLetters);
        isKept &= exits.All(exit => exit == 0) && !fleet.Wrong.Any();
        Report.Line($"{Workers} workers, {count:N0} events of {accounts} accounts, 2 killed, 2 ended in order", isKept,
            $"{figures}; given back {fleet.GivenBack}; exit codes {string.Join(' ', exits)}; from event to acknowledgement " +
            $"{latencies[latencies.Count / 2].TotalSeconds:0.0} s (median), " +
            $"{latencies[latencies.Count * 99 / 100].TotalSeconds:0.0} s (99th percentile); {time.TotalSeconds:0} s");
        return isKept ? 0 : 1;
    }

    /// <summary>
    /// How many events a second one to four workers deliver, each with a share of a processor, to a hub that is as far away as AWS's may
    /// be; and how many the queue itself lets go of.
    /// </summary>
    public static async Task<int> RunSpeedAsync(int accounts, int count)
    {
        using (var bare = await FleetQueue.CreateAsync(maxReceiveCount: 8))
        {
            var visible = await PutBacklogAsync(bare, new FleetEvents(accounts, count, unusable: 0).All);
            await bare.DrainAsync(count, Workers);
            Report.Line($"the queue alone, {Workers} takers", kept: true,
                $"{count / (DateTimeOffset.UtcNow - visible).TotalSeconds:0} messages a second taken and deleted");
        }

        var broken = 0;
        for (var workers = 1; workers <= Workers; workers++)
        {
            var events = new FleetEvents(accounts, count + Warm, unusable: 0);
            using var hub = new FleetHub(events, milliseconds: 150);
            using var queue = await FleetQueue.CreateAsync(maxReceiveCount: 8);
            using var fleet = new WorkerFleet(hub, queue.Url, workers);
            await fleet.BegunAsync();
            // Everything is compiled and every role assumed before it counts.
            await queue.PutAsync(events.All.Take(Warm));
            await EmptyAsync(queue);
            var isShared = await fleet.ShareAsync(Share);
            var visible = await PutBacklogAsync(queue, [.. events.All.Skip(Warm)]);
            await EmptyAsync(queue);
            var seconds = (hub.LastAnswer - visible).TotalSeconds;
            var received = (await hub.HoldsAsync()).Count;
            Report.Line(
                $"{workers} workers, {(isShared ? $"each with {Share} of a processor, " : "")}{count:N0} events of {accounts} accounts at once",
                received == events.Findings,
                $"received {received:N0} of {events.Findings:N0} findings; {count / seconds:0} events a second");
            if (received != events.Findings) broken++;
        }

        return broken;
    }

    private static async Task<(bool IsKept, string Figures)> JudgeAsync(FleetEvents events, FleetHub hub, int deadLetters)
    {
        var held = await hub.HoldsAsync();
        var wrong = held.Count(finding => finding.Value != events.Closed.Contains(finding.Key));
        return (held.Count == events.Findings && wrong == 0 && deadLetters == events.Unusable,
            $"received {held.Count:N0} of {events.Findings:N0} findings; archived or not as they should not be {wrong}; dead letters " +
            $"{deadLetters} of {events.Unusable}; {events.Versions:N0} versions imported {hub.Imported:N0} times in {hub.Calls:N0} calls, " +
            $"{hub.Throttled:N0} more throttled");
    }

    // At a steady pace, with what happens on the way; gives when the first event of each finding was put.
    private static async Task<Dictionary<int, DateTimeOffset>> PutAsync(
        FleetEvents events, FleetQueue queue, SortedDictionary<double, Action> happenings)
    {
        const int AtOnce = 10;
        var put = new Dictionary<int, DateTimeOffset>();
        var watch = Stopwatch.StartNew();
        var done = 0;
        foreach (var some in events.All.Chunk(AtOnce))
        {
            while (happenings.Count > 0 && happenings.First() is var next && next.Key * events.All.Count <= done)
            {
                next.Value();
                happenings.Remove(next.Key);
            }

            var now = DateTimeOffset.UtcNow;
            foreach (var one in some)
            {
                if (one.Finding is { } finding) put.TryAdd(finding, now);
            }

            await queue.PutAsync(some);
            done += some.Length;
            var ahead = TimeSpan.FromSeconds((double)done / PerSecond) - watch.Elapsed;
            if (ahead > TimeSpan.Zero) await Task.Delay(ahead);
        }

        return put;
    }

    // All in the queue before any can be taken; gives when that was.
    private static async Task<DateTimeOffset> PutBacklogAsync(FleetQueue queue, IReadOnlyList<FleetEvent> events)
    {
        var visible = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(events.Count / 100.0);
        await queue.PutAsync(events, visible);
        if (DateTimeOffset.UtcNow > visible) throw new InvalidOperationException("The queue is too slow to be filled in time.");
        return visible;
    }

    private static async Task EmptyAsync(FleetQueue queue)
    {
        while ((await queue.CountAsync()).Messages > 0) await Task.Delay(TimeSpan.FromSeconds(0.5));
    }
}
