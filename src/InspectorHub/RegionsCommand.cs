using System.Management.Automation;
using InspectorHub.Aws;

namespace InspectorHub;

/// <summary>Base of the cmdlets that work in many Regions at once; accounts come by property name from the pipeline, as rows with RoleArn or ProfileName.</summary>
public abstract class RegionsCommand : AwsCommand
{
    /// <summary>The Regions; else $StoredAWSRegion, the profile's, the environment's, the machine's.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("RegionToCall")]
    public string?[] Region { get; set; } = [];

    /// <summary>Does something with the integration in every Region at once and hands over what came of it, in the order of the Regions. One that fails is an error of its own.</summary>
    private protected void InEveryRegion<T>(Func<Integration, bool> wanted, Func<Integration, Task<T>> work, Action<T> done)
    {
        var running = new List<(Integration Integration, Task<T> Work)>();
        try
        {
            foreach (var region in Region.Length == 0 ? [null] : Region)
            {
                try
                {
                    var integration = new Integration(ConnectTo(region));
                    if (wanted(integration)) running.Add((integration, work(integration)));
                    else integration.Dispose();
                }
                catch (AwsException failure)
                {
                    WriteError(ErrorOf(failure, region));
                }
            }

            foreach (var (integration, task) in running)
            {
                try
                {
                    done(Await(task));
                }
                catch (AwsException failure)
                {
                    WriteError(ErrorOf(failure, integration.Region));
                }
            }
        }
        finally
        {
            foreach (var (integration, _) in running) integration.Dispose();
        }
    }
}
