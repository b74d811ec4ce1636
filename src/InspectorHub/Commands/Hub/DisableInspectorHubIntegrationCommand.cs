using System.Management.Automation;
using InspectorHub.Base;
using InspectorHub.Integration;

namespace InspectorHub.Commands;

/// <summary>Stops Amazon Inspector from sending its findings to Security Hub CSPM by itself. Where it does not, nothing changes.</summary>
[Cmdlet(VerbsLifecycle.Disable, "InspectorHubIntegration", SupportsShouldProcess = true)]
[OutputType(typeof(IntegrationState))]
public sealed class DisableInspectorHubIntegrationCommand : IntegrationCommand
{
    /// <summary>Gives the state after the change, per Region.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => InEveryRegion(
        integration => ShouldProcess(integration.Region, "Stop Amazon Inspector from sending its findings to Security Hub CSPM"),
        async integration =>
        {
            await integration.DisableAsync(Stop).ConfigureAwait(false);
            var goesOn = await integration.IsV2OnAsync(Stop).ConfigureAwait(false) == true;
            return (integration.Region, goesOn, State: PassThru ? await integration.GetAsync(Stop).ConfigureAwait(false) : null);
        },
        done =>
        {
            if (done.goesOn)
            {
                WriteWarning(
                    $"Security Hub, the service that holds OCSF, is on in {done.Region} and goes on receiving Amazon Inspector's " +
                    "findings. " +
                    "AWS has no operation that stops one product's flow there; see about_InspectorHub_Hubs.");
            }

            if (done.State is not null) WriteObject(done.State);
        });
}
