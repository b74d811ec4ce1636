using System.Text.RegularExpressions;
using Amazon;
using Amazon.Runtime;

namespace InspectorHub.Aws.Sessions;

/// <summary>Names of Regions. Which there are is the SDK's knowledge.</summary>
public static class AwsRegions
{
    /// <summary>The Region of a connection: its own, that of its profile, of the environment, of the machine.</summary>
    /// <exception cref="AwsException"><see cref="AwsException.NoRegion"/>: there is none, or it has no name of a Region.
    /// <see cref="AwsException.NoCredentials"/>: there is no such profile.</exception>
    public static string Resolve(AwsConnection connection)
    {
        var region = connection.Region;
        if (string.IsNullOrEmpty(region) && connection.ProfileName is { } profile)
            region = AwsProfiles.Find(profile, connection.ProfileLocation).Region?.SystemName;
        return Check(string.IsNullOrEmpty(region) ? FallbackRegionFactory.GetRegionEndpoint()?.SystemName : region);
    }

    /// <summary>Whether the SDK knows the Region by name. One that it does not know may be newer than the SDK.</summary>
    // Not asked of the SDK each time: it adds to its own list whatever name it has once been given.
    public static bool IsKnown(string region) => Known.Contains(region);

    /// <summary>The Regions of all partitions, as far as the SDK knows them.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        .. RegionEndpoint.EnumerableAllRegions.Select(region => region.SystemName).Where(IsRegion)
            .OrderBy(name => name, StringComparer.Ordinal),
    ];

    // The SDK lists endpoints such as us-east-1-regional among them, in which nothing is.
    private static bool IsRegion(string name) => name[name.Length - 1] is >= '0' and <= '9';

    private static string Check(string? region)
    {
        if (string.IsNullOrEmpty(region))
        {
            throw new AwsException("No Region: none is given, and neither AWS_REGION nor the profile has one.")
            {
                ErrorCode = AwsException.NoRegion,
            };
        }

        if (
            RegionEndpoint.AllPartitionRegionRegex.Any(
                pattern => Regex.IsMatch(region, pattern, RegexOptions.None, TimeSpan.FromSeconds(1))))
            return region!;
        throw new AwsException($"'{region}' is not the name of a Region; eu-central-1 is.") { ErrorCode = AwsException.NoRegion };
    }
}
