using InspectorHub.Aws.Sessions;

namespace InspectorHub.Completion;

/// <summary>Offers the Regions of all partitions.</summary>
public sealed class RegionCompleter : ListCompleter
{
    private protected override IEnumerable<string> Names => AwsRegions.Known;
}
