namespace InspectorHub.Common;

/// <summary>Waiting by a clock that tests can set, on both targets.</summary>
internal static class Clock
{
    public static Task Delay(TimeProvider time, TimeSpan delay, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(delay, time, cancellationToken);
#else
        time.Delay(delay, cancellationToken);
#endif

    /// <summary>The same, but who waits goes on in the thread that cancels him; .NET's own delay takes another one for that.</summary>
    public static async Task DelayInline(TimeProvider time, TimeSpan delay, CancellationToken cancellationToken)
    {
        var over = new TaskCompletionSource<bool>();
        using var timer = time.CreateTimer(_ => over.TrySetResult(true), state: null, delay, Timeout.InfiniteTimeSpan);
        using var cancelled = cancellationToken.Register(() => over.TrySetCanceled(cancellationToken));
        await over.Task.ConfigureAwait(false);
    }
}
