using System.Management.Automation;
using InspectorHub.Asff;
using InspectorHub.Findings;
using InspectorHub.Findings.Cis;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Findings.Scan;
using InspectorHub.Reports;

namespace InspectorHub.Views;

/// <summary>What a finding is about, in the width of a table's column: the first resource, and how many more there are.</summary>
public static class ResourceView
{
    /// <summary>Of a finding of Security Hub.</summary>
    public static string Text(AsffFinding finding) => Text(finding.Resources?.Select(resource => resource.Id));

    /// <summary>Of a finding of an Inspector product.</summary>
    public static string Text(InspectorFinding finding) => finding switch
    {
        Inspector2Finding inspector2 => Text(inspector2.Resources?.Select(resource => resource.Id)),
        ClassicFinding classic => classic.AssetAttributes?.AgentId ?? "",
        CisFinding cis => cis.TargetResourceId ?? "",
        ScanFinding scan => scan.Artifact.Reference,
        _ => "",
    };

    /// <summary>Of a finding that has come through remoting: an object of its properties.</summary>
    public static string Text(object finding) => finding switch
    {
        PSObject { BaseObject: AsffFinding or InspectorFinding } wrapped => Text(wrapped.BaseObject),
        AsffFinding asff => Text(asff),
        InspectorFinding inspector => Text(inspector),
        PSObject remote => ResourceName.Of(remote.Properties["ResourceId"]?.Value?.ToString()),
        _ => "",
    };

    /// <summary>Of a finding in OCSF: what its resources are named by.</summary>
    public static string Names(string?[] ids) => Text(ids);

    private static string Text(IEnumerable<string?>? ids)
    {
        var all = ids?.ToList() ?? [];
        return all.Count <= 1 ? ResourceName.Of(all.FirstOrDefault()) : $"{ResourceName.Of(all[0])} +{all.Count - 1}";
    }
}
