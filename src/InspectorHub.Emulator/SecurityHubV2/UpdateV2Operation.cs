using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.SecurityHubV2;

/// <summary>BatchUpdateFindingsV2: what a customer sets on findings.</summary>
internal sealed class UpdateV2Operation(OcsfFindings findings)
{
    // Source: Security Hub API, BatchUpdateFindingsV2.
    private const int LongestComment = 512;

    private static readonly string[] Identity = ["CloudAccountUid", "FindingInfoUid", "MetadataProductUid"];

    public HttpReply Answer(ServiceCall call)
    {
        var hub = HubV2Operations.Required(call);
        var targets = Targets(call);
        var update = Update(call);
        var known = new HashSet<string>(findings.All(call, hub).Select(entry => (string)entry.Finding["metadata"]!["uid"]!));
        foreach (var target in targets.Where(target => known.Contains(target.Uid))) hub.Update(target.Uid, update);
        return HttpReply.Json(reply =>
        {
            Write(reply, "ProcessedFindings", targets.Where(target => known.Contains(target.Uid)), isProblem: false);
            Write(reply, "UnprocessedFindings", targets.Where(target => !known.Contains(target.Uid)), isProblem: true);
        });
    }

    // One of the two ways to name findings, with something to name.
    private static List<(string Uid, JsonNode Sent)> Targets(ServiceCall call)
    {
        var uids = call.Texts("MetadataUids");
        var identifiers = call.Member("FindingIdentifiers") is { } list ? list.EnumerateArray().ToList() : [];
        if (uids.Count > 0 == identifiers.Count > 0)
            throw call.Refuse("Exactly one of MetadataUids and FindingIdentifiers should be given");
        if (uids.Count > 0) return [.. uids.Select(uid => (uid, (JsonNode)JsonValue.Create(uid)!))];
        return [.. identifiers.Select(identifier => (UidOf(identifier), JsonNode.Parse(identifier.GetRawText())!))];
    }

    private static string UidOf(JsonElement identifier)
    {
        var parts = Array.ConvertAll(Identity, member => identifier.GetProperty(member).GetString()!);
        return OcsfFindings.MetadataUid(parts[0], parts[1], parts[2]);
    }

    private static FindingUpdate Update(ServiceCall call)
    {
        if (call.Text("Comment")?.Length > LongestComment)
            throw call.Refuse($"Invalid parameter 'Comment'. data should NOT be longer than {LongestComment} characters");
        var update = new FindingUpdate(
            Number(call, "StatusId", OcsfCaptions.Statuses), Number(call, "SeverityId", OcsfCaptions.Severities), call.Text("Comment"));
        return update is { StatusId: null, SeverityId: null, Comment: null }
            ? throw call.Refuse("One of Comment, SeverityId and StatusId should be given")
            : update;
    }

    private static int? Number(ServiceCall call, string member, IReadOnlyDictionary<int, string> allowed)
    {
        if (call.Member(member)?.GetInt32() is not { } number) return null;
        return allowed.ContainsKey(number)
            ? number
            : throw call.Refuse($"Invalid parameter '{member}'. data should be equal to one of the allowed values");
    }

    private static void Write(Utf8JsonWriter reply, string name, IEnumerable<(string Uid, JsonNode Sent)> targets, bool isProblem)
    {
        reply.WriteStartArray(name);
        foreach (var (_, sent) in targets)
        {
            reply.WriteStartObject();
            reply.WritePropertyName(sent is JsonValue ? "MetadataUid" : "FindingIdentifier");
            sent.WriteTo(reply);
            if (isProblem)
            {
                reply.WriteString("ErrorCode", "ResourceNotFoundException");
                reply.WriteString("ErrorMessage", "Finding not found");
            }

            reply.WriteEndObject();
        }

        reply.WriteEndArray();
    }
}
