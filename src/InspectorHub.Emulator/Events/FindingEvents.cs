using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Asff;
using InspectorHub.Emulator.Inspector;

namespace InspectorHub.Emulator.Events;

/// <summary>
/// Events about findings in the form that EventBridge gives them to its targets. Source: EventBridge user guide, event structure;
/// user guides of Inspector and Security Hub, events.
/// </summary>
internal static class FindingEvents
{
    /// <summary>A finding of Amazon Inspector has come or changed.</summary>
    public static string OfInspector(ReportedFinding finding, DateTimeOffset now)
    {
        var detail = JsonObject.Create(finding.Element)!;
        MakeDatesTexts(detail);
        return Envelope("aws.inspector2", "Inspector2 Finding", finding.Account, finding.Region, finding.Arn, detail, now);
    }

    /// <summary>Security Hub has taken a finding, or a customer has updated one.</summary>
    public static string OfSecurityHub(string account, string region, byte[] finding, DateTimeOffset now)
    {
        var asff = JsonNode.Parse(finding)!;
        var detail = new JsonObject { ["findings"] = new JsonArray(asff) };
        return Envelope(
            "aws.securityhub", "Security Hub Findings - Imported", account, region,
            $"{(string?)asff["ProductArn"]}/{(string?)asff["Id"]}", detail, now);
    }

    private static string Envelope(
        string source, string type, string account, string region, string resource, JsonObject detail, DateTimeOffset now) => new JsonObject
    {
        ["version"] = "0",
        ["id"] = Guid.NewGuid().ToString(),
        ["detail-type"] = type,
        ["source"] = source,
        ["account"] = account,
        ["time"] = AsffTime.Seconds(now),
        ["region"] = region,
        ["resources"] = new JsonArray(resource),
        ["detail"] = detail,
    }.ToJsonString();

    // Where the API has seconds, an event has "Wed Sep 04 16:59:44.356 UTC 2024".
    private static void MakeDatesTexts(JsonNode node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var name in members.Select(member => member.Key).ToList())
                {
                    if (members[name] is not { } value) continue;
                    if (
                        value is JsonValue number
                            && name.EndsWith("At", StringComparison.Ordinal)
                            && number.GetValueKind() == JsonValueKind.Number)
                        members[name] = Text(number.GetValue<double>());
                    else MakeDatesTexts(value);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    if (item is not null) MakeDatesTexts(item);
                }

                break;
        }
    }

    private static string Text(double seconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(seconds * 1000)).ToString(
            "ddd MMM dd HH:mm:ss.fff 'UTC' yyyy", CultureInfo.InvariantCulture);
}
