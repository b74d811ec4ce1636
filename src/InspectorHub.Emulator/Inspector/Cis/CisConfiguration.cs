using System.Text.Json;
using InspectorHub.Findings.Cis;

namespace InspectorHub.Emulator.Inspector.Cis;

/// <summary>What CIS scans are made by. Source: Inspector2 API 2020-06-08, <c>CisScanConfiguration</c>.</summary>
/// <param name="Arn">Names it.</param>
/// <param name="OwnerId">The account that made it.</param>
/// <param name="Name">What its scans are called.</param>
/// <param name="SecurityLevel">LEVEL_1 or LEVEL_2.</param>
/// <param name="Schedule">When they are made, as it was given.</param>
/// <param name="AccountIds">Where.</param>
/// <param name="Tags">Of which instances.</param>
/// <param name="OwnTags">The configuration's own tags, as they were given.</param>
internal sealed record CisConfiguration(
    string Arn,
    string OwnerId,
    string Name,
    string SecurityLevel,
    JsonElement Schedule,
    IReadOnlyList<string> AccountIds,
    CisTags Tags,
    JsonElement? OwnTags)
{
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("scanConfigurationArn", Arn);
        json.WriteString("ownerId", OwnerId);
        json.WriteString("scanName", Name);
        json.WriteString("securityLevel", SecurityLevel);
        json.WritePropertyName("schedule");
        Schedule.WriteTo(json);
        json.WriteStartObject("targets");
        CisWire.Texts(json, "accountIds", AccountIds);
        CisWire.Tags(json, Tags);
        json.WriteEndObject();
        if (OwnTags is { } tags)
        {
            json.WritePropertyName("tags");
            tags.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
