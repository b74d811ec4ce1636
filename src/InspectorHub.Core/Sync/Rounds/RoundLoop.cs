using InspectorHub.Aws;
using InspectorHub.Common;
using InspectorHub.Delivery;

namespace InspectorHub.Sync.Rounds;

/// <summary>The loop of a watch, whatever its rounds are about: round after round, through outages.</summary>
/// <param name="interval">From the beginning of one round to that of the next.</param>
/// <param name="hasTimeLimit">Whether the deliveries have a limit of time of their own.</param>
/// <param name="time">The clock that it goes by.</param>
/// <param name="observer">Is told how it goes.</param>
internal sealed class RoundLoop(TimeSpan interval, bool hasTimeLimit, TimeProvider time, SyncObserver observer)
{
    // An account whose Security Hub does not answer has this long, however short the interval is.
    private static readonly TimeSpan ShortestRound = TimeSpan.FromMinutes(1);

    /// <summary>Goes on until it is cancelled, or a round says that there is to be no other.</summary>
    /// <param name="round">One round; whether there is to be another.</param>
    /// <param name="region">The Region, as far as it is known by then.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="AwsException">A round was refused, and will be again.</exception>
    public async Task RunAsync(Func<Task<bool>> round, Func<string?> region, CancellationToken cancellationToken)
    {
        for (var goesOn = true; goesOn;)
        {
            var began = time.GetTimestamp();
            try
            {
                goesOn = await round().ConfigureAwait(false);
            }
            catch (AwsException failure) when (failure.MayPass)
            {
                var words = $"{failure.Message} It is tried again in the next round.";
                await observer.NoticeAsync(new SyncNotice(SyncNoticeKind.PutOff, region(), words, failure)).ConfigureAwait(false);
            }

            var rest = interval - time.GetElapsedTime(began);
            if (!goesOn || rest <= TimeSpan.Zero) continue;
            await observer.RestAsync(region(), time.GetUtcNow() + rest).ConfigureAwait(false);
            await Clock.Delay(time, rest, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A listing has broken off: says so.</summary>
    /// <returns>Whether it is of use to list again: a filter that is none will not become one.</returns>
    public async Task<bool> BreakOffAsync(AwsException failure, string region, bool isWatching)
    {
        var isPossible = failure.ErrorCode != "ValidationException";
        var goesOn = isWatching && isPossible;
        await observer.NoticeAsync(
            new SyncNotice(
                goesOn ? SyncNoticeKind.BrokenOff : SyncNoticeKind.Failed,
                region,
                goesOn
                    ? $"{failure.Message} What was listed so far is delivered; the next listing starts from the same checkpoint."
                    : failure.Message,
                failure)).ConfigureAwait(false);
        return isPossible;
    }

    /// <summary>Lets accounts whose Security Hub does not answer not keep the others from the next round.</summary>
    public void Bound(Dispatcher delivery)
    {
        if (!hasTimeLimit) delivery.StopAfter(interval > ShortestRound ? interval : ShortestRound);
    }
}
