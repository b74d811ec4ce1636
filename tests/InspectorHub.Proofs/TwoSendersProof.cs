using InspectorHub.Emulator;

namespace InspectorHub.Proofs;

/// <summary>Two processes send on one outbox at the same time.</summary>
internal static class TwoSendersProof
{
    public static async Task<int> RunAsync(int findings)
    {
        using var emulation = new Emulation();
        emulation.Hub.Faults.Add(new EmulatorFault { Kind = EmulatorFaultKind.Latency, Delay = TimeSpan.FromMilliseconds(30) });
        using var first = emulation.Start(findings);
        using var second = emulation.Start(findings, first: findings);
        var counts = await Task.WhenAll(Emulation.EndOf(first), Emulation.EndOf(second));
        var acknowledged = counts.Sum(count => count.Received + count.Earlier);
        var sent = emulation.Imports.SelectMany(call => call.FindingIds).Count();
        var kept = acknowledged == 2 * findings && emulation.Hub.Findings == 2 * findings && sent == 2 * findings && emulation.AtOnce == 0;
        Report.Line($"two processes, {findings} findings each", kept,
            $"received {acknowledged}; sent {sent}, none twice; in two calls at once {emulation.AtOnce}");
        return kept ? 0 : 1;
    }
}
