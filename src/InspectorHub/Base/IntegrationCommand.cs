using InspectorHub.Aws;
using InspectorHub.Integration;

namespace InspectorHub.Base;

/// <summary>Base of the cmdlets about the integration: many Regions are worked on at once.</summary>
public abstract class IntegrationCommand : RegionsCommand
{
    /// <summary>
    /// Does something with the integration in every Region at once and hands over what came of it, in the order of the
    /// Regions. One that fails is an error of its own.
    /// </summary>
    private protected void InEveryRegion<T>(Func<HubIntegration, bool> wanted, Func<HubIntegration, Task<T>> work, Action<T> done)
    {
        var running = new List<(HubIntegration Integration, Task<T> Work)>();
        try
        {
            foreach (var connection in Connections)
            {
                try
                {
                    var integration = new HubIntegration(connection);
                    if (wanted(integration)) running.Add((integration, work(integration)));
                    else integration.Dispose();
                }
                catch (AwsException failure)
                {
                    WriteError(ErrorOf(failure, connection.Region));
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
