using System.Diagnostics;
using InspectorHub.Delivery;
using InspectorHub.Outbox;
using InspectorHub.Proofs.Sender;

namespace InspectorHub.Proofs;

/// <summary>Queues many findings: how fast, and in how much memory.</summary>
internal static class MillionProof
{
    public static int Run(int findings)
    {
        var folder = Directory.CreateTempSubdirectory("inspectorhub-proof-").FullName;
        try
        {
            var started = Stopwatch.StartNew();
            DeliverySummary summary;
            using (var outbox = new FindingOutbox(Path.Combine(folder, "outbox.db")))
            using (var dispatcher = new Dispatcher(outbox, hubs: null))
            {
                for (var number = 0; number < findings; number++) dispatcher.Add(SampleFinding.Of(SampleFinding.Json(number), ""));
                summary = dispatcher.CompleteAsync().GetAwaiter().GetResult();
            }

            var seconds = started.Elapsed.TotalSeconds;
            var peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000;
            var size = new FileInfo(Path.Combine(folder, "outbox.db")).Length / 1_000_000;
            var kept = summary.Waiting == findings && peak < 300;
            Report.Line($"{findings:N0} findings queued", kept,
                $"{findings / seconds:N0} a second, {Environment.CpuUsage.TotalTime.TotalMicroseconds / findings:0} µs of processor " +
                $"each; peak memory {peak} MB; file {size} MB");
            return kept ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
