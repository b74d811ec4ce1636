using System.Management.Automation;
using InspectorHub.Base;
using InspectorHub.Integration;

namespace InspectorHub.Commands;

/// <summary>Stops Amazon Inspector from sending its findings to Security Hub by itself. Where it does not, nothing changes.</summary>
[Cmdlet(VerbsLifecycle.Disable, "InspectorHubIntegration", SupportsShouldProcess = true)]
[OutputType(typeof(IntegrationState))]
public sealed class DisableInspectorHubIntegrationCommand : IntegrationCommand
{
    /// <summary>Gives the state after the change, per Region.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => InEveryRegion(
        integration => ShouldProcess(integration.Region, "Stop Amazon Inspector from sending its findings to Security Hub"),
        async integration =>
        {
            await integration.DisableAsync(Stop).ConfigureAwait(false);
            return PassThru ? await integration.GetAsync(Stop).ConfigureAwait(false) : null;
        },
        state =>
        {
            if (state is not null) WriteObject(state);
        });
}
