using System.Management.Automation;
using InspectorHub.Base;
using InspectorHub.Input;
using InspectorHub.Integration;

namespace InspectorHub.Commands;

/// <summary>
/// Lets Amazon Inspector send all its findings to Security Hub CSPM, to Security Hub, or to both. Where it does already,
/// nothing changes.
/// </summary>
[Cmdlet(VerbsLifecycle.Enable, "InspectorHubIntegration", SupportsShouldProcess = true)]
[OutputType(typeof(IntegrationState))]
public sealed class EnableInspectorHubIntegrationCommand : IntegrationCommand
{
    /// <summary>Which Security Hub.</summary>
    [Parameter]
    public HubKind[] Hub { get; set; } = [HubKind.Cspm];

    /// <summary>Turns the hub on too, where it is off; Security Hub CSPM without its default standards.</summary>
    [Parameter]
    public SwitchParameter EnableHub { get; set; }

    /// <summary>Gives the state after the change, per Region.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => InEveryRegion(
        integration => ShouldProcess(integration.Region, Question()),
        async integration =>
        {
            if (Hub.Contains(HubKind.Cspm)) await integration.EnableAsync(EnableHub, Stop).ConfigureAwait(false);
            var isOn = !Hub.Contains(HubKind.V2) || await integration.EnableV2Async(EnableHub, Stop).ConfigureAwait(false);
            return (integration.Region, isOn, State: PassThru ? await integration.GetAsync(Stop).ConfigureAwait(false) : null);
        },
        done =>
        {
            if (!done.isOn) WriteError(HubIsOff(done.Region));
            if (done.State is not null) WriteObject(done.State);
        });

    private string Question()
    {
        var names = string.Join(" and ", Hub.Distinct().Select(hub => hub == HubKind.Cspm ? "Security Hub CSPM" : "Security Hub"));
        return EnableHub
            ? $"Enable {names} and let Amazon Inspector send its findings to it"
            : $"Let Amazon Inspector send its findings to {names}";
    }

    private static ErrorRecord HubIsOff(string region) =>
        new(new InvalidOperationException($"Security Hub is off in {region}."), "HubOff", ErrorCategory.InvalidOperation, region)
        {
            ErrorDetails = new ErrorDetails($"Security Hub is off in {region}.")
            {
                RecommendedAction = "Enable-InspectorHubIntegration -Hub V2 -EnableHub turns it on; Amazon Inspector sends to it from " +
                    "then on.",
            },
        };
}
