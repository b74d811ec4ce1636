using System.Management.Automation;
using InspectorHub.Aws;
using InspectorHub.Completion;

namespace InspectorHub;

/// <summary>Base of the cmdlets that work in one Region.</summary>
public abstract class ConnectedCommand : AwsCommand
{
    /// <summary>The Region; else $StoredAWSRegion, the profile's, the environment's, the machine's.</summary>
    [Parameter]
    [Alias("RegionToCall")]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    /// <summary>Where to call and as whom.</summary>
    private protected AwsConnection Connection => ConnectTo(Region);
}
