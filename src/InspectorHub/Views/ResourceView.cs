using System.Management.Automation;
using System.Management.Automation.Host;
using InspectorHub.Asff;
using InspectorHub.Findings;
using InspectorHub.Findings.Cis;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Findings.Scan;
using InspectorHub.Ocsf;
using InspectorHub.Reports;

namespace InspectorHub.Views;

/// <summary>What a finding is about, in the width of a table's column: the first resource, and how many more there are.</summary>
public static class ResourceView
{
    private const int Narrowest = 80;
    private const int Shortest = 12;

    /// <summary>
    /// In a table that shares what its other columns leave between resource and title. A name that is longer is cut in the middle:
    /// names differ in their ends.
    /// </summary>
    /// <param name="finding">A finding, also one that has come through remoting.</param>
    /// <param name="host">$Host, for the width of its terminal.</param>
    /// <param name="others">The width of the other columns.</param>
    public static string Text(object finding, PSHost? host, int others) => Cut(Name(finding), Math.Max(
        Shortest, (Width(host) - others) / 2));

    /// <summary>A name of so many characters at most, without its middle where it is longer.</summary>
    public static string Cut(string name, int width)
    {
        if (name.Length <= width) return name;
        var end = width / 2;
        return name.Substring(0, width - end - 1) + "…" + name.Substring(name.Length - end);
    }

    private static string Name(object? finding) => finding switch
    {
        PSObject { BaseObject: AsffFinding or InspectorFinding or OcsfFinding } wrapped => Name(wrapped.BaseObject),
        AsffFinding asff => Of(asff.Resources?.Select(resource => resource.Id)),
        Inspector2Finding inspector2 => Of(inspector2.Resources?.Select(resource => resource.Id)),
        ClassicFinding classic => classic.AssetAttributes?.AgentId ?? "",
        CisFinding cis => ResourceName.Of(cis.TargetResourceId),
        ScanFinding scan => ResourceName.Of(scan.Artifact.Reference),
        OcsfFinding ocsf => Name(OcsfObject.From(ocsf.Json)),
        PSObject remote when remote.Properties["ResourceId"] is { } resource => ResourceName.Of(resource.Value?.ToString()),
        PSObject ocsf => Of(OcsfObject.Texts(ocsf, "resources.uid")),
        _ => "",
    };

    private static string Of(IEnumerable<string?>? ids)
    {
        var all = ids?.ToList() ?? [];
        return all.Count <= 1 ? ResourceName.Of(all.FirstOrDefault()) : $"{ResourceName.Of(all[0])} +{all.Count - 1}";
    }

    // A host without a terminal has none, or says 0.
    private static int Width(PSHost? host)
    {
        try
        {
            return Math.Max(Narrowest, host?.UI?.RawUI?.BufferSize.Width ?? 0);
        }
        catch (Exception none) when (none is HostException or NotImplementedException or IOException)
        {
            return Narrowest;
        }
    }
}
