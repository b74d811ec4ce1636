namespace InspectorHub.Aws;

/// <summary>A queue of events, as far as taking findings from it needs it.</summary>
public interface IFindingQueue
{
    /// <summary>How long a message taken stays hidden, and whether there is a dead-letter queue for messages that nobody can use.</summary>
    /// <param name="cancellationToken">Abandons the call.</param>
    /// <exception cref="AwsException">The queue did not answer, or refused.</exception>
    Task<(TimeSpan Visibility, bool HasDeadLetters)> DescribeAsync(CancellationToken cancellationToken);

    /// <summary>Takes messages, waiting for the first one; none when the wait is over.</summary>
    /// <param name="wait">How long, at most 20 s.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="AwsException">The queue did not answer, or refused.</exception>
    Task<IReadOnlyList<QueuedMessage>> TakeAsync(TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>Takes messages off the queue for good.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="cancellationToken">Abandons the call.</param>
    /// <exception cref="AwsException">The queue did not answer, or could not do it for some; it may be asked again for all.</exception>
    Task DeleteAsync(IReadOnlyList<QueuedMessage> messages, CancellationToken cancellationToken);

    /// <summary>Keeps messages hidden for longer.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="visibility">How long from now on; zero gives them back.</param>
    /// <param name="cancellationToken">Abandons the call.</param>
    /// <exception cref="AwsException">The queue did not answer, or could not do it for some; it may be asked again for all.</exception>
    Task ExtendAsync(IReadOnlyList<QueuedMessage> messages, TimeSpan visibility, CancellationToken cancellationToken);
}
