using InspectorHub.Asff;
using InspectorHub.Aws;
using InspectorHub.Aws.HubV2;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Aws.Sessions;
using InspectorHub.Common;

namespace InspectorHub.Integration;

/// <summary>
/// Amazon Inspector's own flow of findings into both Security Hubs, in one account and Region: how it stands, on, off. Into Security Hub
/// CSPM it goes by a subscription; into Security Hub it goes wherever that is on, and no operation stops it there.
/// </summary>
public sealed class HubIntegration : IDisposable
{
    private readonly RegionClients clients;

    /// <summary>The integration in one Region; nothing is called yet.</summary>
    /// <exception cref="AwsException">The Region or the endpoint cannot be one.</exception>
    public HubIntegration(AwsConnection connection) => clients = new RegionClients(connection);

    /// <summary>The Region.</summary>
    public string Region => clients.Hub.Region;

    /// <summary>How it stands.</summary>
    /// <exception cref="AwsException">Security Hub could not be asked. What Amazon Inspector does not tell is left unknown.</exception>
    public async Task<IntegrationState> GetAsync(CancellationToken cancellationToken)
    {
        var scans = OrUnknown(async () => await clients.Inspector.GetEnabledScansAsync(cancellationToken).ConfigureAwait(false));
        var theirs = GetV2Async(cancellationToken);
        var hubArn = await clients.Hub.DescribeHubAsync(cancellationToken).ConfigureAwait(false);
        var subscriptions = hubArn is null ? []
            : await clients.Hub.ListEnabledProductsForImportAsync(cancellationToken).ConfigureAwait(false);
        var newest = hubArn is null ? null : await OrUnknown(() => GetNewestAsync(cancellationToken)).ConfigureAwait(false);
        var account = Arn.Parse(hubArn)?.AccountId
            ?? (await CallerIdentity.GetAsync(clients.Connection, cancellationToken).ConfigureAwait(false)).AccountId;
        var (isOnV2, stateV2, newestV2) = await theirs.ConfigureAwait(false);
        return new IntegrationState
        {
            Region = Region,
            AccountId = account,
            HubEnabled = hubArn is not null,
            HubV2Enabled = isOnV2,
            HubV2Arn = stateV2?.Arn,
            InspectorScans = await scans.ConfigureAwait(false),
            LastFindingAt = newest,
            LastFindingV2At = newestV2,
            ProductArn = AsffProductArn.Inspector(Partitions.Of(Region), Region),
            SubscriptionArn = subscriptions.FirstOrDefault(IsInspectors),
            DefaultProductArn = AsffProductArn.Default(Partitions.Of(Region), Region, account),
        };
    }

    /// <summary>Lets Amazon Inspector send to Security Hub CSPM; where it does already, nothing changes.</summary>
    /// <param name="withHub">Turns Security Hub CSPM on too, where it is off.</param>
    /// <param name="cancellationToken">Abandons the calls.</param>
    public async Task EnableAsync(bool withHub, CancellationToken cancellationToken)
    {
        if (withHub && await clients.Hub.DescribeHubAsync(cancellationToken).ConfigureAwait(false) is null)
            await clients.Hub.EnableHubAsync(cancellationToken).ConfigureAwait(false);
        await clients.Hub.EnableImportFindingsForProductAsync(
            AsffProductArn.Inspector(Partitions.Of(Region), Region), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops Amazon Inspector from sending to Security Hub CSPM; where it does not, nothing changes.</summary>
    public async Task DisableAsync(CancellationToken cancellationToken)
    {
        if ((await GetAsync(cancellationToken).ConfigureAwait(false)).SubscriptionArn is { } subscription)
        {
            await clients.Hub.DisableImportFindingsForProductAsync(subscription, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Lets Amazon Inspector send to Security Hub, which it does by itself where that is on; false where it is off and stays
    /// so.
    /// </summary>
    /// <param name="withHub">Turns Security Hub on, where it is off.</param>
    /// <param name="cancellationToken">Abandons the calls.</param>
    public async Task<bool> EnableV2Async(bool withHub, CancellationToken cancellationToken)
    {
        if (await clients.HubV2.DescribeAsync(cancellationToken).ConfigureAwait(false) is not null) return true;
        if (!withHub) return false;
        await clients.HubV2.EnableAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>
    /// Whether Security Hub is on, so that Amazon Inspector goes on sending to it whatever is stopped; null where that
    /// cannot be found out.
    /// </summary>
    public async Task<bool?> IsV2OnAsync(CancellationToken cancellationToken) =>
        (await GetV2Async(cancellationToken).ConfigureAwait(false)).IsOn;

    /// <inheritdoc/>
    public void Dispose() => clients.Dispose();

    internal static bool IsInspectors(string subscriptionArn) =>
        subscriptionArn.EndsWith(":product-subscription/aws/inspector", StringComparison.Ordinal);

    internal static HubFilter OfInspector(string region) =>
        new HubFilter().Where("ProductArn", [AsffProductArn.Inspector(Partitions.Of(region), region)]);

    internal static OcsfFilter OfInspectorV2(string region) =>
        new OcsfFilter().Where("metadata.product.uid", [SecurityHubV2Client.InspectorUid(region)]);

    private async Task<(bool? IsOn, HubV2State? State, DateTimeOffset? Newest)> GetV2Async(CancellationToken cancellationToken)
    {
        try
        {
            if (await clients.HubV2.DescribeAsync(cancellationToken).ConfigureAwait(false) is not { } state) return (false, null, null);
            var newest = await OrUnknown(() => GetNewestV2Async(cancellationToken)).ConfigureAwait(false);
            return (true, state, newest);
        }
        catch (AwsException)
        {
            return default;
        }
    }

    private Task<DateTimeOffset?> GetNewestAsync(CancellationToken cancellationToken) =>
        clients.Hub.FindLastUpdateAsync(OfInspector(Region).ToJson(), cancellationToken);

    private async Task<DateTimeOffset?> GetNewestV2Async(CancellationToken cancellationToken)
    {
        var page = await clients.HubV2.GetFindingsAsync(
            OfInspectorV2(Region).ToJson(), newestFirst: true, 1, null, cancellationToken).ConfigureAwait(false);
        return page.Findings is [{ } newest, ..] ? newest.ModifiedAt : null;
    }

    // Reading the state of Security Hub CSPM must not need permissions for anything else, nor a Region that has it.
    private static async Task<T?> OrUnknown<T>(Func<Task<T?>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (AwsException)
        {
            return default;
        }
    }
}
