namespace InspectorHub.Core.Tests.Sync;

public sealed class SyncHistoryTests
{
    private const int Histories = 300;

    [Fact]
    public async Task After_any_history_Security_Hub_has_in_force_what_Inspector_has_and_nothing_was_archived_that_was_active()
    {
        var cancel = TestContext.Current.CancellationToken;
        await Parallel.ForEachAsync(Enumerable.Range(1, Histories),
            new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = 8 }, async (seed, stop) =>
        {
            var folder = Directory.CreateTempSubdirectory("inspectorhub-history-");
            try
            {
                using var history = new SyncHistory(seed, folder.FullName);
                var wrongs = await history.RunAsync(stop);
                Assert.True(wrongs.Count == 0, $"Seed {seed}, {history}: {string.Join(" ", wrongs)}");
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });
    }
}
