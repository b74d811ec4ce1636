using System.Globalization;
using System.Text.Json;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.SecurityHub.Filters;
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
        var order = SortOrder.Read(Member(call, "SortCriteria"));
        var token = Token(call);

        // In the order in which they came the token is the last row given; sorted it is a position.
        var found = order.IsAny
            ? Search(call.Hub, filters, token).Select(finding => finding.Held).Take(size + 1).ToList()
            : order.Sort(Search(call.Hub, filters, after: 0)).Skip((int)token).Take(size + 1).Select(row => call.Hub.After(row - 1).First()).ToList();
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

    private static IEnumerable<(HeldFinding Held, JsonElement Element)> Search(Hub hub, FindingFilters filters, long after)
    {
        var candidates = filters.Ids is { } ids
            ? ids.SelectMany(hub.WithId).Where(held => held.Row > after).OrderBy(held => held.Row)
            : hub.After(after);
        foreach (var held in candidates)
        {
            var element = held.ToElement();
            if (filters.Matches(element)) yield return (held, element);
        }
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
