using System.Management.Automation;
using InspectorHub.Base;
using InspectorHub.Integration;

namespace InspectorHub.Commands;

/// <summary>Shows per Region how both Security Hubs, Amazon Inspector and the flow of findings between them stand.</summary>
[Cmdlet(VerbsCommon.Get, "InspectorHubIntegration")]
[OutputType(typeof(IntegrationState))]
public sealed class GetInspectorHubIntegrationCommand : IntegrationCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        InEveryRegion(_ => true, integration => integration.GetAsync(Stop), WriteObject);
}
