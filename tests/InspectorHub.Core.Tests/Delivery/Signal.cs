namespace InspectorHub.Core.Tests.Delivery;

/// <summary>Tells a waiting test that something has changed, so that it need not look again and again.</summary>
internal sealed class Signal
{
    private TaskCompletionSource changed = Next();

    public void Raise() => Interlocked.Exchange(ref changed, Next()).TrySetResult();

    /// <summary>Ends when the condition holds; it is looked at after every change.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        while (true)
        {
            // Taken before the look: what changes in between is not missed.
            var change = Volatile.Read(ref changed).Task;
            if (condition()) return;
            await change.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    private static TaskCompletionSource Next() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
