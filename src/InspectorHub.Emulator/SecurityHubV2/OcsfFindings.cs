using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Emulator.Inspector;
using InspectorHub.Emulator.Services;
using InspectorHub.Emulator.Store;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Ocsf;
using InspectorHub.Translation;
using InspectorHub.Translation.Ocsf;

namespace InspectorHub.Emulator.SecurityHubV2;

/// <summary>
/// The findings of the hub: what Inspector reports, in OCSF, with what the service fills in (<c>metadata.uid</c>) and what customers have
/// set. A finding's place is that of Inspector's list.
/// </summary>
internal sealed class OcsfFindings(EmulatedInspector inspector, InspectorMembers members, OcsfVersion version)
{
    // Most calls are about findings that have not changed since the call before; what has is another object.
    private readonly ConditionalWeakTable<ReportedFinding, byte[]> translated = new();

    /// <summary>The name that the service gives a finding. Source: its identity is account, finding and product.</summary>
    public static string MetadataUid(string account, string findingUid, string productUid) => StableId.Hex(account, findingUid, productUid);

    /// <summary>The caller's findings by their places.</summary>
    public IEnumerable<(int Place, JsonObject Finding)> All(ServiceCall call, HubV2 hub)
    {
        var updates = hub.Updates;
        var place = -1;
        foreach (var reported in inspector.OfInspector2(call.Region, members.SeenBy(call)))
        {
            place++;
            if (reported is not null && Read(reported, updates) is { } finding) yield return (place, finding);
        }
    }

    /// <summary>The caller's findings at some places, those that have gone left out.</summary>
    public IEnumerable<JsonObject> At(ServiceCall call, HubV2 hub, IEnumerable<long> places)
    {
        var updates = hub.Updates;
        var all = inspector.OfInspector2(call.Region, members.SeenBy(call)).ToList();
        foreach (var place in places)
        {
            if (place < all.Count && all[(int)place] is { } reported && Read(reported, updates) is { } finding) yield return finding;
        }
    }

    private JsonObject? Read(ReportedFinding reported, IReadOnlyDictionary<string, FindingUpdate> updates)
    {
        var json = translated.GetValue(reported, Translate);
        if (json.Length == 0) return null;
        var finding = JsonNode.Parse(json)!.AsObject();
        var uid = (string)finding["metadata"]!["uid"]!;
        if (updates.TryGetValue(uid, out var update)) Apply(finding, update);
        return finding;
    }

    // What Inspector would never report (a finding without any date) is none of the hub's.
    private byte[] Translate(ReportedFinding reported)
    {
        try
        {
            var native = Inspector2Json.Finding.Read(JsonSerializer.SerializeToUtf8Bytes(reported.Element))!;
            var ocsf = OcsfTranslator.Translate(native, version);
            var finding = JsonNode.Parse(ocsf)!.AsObject();
            var product = (string)finding["metadata"]!["product"]!["uid"]!;
            finding["metadata"]!["uid"] = MetadataUid(reported.Account, reported.Arn, product);
            return JsonSerializer.SerializeToUtf8Bytes(finding);
        }
        catch (TranslationException)
        {
            return [];
        }
    }

    private static void Apply(JsonObject finding, FindingUpdate update)
    {
        if (update.Comment is { } comment) finding["comment"] = comment;
        if (update.SeverityId is { } severity)
            (finding["severity_id"], finding["severity"]) = (severity, OcsfCaptions.Severities[severity]);
        if (update.StatusId is { } status) (finding["status_id"], finding["status"]) = (status, OcsfCaptions.Statuses[status]);
    }
}
