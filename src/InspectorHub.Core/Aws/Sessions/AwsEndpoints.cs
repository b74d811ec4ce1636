using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace InspectorHub.Aws.Sessions;

/// <summary>
/// Where a service listens: <c>service[-fips].region.suffix</c>, the suffix by partition and dual stack. The four services we
/// call share this rule (their endpoint rule sets); partitions are the SDK's.
/// </summary>
internal sealed class AwsEndpoints : BaseEndpointResolver
{
    /// <summary>The endpoint of a client: the one it is given or finds in the environment, else AWS's own.</summary>
    public static Endpoint Find(IClientConfig config)
    {
        if (!string.IsNullOrEmpty(config.ServiceURL)) return new Endpoint(config.ServiceURL);
        var region = config.RegionEndpoint.SystemName;
        var partition = Fn.Partition(region);
        var suffix = config.UseDualstackEndpoint ? partition.dualStackDnsSuffix : partition.dnsSuffix;
        return new Endpoint($"https://{config.RegionEndpointServiceName}{(config.UseFIPSEndpoint ? "-fips" : "")}.{region}.{suffix}");
    }

    /// <summary>Whether a URL is in the domains of AWS itself.</summary>
    public static bool IsAws(Uri url) => !url.IsLoopback && (
        url.Host.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase) ||
        RegionEndpoint.EnumerableAllRegions.Select(region => Fn.Partition(region.SystemName)).Distinct()
            .Any(partition => url.Host.EndsWith('.' + partition.dnsSuffix, StringComparison.OrdinalIgnoreCase) ||
                              url.Host.EndsWith('.' + partition.dualStackDnsSuffix, StringComparison.OrdinalIgnoreCase)));

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => new();
}
