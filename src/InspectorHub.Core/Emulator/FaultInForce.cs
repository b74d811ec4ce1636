namespace InspectorHub.Emulator;

/// <summary>A fault from the moment it was added to the moment it is lifted.</summary>
internal sealed class FaultInForce(EmulatorFault fault) : IDisposable
{
    private readonly CancellationTokenSource lifted = new();

    public EmulatorFault Fault => fault;

    /// <summary>Calls it has hit.</summary>
    public int Hits { get; set; }

    /// <summary>Ends it in time.</summary>
    public ITimer? Ending { get; set; }

    /// <summary>Cancelled when it is lifted.</summary>
    public CancellationToken Lifted => lifted.Token;

    public void Dispose()
    {
        Ending?.Dispose();
        lifted.Cancel();
    }
}
