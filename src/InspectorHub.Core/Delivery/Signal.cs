using InspectorHub.Common;

namespace InspectorHub.Delivery;

/// <summary>Wakes somebody who waits for something to happen, or for time to pass.</summary>
internal sealed class Signal(TimeProvider time)
{
    private TaskCompletionSource<bool> happened = New();

    /// <summary>Something has happened.</summary>
    public void Set() => Volatile.Read(ref happened).TrySetResult(true);

    /// <summary>Waits until something happens, but no longer than that; what happened since the last wait counts.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waited = await Task.WhenAny(Volatile.Read(ref happened).Task, Clock.Delay(time, atMost, enough.Token)).ConfigureAwait(false);
        enough.Cancel();
        if (waited.IsCanceled) cancellationToken.ThrowIfCancellationRequested();
        if (Volatile.Read(ref happened).Task.IsCompleted) Volatile.Write(ref happened, New());
    }

    private static TaskCompletionSource<bool> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
