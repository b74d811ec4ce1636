using InspectorHub.Findings.Inspector2;
using InspectorHub.Ocsf;

namespace InspectorHub.Translation.Ocsf;

/// <summary>What BatchGetFindingDetails adds to a finding: the hub has none of it, and OCSF a place for the weaknesses alone.</summary>
internal static class OcsfFindingDetails
{
    public static void Write(OcsfWriter json, FindingDetails? details, bool hasCwes)
    {
        json.Start("details");
        WriteCisa(json, details?.CisaData);
        if (!hasCwes) json.Texts("cwes", details?.Cwes);
        json.Number("epssScore", details?.EpssScore);
        WriteEvidences(json, details);
        json.Start("exploitObserved");
        json.Text("firstSeen", OcsfInspector2Resources.Date(details?.ExploitObserved?.FirstSeen));
        json.Text("lastSeen", OcsfInspector2Resources.Date(details?.ExploitObserved?.LastSeen));
        json.End();
        json.Texts("referenceUrls", details?.ReferenceUrls);
        json.Number("riskScore", (long?)details?.RiskScore);
        json.Texts("tools", details?.Tools);
        json.Texts("ttps", details?.Ttps);
        json.End();
    }

    private static void WriteCisa(OcsfWriter json, CisaData? data)
    {
        json.Start("cisaData");
        json.Text("action", data?.Action);
        json.Text("dateAdded", OcsfInspector2Resources.Date(data?.DateAdded));
        json.Text("dateDue", OcsfInspector2Resources.Date(data?.DateDue));
        json.End();
    }

    private static void WriteEvidences(OcsfWriter json, FindingDetails? details)
    {
        json.StartList("evidences");
        foreach (var evidence in details?.Evidences ?? [])
        {
            json.Start();
            json.Text("evidenceDetail", evidence?.EvidenceDetail);
            json.Text("evidenceRule", evidence?.EvidenceRule);
            json.Text("severity", evidence?.Severity);
            json.End();
        }

        json.End();
    }
}
