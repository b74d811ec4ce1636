using InspectorHub.Aws;

namespace InspectorHub.Core.Tests.Sync;

/// <summary>A queue that gives out what it is given and notes what is asked of it.</summary>
internal sealed class FakeQueue : IFindingQueue
{
    private readonly Lock gate = new();
    private readonly List<QueuedMessage> messages = [];
    private readonly List<string> deleted = [];
    private readonly List<(string Ids, TimeSpan Visibility)> extended = [];

    public TimeSpan Visibility { get; set; } = TimeSpan.FromMinutes(1);

    public bool HasDeadLetters { get; set; }

    /// <summary>How long each taking was ready to wait.</summary>
    public List<TimeSpan> Waits { get; } = [];

    /// <summary>Before a call: its name. What it throws is the answer.</summary>
    public Action<string> Before { get; set; } = _ => { };

    /// <summary>What is done when there is no message; without it none come.</summary>
    public Func<CancellationToken, Task> Empty { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<string> Deleted
    {
        get
        {
            lock (gate) return [.. deleted];
        }
    }

    /// <summary>The messages of each call, with commas between, and for how long they were hidden.</summary>
    public IReadOnlyList<(string Ids, TimeSpan Visibility)> Extended
    {
        get
        {
            lock (gate) return [.. extended];
        }
    }

    public static QueuedMessage Message(string id, string body = "{}", DateTimeOffset sentAt = default) =>
        new(id, $"receipt of {id}", body, sentAt);

    public void Put(QueuedMessage message)
    {
        lock (gate) messages.Add(message);
    }

    public Task<(TimeSpan Visibility, bool HasDeadLetters)> DescribeAsync(CancellationToken cancellationToken) =>
        Task.FromResult((Visibility, HasDeadLetters));

    public async Task<IReadOnlyList<QueuedMessage>> TakeAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        Before("Take");
        List<QueuedMessage> taken;
        lock (gate)
        {
            Waits.Add(wait);
            taken = [.. messages.Take(10)];
            messages.RemoveRange(0, taken.Count);
        }

        if (taken.Count == 0) await Empty(cancellationToken);
        return taken;
    }

    public Task DeleteAsync(IReadOnlyList<QueuedMessage> messages, CancellationToken cancellationToken)
    {
        Before("Delete");
        lock (gate) deleted.AddRange(messages.Select(message => message.Id));
        return Task.CompletedTask;
    }

    public Task ExtendAsync(IReadOnlyList<QueuedMessage> messages, TimeSpan visibility, CancellationToken cancellationToken)
    {
        Before("Extend");
        lock (gate) extended.Add((string.Join(',', messages.Select(message => message.Id)), visibility));
        return Task.CompletedTask;
    }
}
