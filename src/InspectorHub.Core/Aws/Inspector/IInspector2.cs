using InspectorHub.Findings;

namespace InspectorHub.Aws.Inspector;

/// <summary>Amazon Inspector as one caller sees it in one Region, as far as synchronizing needs it.</summary>
public interface IInspector2
{
    /// <summary>The Region.</summary>
    string Region { get; }

    /// <summary>Amazon Inspector's own time with its last answer, by the second; null where it has not said any.</summary>
    DateTimeOffset? AnsweredAt { get; }

    /// <summary>Lists findings page by page, as they come.</summary>
    /// <param name="criteria">A <c>FilterCriteria</c> document as UTF-8 JSON; null for all findings.</param>
    /// <param name="pageSize">Findings wanted on a page, 1 to 100; the service may give fewer.</param>
    /// <param name="cancellationToken">Abandons the listing.</param>
    /// <exception cref="AwsException">It could not be reached or refused.</exception>
    IAsyncEnumerable<IReadOnlyList<FindingReading>> ListFindingsAsync(byte[]? criteria, int pageSize, CancellationToken cancellationToken);

    /// <summary>The accounts that the caller administers; none for an account that stands alone.</summary>
    /// <param name="cancellationToken">Abandons the calls.</param>
    /// <exception cref="AwsException">It could not be reached or refused.</exception>
    Task<IReadOnlyCollection<string>> ListMembersAsync(CancellationToken cancellationToken);

    /// <summary>Which of some accounts the caller sees: what is not listed of these is not there.</summary>
    /// <param name="accountIds">The accounts.</param>
    /// <param name="cancellationToken">Abandons the calls.</param>
    /// <exception cref="AwsException">It could not be reached or refused.</exception>
    Task<IReadOnlyCollection<string>> FindInSightAsync(IReadOnlyCollection<string> accountIds, CancellationToken cancellationToken);
}
