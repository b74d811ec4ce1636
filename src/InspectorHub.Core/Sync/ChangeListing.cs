using System.Runtime.CompilerServices;
using InspectorHub.Aws;
using InspectorHub.Common;
using InspectorHub.Findings;

namespace InspectorHub.Sync;

/// <summary>
/// What is new at Amazon Inspector in one Region since the last time that all of it was delivered. The first time that is
/// everything active: what is closed by then is not in Security Hub and need not come there.
/// </summary>
public sealed class ChangeListing : IDisposable
{
    private const int PageSize = 100;

    private readonly Inspector2Client inspector;
    private readonly Checkpoint checkpoint;
    private readonly SyncOptions options;

    private ChangeListing(Inspector2Client inspector, string endpoint, Checkpoint checkpoint, SyncOptions options)
    {
        this.inspector = inspector;
        this.checkpoint = checkpoint;
        this.options = options;
        Endpoint = endpoint;
    }

    /// <summary>The Region.</summary>
    public string Region => inspector.Region;

    /// <summary>Where Security Hub is when that is not at AWS; else empty.</summary>
    public string Endpoint { get; }

    /// <summary>Up to when everything has been delivered; null where nothing has.</summary>
    /// <exception cref="StateFileException">The checkpoint cannot be read.</exception>
    public DateTimeOffset? DeliveredUntil => checkpoint.Read();

    /// <summary>Finds out whose findings are listed, which decides about the checkpoint; nothing is listed yet.</summary>
    /// <param name="connection">The Region, and who lists.</param>
    /// <param name="options">What is wanted: another filter has another checkpoint.</param>
    /// <param name="cancellationToken">Abandons the call.</param>
    /// <exception cref="AwsException">The Region or the credentials are no good.</exception>
    public static async Task<ChangeListing> OpenAsync(AwsConnection connection, SyncOptions options, CancellationToken cancellationToken)
    {
        var region = AwsRegions.Resolve(connection);
        var endpoint = SecurityHubClient.FindEndpoint(connection);
        // The account, not the name of its credentials: the same profile may be another account tomorrow.
        var caller = await CallerIdentity.GetAsync(connection, cancellationToken).ConfigureAwait(false);
        var deliveredUntil = new Checkpoint(options.CheckpointFolder, caller.AccountId, region, endpoint, Wanted(options).ToJson());
        return new ChangeListing(new Inspector2Client(connection, region), endpoint, deliveredUntil, options);
    }

    /// <summary>Lists what has changed, page by page.</summary>
    /// <param name="since">The time from which on; null for all that is active.</param>
    /// <param name="full">All that is active, too, and not only what has changed.</param>
    /// <param name="cancellationToken">Abandons the listing.</param>
    /// <exception cref="AwsException">The listing broke off.</exception>
    public async IAsyncEnumerable<IReadOnlyList<FindingReading>> ListAsync(DateTimeOffset? since, bool full, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // What has been closed since is no longer active, and yet has to be listed.
        if (since is not null)
            await foreach (var page in ListAsync(Wanted(options).Since("updatedAt", since)).ConfigureAwait(false)) yield return page;
        if (since is null || full)
            await foreach (var page in ListAsync(Wanted(options).Where("findingStatus", ["ACTIVE"])).ConfigureAwait(false)) yield return page;

        IAsyncEnumerable<IReadOnlyList<FindingReading>> ListAsync(InspectorFilter wanted) => inspector.ListFindingsAsync(wanted.ToJson(), PageSize, cancellationToken);
    }

    /// <summary>Everything that had changed at that time has been delivered.</summary>
    /// <exception cref="StateFileException">The checkpoint cannot be written.</exception>
    public void SetDelivered(DateTimeOffset time) => checkpoint.Write(time);

    /// <inheritdoc/>
    public void Dispose() => inspector.Dispose();

    private static InspectorFilter Wanted(SyncOptions options)
    {
        var filter = new InspectorFilter().WhereEnum("severity", options.Severities);
        filter.And(options.Filter);
        return filter;
    }
}
