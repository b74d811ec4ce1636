using InspectorHub.Aws;
using InspectorHub.Aws.HubV2;
using InspectorHub.Aws.Inspector;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Aws.Sessions;

namespace InspectorHub.Integration;

/// <summary>The services that the integration is between, in one Region; nothing is called yet.</summary>
internal sealed class RegionClients : IDisposable
{
    /// <exception cref="AwsException">The Region or the endpoint cannot be one.</exception>
    public RegionClients(AwsConnection connection)
    {
        var region = AwsRegions.Resolve(connection);
        Connection = connection with { Region = region };
        Hub = new SecurityHubClient(connection, region);
        HubV2 = new SecurityHubV2Client(connection, region);
        Inspector = new Inspector2Client(connection, region);
    }

    /// <summary>With the Region that it comes to.</summary>
    public AwsConnection Connection { get; }

    public SecurityHubClient Hub { get; }

    public SecurityHubV2Client HubV2 { get; }

    public Inspector2Client Inspector { get; }

    public void Dispose()
    {
        Hub.Dispose();
        HubV2.Dispose();
        Inspector.Dispose();
    }
}
