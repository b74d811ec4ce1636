namespace InspectorHub.Emulator;

/// <summary>The latest calls.</summary>
internal sealed class CallLog
{
    // Some two hundred bytes each, and the ids of imported findings beside them.
    private const int Kept = 10_000;

    private readonly object gate = new();
    private readonly Queue<EmulatorCall> calls = new();

    /// <summary>From the oldest to the latest.</summary>
    public IReadOnlyList<EmulatorCall> All
    {
        get
        {
            lock (gate) return [.. calls];
        }
    }

    public void Add(EmulatorCall call)
    {
        lock (gate)
        {
            if (calls.Count == Kept) calls.Dequeue();
            calls.Enqueue(call);
        }
    }

    public void Clear()
    {
        lock (gate) calls.Clear();
    }
}
