namespace InspectorHub.Outbox;

/// <summary>The outbox cannot do what it is asked to. What was in it before is still in it; nothing of the request is.</summary>
public sealed class OutboxException : Exception
{
    /// <summary>Something failed.</summary>
    public OutboxException(OutboxFailure failure, string message, Exception? innerException = null) : base(message, innerException) =>
        Failure = failure;

    /// <summary>What kind of failure it is.</summary>
    public OutboxFailure Failure { get; }
}
