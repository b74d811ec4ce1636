using InspectorHub.Common.Files;

namespace InspectorHub.Sync.Rounds;

/// <summary>Reads and moves the checkpoint of a synchronization round by round, and says where it is of no use.</summary>
/// <typeparam name="T">What it holds.</typeparam>
/// <param name="file">The checkpoint.</param>
/// <param name="otherwise">What a round does without one, as a sentence.</param>
/// <param name="region">The Region.</param>
/// <param name="observer">Is told.</param>
internal sealed class RoundCheckpoint<T>(ProgressFile<T> file, string otherwise, string region, SyncObserver observer)
    where T : class
{
    /// <summary>Where the last round has come to; null where that is not known.</summary>
    /// <exception cref="StateFileException">It cannot be read.</exception>
    public async Task<T?> ReadAsync()
    {
        try
        {
            return file.Read();
        }
        catch (FormatException damage)
        {
            await NoticeAsync(SyncNoticeKind.CheckpointUnreadable, $"{damage.Message} {otherwise}", damage).ConfigureAwait(false);
            return null;
        }
    }

    /// <summary>Moves it. All that an old one does is to have more listed the next time, and by then it may be writable.</summary>
    /// <param name="progress">Where the round has come to.</param>
    /// <param name="isWatching">Whether there is a next time.</param>
    /// <exception cref="StateFileException">It cannot be written, and there is no next time.</exception>
    public async Task MoveAsync(T progress, bool isWatching)
    {
        try
        {
            file.Write(progress);
        }
        catch (StateFileException failure) when (isWatching)
        {
            var words = $"{failure.Message} The next listing starts from the same checkpoint.";
            await NoticeAsync(SyncNoticeKind.CheckpointStays, words, failure).ConfigureAwait(false);
        }
    }

    private Task NoticeAsync(SyncNoticeKind kind, string message, Exception failure) =>
        observer.NoticeAsync(new SyncNotice(kind, region, message, failure));
}
