using InspectorHub.Emulator;
using InspectorHub.Proofs.Sender;

namespace InspectorHub.Proofs;

/// <summary>
/// Every kind of outage in the middle of a send, and findings that are refused: all that can be received must be, and no more be called
/// so.
/// </summary>
internal static class OutageProof
{
    private const int Findings = 1000;

    public static async Task<int> RunAsync(TimeSpan outage)
    {
        (string Name, EmulatorFault Fault)[] faults =
        [
            ("503 Service Unavailable", new() { Kind = EmulatorFaultKind.Status, Status = 503 }),
            ("500 InternalException", new() { Kind = EmulatorFaultKind.Status, Status = 500 }),
            ("429 throttled", new() { Kind = EmulatorFaultKind.Throttle }),
            ("connection refused", new() { Kind = EmulatorFaultKind.Refuse }),
            ("connection reset", new() { Kind = EmulatorFaultKind.Reset }),
            ("reset after the findings were taken", new() { Kind = EmulatorFaultKind.ResetAfterAccept }),
            ("no answer", new() { Kind = EmulatorFaultKind.Hang }),
            ("garbage instead of a reply", new() { Kind = EmulatorFaultKind.Garbage }),
            ("hub off (401)", new() { Kind = EmulatorFaultKind.Status, Status = 401, ErrorCode = "InvalidAccessException" }),
        ];
        var broken = 0;
        foreach (var (name, fault) in faults)
        {
            using var emulation = new Emulation();
            fault.Duration = outage;
            emulation.Hub.Faults.Add(fault);
            broken += await SendAsync($"{name} for {outage.TotalSeconds:0} s", emulation, received: Findings, refused: 0);
        }

        using (var emulation = new Emulation())
        {
            const int Refused = 10;
            for (var number = 0; number < Findings; number += Findings / Refused)
                emulation.Hub.Faults.Add(new EmulatorFault { Kind = EmulatorFaultKind.RejectFinding, Match = SampleFinding.Id(number) });
            broken += await SendAsync($"{Refused} refused in {Findings}", emulation, Findings - Refused, Refused);
        }

        return broken;
    }

    private static async Task<int> SendAsync(string what, Emulation emulation, int received, int refused)
    {
        using var sender = emulation.Start(Findings);
        var counts = await Emulation.EndOf(sender);
        var kept = counts.Received == received && counts.Refused == refused && counts.Waiting == 0 && emulation.Hub.Findings == received
            && emulation.AtOnce == 0;
        Report.Line(what, kept,
            $"received {counts.Received}, refused {counts.Refused}, waiting {counts.Waiting}; the hub holds {emulation.Hub.Findings}; " +
            $"{emulation.Imports.Count()} calls, {counts.Clock.TotalSeconds:0.0} s");
        return kept ? 0 : 1;
    }
}
