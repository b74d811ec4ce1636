using InspectorHub.Asff;
using InspectorHub.Aws;
using InspectorHub.Common;

namespace InspectorHub.Integration;

/// <summary>Amazon Inspector's own flow of findings into Security Hub, in one account and Region: how it stands, on, off.</summary>
public sealed class HubIntegration : IDisposable
{
    private readonly AwsConnection connection;
    private readonly SecurityHubClient hub;
    private readonly Inspector2Client inspector;

    /// <summary>The integration in one Region; nothing is called yet.</summary>
    /// <exception cref="AwsException">The Region or the endpoint cannot be one.</exception>
    public HubIntegration(AwsConnection connection)
    {
        var region = AwsRegions.Resolve(connection);
        this.connection = connection with { Region = region };
        hub = new SecurityHubClient(connection, region);
        inspector = new Inspector2Client(connection, region);
    }

    /// <summary>The Region.</summary>
    public string Region => hub.Region;

    /// <summary>How it stands.</summary>
    /// <exception cref="AwsException">Security Hub could not be asked. What Amazon Inspector does not tell is left unknown.</exception>
    public async Task<IntegrationState> GetAsync(CancellationToken cancellationToken)
    {
        var scans = GetScansAsync(cancellationToken);
        var hubArn = await hub.DescribeHubAsync(cancellationToken).ConfigureAwait(false);
        var subscriptions = hubArn is null ? [] : await hub.ListEnabledProductsForImportAsync(cancellationToken).ConfigureAwait(false);
        var account = Arn.Parse(hubArn)?.AccountId ?? (await CallerIdentity.GetAsync(connection, cancellationToken).ConfigureAwait(false)).AccountId;
        return new IntegrationState
        {
            Region = Region,
            AccountId = account,
            HubEnabled = hubArn is not null,
            InspectorScans = await scans.ConfigureAwait(false),
            ProductArn = AsffProductArn.Inspector(AwsRegions.Partition(Region), Region),
            SubscriptionArn = subscriptions.FirstOrDefault(IsInspectors),
            DefaultProductArn = AsffProductArn.Default(AwsRegions.Partition(Region), Region, account),
        };
    }

    /// <summary>Lets Amazon Inspector send; where it does already, nothing changes.</summary>
    /// <param name="withHub">Turns Security Hub on too, where it is off.</param>
    /// <param name="cancellationToken">Abandons the calls.</param>
    public async Task EnableAsync(bool withHub, CancellationToken cancellationToken)
    {
        if (withHub && await hub.DescribeHubAsync(cancellationToken).ConfigureAwait(false) is null) await hub.EnableHubAsync(cancellationToken).ConfigureAwait(false);
        await hub.EnableImportFindingsForProductAsync(AsffProductArn.Inspector(AwsRegions.Partition(Region), Region), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops Amazon Inspector from sending; where it does not, nothing changes.</summary>
    public async Task DisableAsync(CancellationToken cancellationToken)
    {
        if ((await GetAsync(cancellationToken).ConfigureAwait(false)).SubscriptionArn is { } subscription)
        {
            await hub.DisableImportFindingsForProductAsync(subscription, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        hub.Dispose();
        inspector.Dispose();
    }

    internal static bool IsInspectors(string subscriptionArn) => subscriptionArn.EndsWith(":product-subscription/aws/inspector", StringComparison.Ordinal);

    // Reading the state of Security Hub must not need permissions for Amazon Inspector, nor a Region that has it.
    private async Task<IReadOnlyList<string>?> GetScansAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await inspector.GetEnabledScansAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AwsException)
        {
            return null;
        }
    }
}
