using InspectorHub.Aws;
using InspectorHub.Aws.Inspector;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Aws.Sessions;

namespace InspectorHub.Sync.Cis;

/// <summary>What one caller sees of CIS scans in one Region, and how far they have been delivered.</summary>
/// <param name="scans">Amazon Inspector; disposed with the listing where it can be.</param>
/// <param name="accountId">The caller's account.</param>
/// <param name="endpoint">Where Security Hub is when that is not at AWS; else empty.</param>
/// <param name="options">Which scans are wanted: other ones have another checkpoint.</param>
internal sealed class CisListing(ICisScans scans, string accountId, string endpoint, CisSyncOptions options) : IDisposable
{
    /// <summary>Amazon Inspector.</summary>
    public ICisScans Scans => scans;

    /// <summary>Where Security Hub is when that is not at AWS; else empty.</summary>
    public string Endpoint => endpoint;

    /// <summary>Which scans have been delivered.</summary>
    public CisCheckpoint Checkpoint { get; } =
        new(options.CheckpointFolder, accountId, scans.Region, endpoint, options.Filter, options.Selection);

    /// <summary>Finds out whose scans are listed; nothing is listed yet.</summary>
    /// <exception cref="AwsException">The Region or the credentials are no good.</exception>
    public static async Task<CisListing> OpenAsync(AwsConnection connection, CisSyncOptions options, CancellationToken cancellationToken)
    {
        var region = AwsRegions.Resolve(connection);
        var endpoint = SecurityHubClient.FindEndpoint(connection);
        // The account, not the name of its credentials: the same profile may be another account tomorrow.
        var caller = await CallerIdentity.GetAsync(connection, cancellationToken).ConfigureAwait(false);
        return new CisListing(new CisClient(connection, region), caller.AccountId, endpoint, options);
    }

    /// <inheritdoc/>
    public void Dispose() => (scans as IDisposable)?.Dispose();
}
