using System.Text;
using System.Text.Json.Nodes;
using InspectorHub.Asff;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.SecurityHub.Accounts;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Services;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>
/// GetFindingHistory: what has been changed of a finding, by whom. That it was created is known without being written down.
/// </summary>
internal sealed class FindingHistory(FindingScope scope)
{
    private const string Kind = "history";
    private const int Kept = 100;

    // The service's own, which change with everything else.
    private static readonly HashSet<string> Own = ["UpdatedAt", "ProcessedAt", "ProductFields", "FindingProviderFields"];

    /// <summary>Writes down a change.</summary>
    /// <param name="hub">Where the finding is.</param>
    /// <param name="source">BATCH_IMPORT_FINDINGS or BATCH_UPDATE_FINDINGS.</param>
    /// <param name="identity">Who: the product, or the identity of the caller.</param>
    /// <param name="before">The finding as it was.</param>
    /// <param name="after">As it is now.</param>
    /// <param name="now">When.</param>
    public static void Record(Hub hub, string source, string identity, JsonMembers before, JsonMembers after, DateTimeOffset now)
    {
        var updates = new JsonArray();
        foreach (var name in before.Names.Union(after.Names))
        {
            var (old, current) = (Text(before, name), Text(after, name));
            if (Own.Contains(name) || old == current) continue;
            updates.Add(new JsonObject { ["UpdatedField"] = name, ["OldValue"] = old, ["NewValue"] = current });
        }

        if (updates.Count == 0) return;
        var identifier = Identifier(after);
        var key = Key((string)identifier["ProductArn"]!, (string)identifier["Id"]!);
        var history = hub.Document(Kind, key) ?? new JsonObject { ["Records"] = new JsonArray() };
        var records = history["Records"]!.AsArray();
        if (records.Count == Kept) records.RemoveAt(0);
        records.Add(new JsonObject
        {
            ["FindingIdentifier"] = identifier,
            ["UpdateTime"] = AsffTime.Milliseconds(now),
            ["FindingCreated"] = false,
            ["UpdateSource"] = new JsonObject { ["Type"] = source, ["Identity"] = identity },
            ["Updates"] = updates,
        });
        hub.Keep(Kind, key, history);
    }

    public HttpReply Answer(ServiceCall call)
    {
        var named = call.Input.GetProperty("FindingIdentifier");
        var (product, id) = (named.GetProperty("ProductArn").GetString()!, named.GetProperty("Id").GetString()!);
        List<JsonObject> records = [];
        if (scope.Of(call).Find(product, id) is { } held)
        {
            records.Add(Created(held.Members));
            if (call.Hub.Document(Kind, Key(product, id)) is { } history)
                records.AddRange(history["Records"]!.AsArray().Select(record => record!.DeepClone().AsObject()));
        }

        var (from, to) = (FindingTime.Parse(call.Text("StartTime")), FindingTime.Parse(call.Text("EndTime")));
        bool IsWithin(JsonObject record) => FindingTime.Parse((string?)record["UpdateTime"]) is var time && !(time < from) && !(time > to);
        records = [.. records.Where(IsWithin).Reverse()];
        return Page<JsonObject>.Of(
            call, "GetFindingHistory", records, call.Member("FindingIdentifier"), call.Member("StartTime"), call.Member("EndTime"))
            .ToReply("Records", record => record);
    }

    private static JsonObject Created(JsonMembers finding) => new()
    {
        ["FindingIdentifier"] = Identifier(finding),
        ["UpdateTime"] = finding.Text("CreatedAt"),
        ["FindingCreated"] = true,
        ["UpdateSource"] = new JsonObject { ["Type"] = "BATCH_IMPORT_FINDINGS", ["Identity"] = finding.Text("ProductArn") },
        ["Updates"] = new JsonArray(),
    };

    private static JsonObject Identifier(JsonMembers finding) =>
        new() { ["Id"] = finding.Text("Id"), ["ProductArn"] = finding.Text("ProductArn") };

    private static string Key(string productArn, string id) => $"{productArn}/{id}";

    private static string? Text(JsonMembers finding, string name) =>
        finding.Text(name) ?? (finding.Json(name) is { } json ? Encoding.UTF8.GetString(json.ToArray()) : null);
}
