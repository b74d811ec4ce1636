using System.Globalization;
using System.Text.Json;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>GetFindings.</summary>
internal static class GetFindingsOperation
{
    private const int Longest = 100;

    public static HttpReply Answer(ServiceCall call)
    {
        HubOperations.RequireHub(call);
        var size = PageSize(call);
        var filters = FindingFilters.Read(Member(call, "Filters"), call.Now);
        var order = Order(Member(call, "SortCriteria"));
        var token = Token(call);

        // In the order in which they came the token is the last row given. Sorted it is a position, and until the page is known there are only rows and keys.
        var found = order.IsAny
            ? Search(call.Hub, filters, token).Select(finding => finding.Held).Take(size + 1).ToList()
            : order.Sort(Search(call.Hub, filters, after: 0), finding => finding.Element, finding => finding.Held.Row).Skip((int)token).Take(size + 1).Select(call.Hub.At).ToList();
        var page = found.Take(size).ToList();
        var next = order.IsAny ? page.LastOrDefault()?.Row ?? 0 : token + size;

        return HttpReply.Json(reply =>
        {
            reply.WriteStartArray("Findings");
            foreach (var finding in page) reply.WriteRawValue(finding.Body, skipInputValidation: true);
            reply.WriteEndArray();
            if (found.Count > size) reply.WriteString("NextToken", next.ToString(CultureInfo.InvariantCulture));
        });
    }

    // An element is good until the next finding is asked for.
    private static IEnumerable<(HeldFinding Held, JsonElement Element)> Search(Hub hub, FindingFilters filters, long after)
    {
        var candidates = filters.Wanted.TryGetValue("Id", out var ids)
            ? ids.SelectMany(hub.WithId).Where(held => held.Row > after).OrderBy(held => held.Row)
            : hub.After(after, filters.Wanted);
        foreach (var held in candidates)
        {
            using var document = JsonDocument.Parse(held.Body);
            if (filters.Matches(document.RootElement)) yield return (held, document.RootElement);
        }
    }

    // A field is an attribute to filter by (SeverityLabel) or a path (Severity.Normalized).
    private static FindingOrder Order(JsonElement? sortCriteria)
    {
        var order = new FindingOrder();
        if (sortCriteria is not { ValueKind: JsonValueKind.Array } given) return order;
        foreach (var criterion in given.EnumerateArray())
        {
            var field = criterion.TryGetProperty("Field", out var name) ? name.GetString() : null;
            var direction = criterion.TryGetProperty("SortOrder", out var value) ? value.GetString() : "asc";
            if (string.IsNullOrWhiteSpace(field) || direction is not ("asc" or "desc")) throw new ServiceError(400, "InvalidInputException", "Invalid parameter 'SortCriteria'. A Field and a SortOrder of asc or desc are expected");
            order.Add(FindingAttributes.All.TryGetValue(field!, out var attribute) ? attribute.Path : field!, direction == "desc");
        }

        return order;
    }

    private static int PageSize(ServiceCall call)
    {
        if (Member(call, "MaxResults") is not { } size) return Longest;
        if (size.ValueKind == JsonValueKind.Number && size.TryGetInt32(out var number) && number is >= 1 and <= Longest) return number;
        throw new ServiceError(400, "InvalidInputException", $"Invalid parameter 'MaxResults'. Value {size} is not within 1 and {Longest}");
    }

    private static long Token(ServiceCall call)
    {
        if (call.Text("NextToken") is not { Length: > 0 } text) return 0;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var token)) return token;
        throw new ServiceError(400, "InvalidInputException", "Invalid parameter 'NextToken'.");
    }

    private static JsonElement? Member(ServiceCall call, string name) =>
        call.Input.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
