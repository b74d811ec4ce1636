using System.Management.Automation;
using InspectorHub.Aws.HubV2;
using InspectorHub.Aws.Inspector;
using InspectorHub.Aws.Sessions;
using InspectorHub.Compare;
using InspectorHub.Ocsf;

namespace InspectorHub.Commands;

/// <content>-Hub V2: with what Amazon Inspector itself has sent, in OCSF.</content>
public sealed partial class CompareInspectorHubFindingCommand
{
    private readonly Dictionary<string, HubV2Comparison> comparisonsV2 = new(StringComparer.Ordinal);
    private readonly List<SecurityHubV2Client> hubsV2 = [];

    private void BeginV2()
    {
        input.TakesOcsf = true;
        if (Resource is null) return;
        ThrowTerminatingError(new ErrorRecord(
            new PSInvalidOperationException(
                "-Resource goes with Security Hub CSPM: findings of scans cannot be imported into Security Hub."),
            "NotInOcsf", ErrorCategory.InvalidArgument, Resource));
    }

    private void OpenV2(AwsConnection connection)
    {
        var hub = new SecurityHubV2Client(connection, connection.Region!);
        hubsV2.Add(hub);
        var comparison = comparisonsV2[hub.Region] = Await(HubV2Comparison.ReadAsync(hub, Stop));
        foreach (var account in AccountId ?? []) comparison.Cover(account);
        WriteVerbose($"Security Hub in {hub.Region} holds {comparison.Held} findings that Amazon Inspector has sent.");
    }

    private HubV2Difference? Compare(OcsfFinding finding)
    {
        var region = finding.Region ?? throw new FormatException("The finding has no cloud.region.");
        if (comparisonsV2.TryGetValue(region, out var comparison)) return comparison.Compare(finding);
        PassOver(region);
        return null;
    }

    private void WriteOrphans(HubV2Comparison comparison, Inspector2Client? inspector)
    {
        if (!IsComplete(comparison.Region)) return;
        foreach (var orphan in Await(comparison.FindOrphansAsync(inspector, Stop))) WriteObject(orphan);
    }
}
