using InspectorHub.Outbox;

namespace InspectorHub.Delivery;

/// <summary>
/// Where findings gather for the disk, bounded by count and by bytes. Whoever writes takes all that has gathered at once: the
/// slower the disk, the larger the group that shares one flush.
/// </summary>
internal sealed class BoundedBuffer
{
    private const int Findings = 5000;
    private const long Bytes = 16_000_000;

    private readonly object gate = new();
    private List<OutboundFinding> gathered = [];
    private long bytes;
    private bool completed;

    /// <summary>Adds a finding; waits while there are as many as may be.</summary>
    /// <returns>False when nothing more is taken.</returns>
    public bool Add(OutboundFinding finding, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!IsFull) return Put(finding, cancellationToken);
        }

        using var wake = cancellationToken.Register(Wake);
        lock (gate)
        {
            while (IsFull && !completed && !cancellationToken.IsCancellationRequested) Monitor.Wait(gate);
            return Put(finding, cancellationToken);
        }
    }

    /// <summary>Waits for findings and takes all there are; null when there are none and none will come.</summary>
    public List<OutboundFinding>? TakeAll()
    {
        lock (gate)
        {
            while (gathered.Count == 0)
            {
                if (completed) return null;
                Monitor.Wait(gate);
            }

            var taken = gathered;
            (gathered, bytes) = ([], 0);
            Monitor.PulseAll(gate);
            return taken;
        }
    }

    /// <summary>Nothing more is taken.</summary>
    public void Complete()
    {
        lock (gate) completed = true;
        Wake();
    }

    private bool IsFull => gathered.Count >= Findings || bytes >= Bytes;

    private bool Put(OutboundFinding finding, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (completed) return false;
        gathered.Add(finding);
        bytes += finding.Body.Length;
        if (gathered.Count == 1) Monitor.PulseAll(gate);
        return true;
    }

    private void Wake()
    {
        lock (gate) Monitor.PulseAll(gate);
    }
}
