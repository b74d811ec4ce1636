using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.SecurityHubV2;

/// <summary>GetFindingsV2.</summary>
internal sealed class GetFindingsV2Operation(OcsfFindings findings)
{
    private const int Longest = 100;

    public HttpReply Answer(ServiceCall call)
    {
        var hub = HubV2Operations.Required(call);
        CheckScopes(call);
        var size = call.Member("MaxResults")?.GetInt32() ?? Longest;
        var token = new PageToken(call, "GetFindingsV2", call.Member("Filters"), call.Member("SortCriteria"), call.Member("Scopes"));
        var position = (int)token.Position(call.Text("NextToken"), call.Refuse);
        var isWanted = OcsfFilters.Read(call.Member("Filters"), call);
        var order = Order(call);
        var places = hub.Sorted(token.Query, position > 0, () => Sorted(call, hub, isWanted, order));
        var page = findings.At(call, hub, places.Skip(position).Take(size)).ToList();
        return HttpReply.Json(reply =>
        {
            reply.WriteStartArray("Findings");
            foreach (var finding in page) finding.WriteTo(reply);
            reply.WriteEndArray();
            if (position + size < places.Count) reply.WriteString("NextToken", token.At(position + size));
        });
    }

    /// <summary>No organization is played.</summary>
    /// <exception cref="ServiceError">400: the call is about one.</exception>
    public static void CheckScopes(ServiceCall call)
    {
        if (call.Member("Scopes") is { } scopes && scopes.TryGetProperty("AwsOrganizations", out var organizations)
            && organizations.GetArrayLength() > 0)
        {
            throw new ServiceError(400, "OrganizationNotFoundException", $"Account {call.Caller.Account} is in no organization");
        }
    }

    /// <summary>The findings that pass, by their places.</summary>
    public static IEnumerable<(int Place, JsonElement Finding)> Search(
        IEnumerable<(int Place, JsonObject Finding)> all, Func<JsonElement, bool> isWanted)
    {
        foreach (var (place, finding) in all)
        {
            var element = JsonSerializer.SerializeToElement(finding);
            if (isWanted(element)) yield return (place, element);
        }
    }

    private IEnumerable<long> Sorted(ServiceCall call, HubV2 hub, Func<JsonElement, bool> isWanted, FindingOrder order)
    {
        var found = Search(findings.All(call, hub), isWanted);
        return order.IsAny
            ? found.Select(entry => (long)entry.Place)
            : order.Sort(found.Select(entry => ((long)entry.Place, order.KeysOf(entry.Finding))));
    }

    private static FindingOrder Order(ServiceCall call)
    {
        var order = new FindingOrder();
        if (call.Member("SortCriteria") is not { } criteria) return order;
        foreach (var criterion in criteria.EnumerateArray())
        {
            if (!criterion.TryGetProperty("Field", out var name) || name.GetString() is not { } field)
                throw call.Refuse("Invalid parameter 'SortCriteria'. A criterion should have required property 'Field'");
            var isDescending = criterion.TryGetProperty("SortOrder", out var direction) && direction.ValueEquals("desc");
            order.Add(field, isDescending, field.EndsWith("_dt", StringComparison.Ordinal) ? FindingTime.Parse : null);
        }

        return order;
    }
}
