using InspectorHub.Common;

namespace InspectorHub.Delivery;

/// <summary>Wakes somebody who waits for something to happen, or for time to pass.</summary>
/// <param name="time">By which time passes.</param>
/// <param name="inline">Whether who waits goes on in the thread that wakes him, before that goes on itself.</param>
internal sealed class Signal(TimeProvider time, bool inline = false)
{
    private TaskCompletionSource<bool> happened = New(inline);

    /// <summary>Something has happened.</summary>
    public void Set() => Volatile.Read(ref happened).TrySetResult(true);

    /// <summary>Waits until something happens; what happened since the last wait counts.</summary>
    public async Task WaitAsync()
    {
        await Volatile.Read(ref happened).Task.ConfigureAwait(false);
        Volatile.Write(ref happened, New(inline));
    }

    /// <summary>Waits until something happens, but no longer than that; what happened since the last wait counts.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var over = inline ? Clock.DelayInline(time, atMost, enough.Token) : Clock.Delay(time, atMost, enough.Token);
        var waited = await Task.WhenAny(Volatile.Read(ref happened).Task, over).ConfigureAwait(false);
        enough.Cancel();
        if (waited.IsCanceled) cancellationToken.ThrowIfCancellationRequested();
        if (Volatile.Read(ref happened).Task.IsCompleted) Volatile.Write(ref happened, New(inline));
    }

    private static TaskCompletionSource<bool> New(bool inline) =>
        new(inline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
}
