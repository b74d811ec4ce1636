using System.Collections.Concurrent;
using System.Diagnostics;
using InspectorHub.Core.Tests.Sync;

namespace InspectorHub.Proofs;

/// <summary>Ten thousand histories of an Amazon Inspector, each under a seed: see <see cref="SyncHistory"/>.</summary>
internal static class HistoryProof
{
    public static async Task<int> RunAsync(int first, int histories)
    {
        var watch = Stopwatch.StartNew();
        var wrongs = new ConcurrentBag<string>();
        // Most of the time they wait.
        await Parallel.ForEachAsync(Enumerable.Range(first, histories),
            new ParallelOptions { MaxDegreeOfParallelism = 4 * Environment.ProcessorCount }, async (seed, stop) =>
        {
            var folder = Directory.CreateTempSubdirectory("inspectorhub-history-");
            try
            {
                using var history = new SyncHistory(seed, folder.FullName);
                if (await history.RunAsync(stop) is { Count: > 0 } some) wrongs.Add($"seed {seed}: {string.Join(" ", some)}");
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });
        foreach (var wrong in wrongs.Take(20)) Console.WriteLine(wrong);
        Report.Line("After any history Security Hub has what Inspector has, and nothing was archived that was active", wrongs.IsEmpty,
            $"{histories:N0} histories, seeds {first} to {first + histories - 1}, {wrongs.Count} broken, {watch.Elapsed.TotalSeconds:0} s");
        return wrongs.IsEmpty ? 0 : 1;
    }
}
