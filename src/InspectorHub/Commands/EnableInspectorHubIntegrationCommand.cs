using System.Management.Automation;
using InspectorHub.Base;
using InspectorHub.Integration;

namespace InspectorHub.Commands;

/// <summary>Lets Amazon Inspector send all its findings to Security Hub by itself. Where it does already, nothing changes.</summary>
[Cmdlet(VerbsLifecycle.Enable, "InspectorHubIntegration", SupportsShouldProcess = true)]
[OutputType(typeof(IntegrationState))]
public sealed class EnableInspectorHubIntegrationCommand : IntegrationCommand
{
    /// <summary>Turns Security Hub on too, where it is off, without its default standards.</summary>
    [Parameter]
    public SwitchParameter EnableHub { get; set; }

    /// <summary>Gives the state after the change, per Region.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => InEveryRegion(
        integration => ShouldProcess(integration.Region, EnableHub ? "Enable Security Hub and let Amazon Inspector send its findings to it" : "Let Amazon Inspector send its findings to Security Hub"),
        async integration =>
        {
            await integration.EnableAsync(EnableHub, Stop).ConfigureAwait(false);
            return PassThru ? await integration.GetAsync(Stop).ConfigureAwait(false) : null;
        },
        state =>
        {
            if (state is not null) WriteObject(state);
        });
}
