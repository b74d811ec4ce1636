namespace InspectorHub.Proofs.Fleet;

/// <summary>The workers that share a queue; one that is ended is replaced at once.</summary>
internal sealed class WorkerFleet : IDisposable
{
    private readonly FleetHub hub;
    private readonly string queueUrl;
    private readonly FleetWorker[] current;
    private readonly List<FleetWorker> all;
    private readonly List<ProcessorShare> shares = [];
    private readonly List<Task<int>> terminated = [];
    private readonly List<Task<int>> killed = [];

    public WorkerFleet(FleetHub hub, string queueUrl, int count)
    {
        this.hub = hub;
        this.queueUrl = queueUrl;
        current = [.. Enumerable.Range(0, count).Select(_ => new FleetWorker(hub, queueUrl))];
        all = [.. current];
    }

    /// <summary>Messages that workers gave back when they were told to end.</summary>
    public int GivenBack => all.SelectMany(worker => worker.Lines).Sum(FleetLog.GivenBack);

    /// <summary>Lines that are no JSON object, or have the secret in them.</summary>
    public IEnumerable<string> Wrong => all.SelectMany(worker => worker.Lines).Where(
        line => !FleetLog.IsEntry(line) || line.Contains(hub.Secret, StringComparison.Ordinal));

    /// <summary>Holds each worker to so much of a processor; whether that could be.</summary>
    public async Task<bool> ShareAsync(double processors)
    {
        foreach (var worker in current)
        {
            if (ProcessorShare.Of(await worker.Begun, processors) is not { } share) return false;
            shares.Add(share);
        }

        return true;
    }

    public Task BegunAsync() => Task.WhenAll(current.Select(worker => worker.Begun));

    /// <summary>Sends a worker a signal, and starts another in its place.</summary>
    public void Kill(int index) => killed.Add(Replace(index, "KILL"));

    /// <inheritdoc cref="Kill"/>
    public void Terminate(int index) => terminated.Add(Replace(index, "TERM"));

    /// <summary>Tells all to end in order, and gives the exit codes of those that were killed, and of those told to end.</summary>
    public async Task<(int[] Killed, int[] Terminated)> EndAsync()
    {
        terminated.AddRange(current.Select(worker => worker.EndAsync("TERM")));
        return (await Task.WhenAll(killed), await Task.WhenAll(terminated));
    }

    public void Dispose()
    {
        foreach (var worker in all) worker.Dispose();
        foreach (var share in shares) share.Dispose();
    }

    private Task<int> Replace(int index, string signal)
    {
        var end = current[index].EndAsync(signal);
        all.Add(current[index] = new FleetWorker(hub, queueUrl));
        return end;
    }
}
