namespace InspectorHub.Emulator;

/// <summary>The faults in force. They can be added and lifted at any time, from any thread.</summary>
public sealed class EmulatorFaults : IDisposable
{
    private readonly TimeProvider clock;
    private readonly Action<bool> refuse;
    private readonly object gate = new();
    private readonly List<FaultInForce> faults = [];

    internal EmulatorFaults(TimeProvider clock, Action<bool> refuse)
    {
        this.clock = clock;
        this.refuse = refuse;
    }

    /// <summary>The faults in force now.</summary>
    public IReadOnlyList<EmulatorFault> InForce
    {
        get
        {
            lock (gate) return faults.Where(inForce => !inForce.IsSpent).Select(inForce => inForce.Fault).ToArray();
        }
    }

    /// <summary>Puts a fault in force; its duration starts now.</summary>
    /// <exception cref="FormatException">It cannot be put into an answer: see <see cref="EmulatorFault"/>'s members.</exception>
    public void Add(EmulatorFault fault)
    {
        fault.Check();
        var inForce = new FaultInForce(fault);
        lock (gate)
        {
            var refused = Refuses();
            faults.Add(inForce);
            if (!refused && Refuses()) refuse(true);
            if (fault.Duration is { } duration)
                inForce.Ending = clock.CreateTimer(_ => Lift(inForce), state: null, duration, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Ends a fault; nothing happens when it is not in force.</summary>
    public void Lift(EmulatorFault fault)
    {
        FaultInForce[] lifted;
        lock (gate) lifted = [.. faults.Where(inForce => inForce.Fault == fault)];
        foreach (var inForce in lifted) Lift(inForce);
    }

    /// <summary>Ends all faults.</summary>
    public void LiftAll()
    {
        FaultInForce[] lifted;
        lock (gate) lifted = [.. faults];
        foreach (var inForce in lifted) Lift(inForce);
    }

    /// <summary>Stops the timers.</summary>
    public void Dispose() => LiftAll();

    /// <summary>The faults that hit this call, each counted as one more call for it.</summary>
    internal IReadOnlyList<FaultInForce> Hit(string operation)
    {
        List<FaultInForce> hits = [];
        lock (gate)
        {
            foreach (var inForce in faults)
            {
                if (inForce.IsSpent || !inForce.Concerns(operation)) continue;
                inForce.Hits++;
                hits.Add(inForce);
            }
        }

        return hits;
    }

    private bool Refuses() => faults.Any(inForce => inForce.Fault.Kind == EmulatorFaultKind.Refuse);

    private void Lift(FaultInForce inForce)
    {
        lock (gate)
        {
            var refused = Refuses();
            if (faults.Remove(inForce) && refused && !Refuses()) refuse(false);
        }

        inForce.Dispose();
    }
}
