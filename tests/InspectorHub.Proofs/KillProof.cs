using InspectorHub.Emulator;
using InspectorHub.Outbox;
using InspectorHub.Proofs.Sender;

namespace InspectorHub.Proofs;

/// <summary>
/// Kills a sender at a random instant (SIGKILL), resumes, sends again: nothing may be lost, nothing in two calls at once.
/// </summary>
internal static class KillProof
{
    public static async Task<int> RunAsync(int rounds, int findings)
    {
        var (lost, unsafeInFlight, atOnce, twice, killedLate) = (0, 0, 0, 0, 0);
        // Random enough, and the same every time it is run.
        var random = new Random(20261124);
        var whole = TimeSpan.MaxValue;
        // The first one reads the programs from the disk; the others will be as quick as the quickest.
        for (var trial = 0; trial < 3; trial++)
        {
            using var emulation = Slow();
            using var sender = emulation.Start(findings);
            var started = TimeProvider.System.GetTimestamp();
            await Emulation.EndOf(sender);
            var time = TimeProvider.System.GetElapsedTime(started);
            if (time < whole) whole = time;
        }

        for (var round = 1; round <= rounds; round++)
        {
            using var emulation = Slow();
            using (var sender = emulation.Start(findings))
            {
                // From the start of the process to about the last answer.
                await Task.WhenAny(sender.WaitForExitAsync(), Task.Delay(whole * random.NextDouble()));
                if (sender.HasExited) killedLate++;
                else sender.Kill();
                await sender.WaitForExitAsync();
            }

            await Task.Delay(60);
            var known = File.Exists(emulation.OutboxPath) ? KnownTo(emulation.OutboxPath) : [];
            unsafeInFlight += emulation.Held.Count(id => !known.Contains(id));

            using (var resume = emulation.Start(findings: 0)) await Emulation.EndOf(resume);
            var held = emulation.Held;
            lost += known.Count(id => !held.Contains(id));

            using (var again = emulation.Start(findings)) await Emulation.EndOf(again);
            held = emulation.Held;
            lost += Enumerable.Range(0, findings).Count(number => !held.Contains(SampleFinding.Id(number)));
            atOnce += emulation.AtOnce;
            twice += emulation.Imports.SelectMany(call => call.FindingIds).Count() - held.Count;
        }

        Report.Line($"killed at a random instant, {rounds} rounds x {findings} findings", lost == 0 && unsafeInFlight == 0 && atOnce == 0,
            $"lost {lost}; in flight but not on disk {unsafeInFlight}; in two calls at once {atOnce}; sent a second time because the " +
            $"answer was lost {twice}; {rounds - killedLate} of {rounds} killed before the end");
        return lost + unsafeInFlight + atOnce;
    }

    private static Emulation Slow()
    {
        var emulation = new Emulation();
        emulation.Hub.Faults.Add(new EmulatorFault { Kind = EmulatorFaultKind.Latency, Delay = TimeSpan.FromMilliseconds(30) });
        return emulation;
    }

    /// <summary>What the outbox or the ledger knows at this moment.</summary>
    private static HashSet<string> KnownTo(string path)
    {
        using var outbox = new FindingOutbox(path);
        return [.. outbox.KnownIds()];
    }
}
