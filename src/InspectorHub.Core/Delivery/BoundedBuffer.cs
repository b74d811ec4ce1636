using InspectorHub.Outbox;

namespace InspectorHub.Delivery;

/// <summary>
/// Where findings gather for the disk, bounded by count and by bytes. Whoever writes takes all that has gathered at once: the
/// slower the disk, the larger the group that shares one flush.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="inline">Whether findings are taken in the thread that adds them.</param>
internal sealed class BoundedBuffer(TimeProvider time, bool inline)
{
    private const int Findings = 5000;
    private const long Bytes = 4_000_000;

    private readonly object gate = new();
    private readonly Signal filled = new(time, inline);
    private List<OutboundFinding> gathered = [];
    private long bytes;
    private bool completed;

    /// <summary>Adds a finding; waits while there are as many as may be.</summary>
    /// <returns>False when nothing more is taken.</returns>
    /// <exception cref="OperationCanceledException">It was not added.</exception>
    public bool Add(OutboundFinding finding, CancellationToken cancellationToken)
    {
        if (TryAdd(finding, cancellationToken) is { } isTaken) return isTaken;
        using var wake = cancellationToken.Register(Wake);
        while (true)
        {
            lock (gate)
            {
                while (IsFull && !completed && !cancellationToken.IsCancellationRequested) Monitor.Wait(gate);
            }

            if (TryAdd(finding, cancellationToken) is { } taken) return taken;
        }
    }

    /// <summary>Adds a finding where there is room.</summary>
    /// <returns>Null where there is none; false when nothing more is taken.</returns>
    /// <exception cref="OperationCanceledException">It was not added.</exception>
    public bool? TryAdd(OutboundFinding finding, CancellationToken cancellationToken)
    {
        bool isFirst;
        lock (gate)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (completed) return false;
            if (IsFull) return null;
            gathered.Add(finding);
            bytes += finding.Body.Length;
            isFirst = gathered.Count == 1;
        }

        if (isFirst) filled.Set();
        return true;
    }

    /// <summary>Waits for findings and takes all there are; null when there are none and none will come.</summary>
    public async Task<List<OutboundFinding>?> TakeAllAsync()
    {
        while (true)
        {
            lock (gate)
            {
                if (gathered.Count > 0)
                {
                    var taken = gathered;
                    (gathered, bytes) = ([], 0);
                    Monitor.PulseAll(gate);
                    return taken;
                }

                if (completed) return null;
            }

            await filled.WaitAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Nothing more is taken.</summary>
    public void Complete()
    {
        lock (gate) completed = true;
        Wake();
        filled.Set();
    }

    private bool IsFull => gathered.Count >= Findings || bytes >= Bytes;

    private void Wake()
    {
        lock (gate) Monitor.PulseAll(gate);
    }
}
