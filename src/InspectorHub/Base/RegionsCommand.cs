using System.Management.Automation;
using InspectorHub.Aws.Sessions;
using InspectorHub.Completion;

namespace InspectorHub.Base;

/// <summary>
/// Base of the cmdlets that work in many Regions at once; accounts come by property name from the pipeline, as rows with
/// RoleArn or ProfileName.
/// </summary>
public abstract class RegionsCommand : AwsCommand
{
    /// <summary>The Regions; else $StoredAWSRegion, the profile's, the environment's, the machine's.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("RegionToCall")]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string?[]? Region { get; set; }

    /// <summary>A connection per Region wanted; a single one, to the default Region, where none is named.</summary>
    private protected IEnumerable<AwsConnection> Connections => ConnectTo(Region);
}
