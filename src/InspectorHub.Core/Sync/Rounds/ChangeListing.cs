using InspectorHub.Aws;
using InspectorHub.Aws.Inspector;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Aws.Sessions;
using InspectorHub.Findings;

namespace InspectorHub.Sync.Rounds;

/// <summary>What one caller sees of Amazon Inspector in one Region, through the filter of a synchronization.</summary>
internal sealed class ChangeListing : IDisposable
{
    private const int PageSize = 100;
    private const string Active = "ACTIVE";

    private readonly IInspector2 inspector;
    private readonly SyncOptions options;

    /// <summary>A listing.</summary>
    /// <param name="inspector">Amazon Inspector; disposed with the listing where it can be.</param>
    /// <param name="accountId">The caller's account.</param>
    /// <param name="endpoint">Where Security Hub is when that is not at AWS; else empty.</param>
    /// <param name="options">What is wanted: another filter has another checkpoint.</param>
    public ChangeListing(IInspector2 inspector, string accountId, string endpoint, SyncOptions options)
    {
        this.inspector = inspector;
        this.options = options;
        AccountId = accountId;
        Endpoint = endpoint;
        Checkpoint = new Checkpoint(options.CheckpointFolder, accountId, inspector.Region, endpoint, Wanted().ToJson());
    }

    /// <summary>The caller's account, all of which is in sight.</summary>
    public string AccountId { get; }

    /// <summary>The Region.</summary>
    public string Region => inspector.Region;

    /// <summary>Where Security Hub is when that is not at AWS; else empty.</summary>
    public string Endpoint { get; }

    /// <summary>How far the findings have been delivered.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>Amazon Inspector's own time with its last answer; null where it has not said any.</summary>
    public DateTimeOffset? AnsweredAt => inspector.AnsweredAt;

    /// <summary>Whether there is a filter, so that not all that is active is listed.</summary>
    public bool IsFiltered => Wanted().ToJson() is not null;

    /// <summary>Finds out whose findings are listed; nothing is listed yet.</summary>
    /// <exception cref="AwsException">The Region or the credentials are no good.</exception>
    public static async Task<ChangeListing> OpenAsync(AwsConnection connection, SyncOptions options, CancellationToken cancellationToken)
    {
        var region = AwsRegions.Resolve(connection);
        var endpoint = SecurityHubClient.FindEndpoint(connection);
        // The account, not the name of its credentials: the same profile may be another account tomorrow.
        var caller = await CallerIdentity.GetAsync(connection, cancellationToken).ConfigureAwait(false);
        return new ChangeListing(new Inspector2Client(connection, region), caller.AccountId, endpoint, options);
    }

    /// <summary>Everything that has changed, also what has been closed since.</summary>
    public IAsyncEnumerable<IReadOnlyList<FindingReading>> ListChangesAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        ListAsync(Wanted().Since("updatedAt", since), cancellationToken);

    /// <summary>Everything that is active.</summary>
    public IAsyncEnumerable<IReadOnlyList<FindingReading>> ListActiveAsync(CancellationToken cancellationToken) =>
        ListAsync(Wanted().Where("findingStatus", [Active]), cancellationToken);

    /// <summary>Findings by their ARNs, whatever has become of them and whether the filter wants them or not.</summary>
    /// <param name="arns">1 to 10 ARNs.</param>
    /// <param name="cancellationToken">Abandons the listing.</param>
    public IAsyncEnumerable<IReadOnlyList<FindingReading>> FindAsync(IEnumerable<string> arns, CancellationToken cancellationToken) =>
        ListAsync(new InspectorFilter().Where("findingArn", arns), cancellationToken);

    /// <summary>Those of some findings that are active and that the filter wants.</summary>
    /// <param name="arns">1 to 10 ARNs.</param>
    /// <param name="cancellationToken">Abandons the listing.</param>
    public IAsyncEnumerable<IReadOnlyList<FindingReading>> FindWantedAsync(IEnumerable<string> arns, CancellationToken cancellationToken) =>
        ListAsync(Wanted().Where("findingStatus", [Active]).Where("findingArn", arns), cancellationToken);

    /// <summary>The accounts that the caller administers.</summary>
    public Task<IReadOnlyCollection<string>> ListMembersAsync(CancellationToken cancellationToken) =>
        inspector.ListMembersAsync(cancellationToken);

    /// <summary>Which of some accounts are in sight.</summary>
    public Task<IReadOnlyCollection<string>> FindInSightAsync(
        IReadOnlyCollection<string> accountIds, CancellationToken cancellationToken) =>
        inspector.FindInSightAsync(accountIds, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => (inspector as IDisposable)?.Dispose();

    private IAsyncEnumerable<IReadOnlyList<FindingReading>> ListAsync(InspectorFilter wanted, CancellationToken cancellationToken) =>
        inspector.ListFindingsAsync(wanted.ToJson(), PageSize, cancellationToken);

    private InspectorFilter Wanted()
    {
        var filter = new InspectorFilter().WhereEnum("severity", options.Severities);
        filter.And(options.Filter);
        return filter;
    }
}
