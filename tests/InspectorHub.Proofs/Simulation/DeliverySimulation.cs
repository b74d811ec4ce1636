using System.Net;
using System.Text;
using InspectorHub.Outbox;

namespace InspectorHub.Proofs.Simulation;

/// <summary>
/// Delivery as a whole in one thread under one seed: two senders on one outbox (a real SQLite file), Security Hub and the clock. The seed
/// decides what is given, what is answered and in which order, what fails, who is killed and how the clock jumps. What is promised
/// is checked at every step; a failure says the seed, and the same seed does the same again.
/// </summary>
internal sealed class DeliverySimulation : IDisposable
{
    private const int Ids = 60, Senders = 2;

    private static readonly Lane[] Lanes =
    [
        new("", "eu-central-1", "111111111111"), new("", "eu-central-1", "222222222222"), new("", "us-east-1", "111111111111"),
    ];

    private readonly string folder;
    private readonly Random random;
    private readonly VirtualTime time = new();
    private readonly VirtualHub hub;
    private readonly SimulatedSender?[] senders = new SimulatedSender?[Senders];
    private readonly Dictionary<(Lane Lane, string Id), int> newest = [];
    private readonly HashSet<(Lane Lane, string Id)> bad = [];
    private readonly int seed;
    private string? failure;

    public DeliverySimulation(int seed)
    {
        this.seed = seed;
#pragma warning disable CA5394 // The same seed is to do the same.
        random = new Random(seed);
#pragma warning restore CA5394
        hub = new VirtualHub(time, Broken);
        var memory = new DirectoryInfo("/dev/shm");
        folder = Directory.CreateDirectory(
            Path.Combine(memory.Exists ? memory.FullName : Path.GetTempPath(), $"inspectorhub-simulation-{Guid.NewGuid():N}")).FullName;
    }

    /// <summary>Steps taken.</summary>
    public long Steps { get; private set; }

    /// <summary>Findings given, counting each version.</summary>
    public long Given { get; private set; }

    /// <summary>Senders killed.</summary>
    public int Kills { get; private set; }

    /// <summary>Calls that Security Hub has seen.</summary>
    public long Calls => hub.Count;

    /// <summary>Time that has passed in it.</summary>
    public TimeSpan Elapsed => time.Elapsed;

    /// <summary>Takes so many steps, then lets everything come to rest and checks that nothing is missing.</summary>
    /// <exception cref="InvalidOperationException">A promise was broken.</exception>
    public void Run(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            Steps++;
            Step(random.Next(1000));
            Reap();
            ThrowIfBroken();
        }

        ComeToRest();
        ThrowIfBroken();
    }

    public void Dispose()
    {
        foreach (var sender in senders) sender?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private void Step(int choice)
    {
        switch (choice)
        {
            case < 450: Give(); break;
            case < 800: Answer(); break;
            case < 900: time.AdvanceToNext(TimeSpan.FromSeconds(5)); break;
            case < 940: time.Advance(TimeSpan.FromMilliseconds(random.Next(1, 3000))); break;
            case < 960: Any()?.Complete(); break;
            case < 975: Kill(); break;
            case < 985: Break(); break;
            case < 995: SetClock(); break;
            default: Rest(); break;
        }
    }

    private void Give()
    {
        var sender = Open(random.Next(Senders));
        if (sender is not { IsTaking: true }) return;
        for (var count = random.Next(1, 8); count > 0; count--)
        {
            var (lane, id) = (Lanes[random.Next(Lanes.Length)], $"finding/{random.Next(Ids)}");
            var version = newest.GetValueOrDefault((lane, id)) + 1;
            // Once in a while an older version comes late, or one that Security Hub refuses.
            var late = version > 2 && random.Next(20) == 0;
            var isBad = !late && random.Next(50) == 0;
            sender.Add(Finding(lane, id, late ? version - 2 : version, isBad));
            Given++;
            if (late) continue;
            newest[(lane, id)] = version;
            if (isBad) bad.Add((lane, id));
            else bad.Remove((lane, id));
        }
    }

    private void Answer()
    {
        if (hub.Open.Count == 0) return;
        var call = hub.Open[random.Next(hub.Open.Count)];
        switch (random.Next(20))
        {
            case 0: hub.Fail(call, HttpStatusCode.ServiceUnavailable, "ServiceUnavailable"); break;
            case 1: hub.Fail(call, HttpStatusCode.TooManyRequests, "TooManyRequestsException",
                TimeSpan.FromSeconds(random.Next(1, 5))); break;
            case 2: hub.Fail(call, HttpStatusCode.Unauthorized, "InvalidAccessException"); break;
            case 3: hub.Fail(call, null, null); break;
            case 4: hub.Answer(call, isLost: true); break;
            case 5 when random.Next(10) == 0: hub.Fail(call, HttpStatusCode.Forbidden, "AccessDeniedException"); break;
            case 6 when random.Next(20) == 0: hub.Fail(call, HttpStatusCode.ServiceUnavailable, "ServiceUnavailable",
                TimeSpan.FromDays(30)); break;
            default: hub.Answer(call); break;
        }
    }

    private void Break()
    {
        var lane = Lanes[random.Next(Lanes.Length)];
        if (!hub.Down.Remove(lane)) hub.Down.Add(lane);
    }

    private void Kill()
    {
        var number = random.Next(Senders);
        if (senders[number] is not { } sender) return;
        sender.Dispose();
        senders[number] = null;
        Kills++;
    }

    private void SetClock() => time.Set(random.Next(4) switch
    {
        0 => TimeSpan.FromDays(random.Next(-400, 400)),
        1 => TimeSpan.FromMinutes(random.Next(-60, 60)),
        _ => TimeSpan.Zero,
    });

    // Nobody is at work for a while.
    private void Rest()
    {
        foreach (var (number, sender) in senders.Index().ToList())
        {
            if (sender is null) continue;
            sender.Dispose();
            senders[number] = null;
            Kills++;
        }

        foreach (var call in hub.Open.ToList()) hub.Answer(call);
        time.Advance(TimeSpan.FromHours(random.Next(1, 48)));
    }

    private void Reap()
    {
        for (var number = 0; number < Senders; number++)
        {
            if (senders[number] is not { IsDone: true } sender) continue;
            sender.Close();
            senders[number] = null;
        }
    }

    private void ComeToRest()
    {
        time.Set(TimeSpan.Zero);
        hub.Down.Clear();
        // Who was denied access leaves what waits to the next one.
        for (var turn = 0; turn < 2; turn++)
        {
            for (var number = 0; number < Senders; number++) Open(number);
            foreach (var sender in senders.Where(sender => sender is { IsTaking: true })) sender!.Complete();
            Drain();
        }

        foreach (var (key, version) in newest)
        {
            if (bad.Contains(key)) continue;
            if (!hub.Findings.TryGetValue(key, out var held)) Broken($"{key.Id} of {key.Lane} was accepted and is missing.");
            else if (held.Version != version)
                Broken($"{key.Id} of {key.Lane} is held in version {held.Version}; the newest that was accepted is {version}.");
        }

        CheckRefused();
    }

    private void Drain()
    {
        for (var rounds = 0; senders.Any(sender => sender is not null); rounds++)
        {
            if (rounds > 20_000) Broken($"Delivery does not come to an end though Security Hub answers: {Standing()}.");
            ThrowIfBroken();
            foreach (var call in hub.Open.ToList()) hub.Answer(call);
            time.AdvanceToNext(TimeSpan.FromSeconds(30));
            Reap();
        }
    }

    private string Standing()
    {
        using var view = new OutboxView(Path.Combine(folder, "outbox.db"));
        var states = view.Read(new OutboxFilter()).GroupBy(item => item.State).Select(state => $"{state.Count()} {state.Key}");
        return $"{string.Join(", ", states)}; {hub.Open.Count} calls open; {string.Join("; ", view.Held())}; " +
            $"{senders.Count(sender => sender is not null)} senders left";
    }

    private void CheckRefused()
    {
        using var view = new OutboxView(Path.Combine(folder, "outbox.db"));
        var waiting = view.Read(new OutboxFilter())
            .ToDictionary(item => (new Lane(item.Endpoint, item.Region, item.AccountId), item.Id), item => item.State);
        foreach (var key in bad)
        {
            if (!waiting.TryGetValue(key, out var state) || state != OutboxState.Refused)
                Broken($"{key.Id} was refused and is not set aside.");
        }

        if (waiting.Count != bad.Count) Broken($"{waiting.Count} findings are left in the outbox, and {bad.Count} were refused.");
    }

    private SimulatedSender? Any() => senders[random.Next(Senders)] is { IsTaking: true } sender ? sender : null;

    private SimulatedSender Open(int number) =>
        senders[number] ??= new SimulatedSender(Path.Combine(folder, "outbox.db"), time, hub, random, _ => { }, Broken);

    private static OutboundFinding Finding(Lane lane, string id, int version, bool isBad) => new(
        Encoding.UTF8.GetBytes(
            $$"""
            {"Id":"{{id}}","AwsAccountId":"{{lane.AccountId}}",
             "ProductArn":"arn:aws:securityhub:{{lane.Region}}:{{lane.AccountId}}:product/{{lane.AccountId}}/default",
              "CreatedAt":"2026-10-01T00:00:00Z",
               "UpdatedAt":"{{new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(version):yyyy-MM-dd'T'HH:mm:ss'Z'}}",
                "RecordState":"ACTIVE","Version":{{version}}{{(isBad ? ",\"Bad\":true" : "")}}}
            """),
        lane.Region);

    // Said from within what is tried, which must not swallow it.
    private void Broken(string what) => failure ??= $"Seed {seed}, step {Steps}: {what}";

    private void ThrowIfBroken()
    {
        if (time.Stray is { } stray) Broken($"Something goes on in another thread:{Environment.NewLine}{stray}");
        if (failure is not null) throw new InvalidOperationException(failure);
    }
}
