using System.Text.Json;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.SecurityHub.Accounts;
using InspectorHub.Emulator.Services;
using InspectorHub.Emulator.Store;
using InspectorHub.Emulator.Store.Columns;

namespace InspectorHub.Emulator.SecurityHub.Search;

/// <summary>GetFindings.</summary>
internal sealed class GetFindingsOperation(FindingScope scope)
{
    private const int Longest = 100;

    public HttpReply Answer(ServiceCall call)
    {
        var size = call.Member("MaxResults")?.GetInt32() ?? Longest;
        var order = call.Member("SortCriteria")?.EnumerateArray().Select(Order).ToArray() ?? [];
        var token = new PageToken(call, "GetFindings", call.Member("Filters"), call.Member("SortCriteria"));
        var filters = FindingFilters.Read(call.Member("Filters"), call.Now);
        var search = new FindingSearch(scope.Of(call), filters, order);
        var place = token.Place(call.Text("NextToken"), call.Refuse) is { } last
            ? FindingPlace.Read(last, order.Length) ?? throw call.Refuse("Invalid NextToken")
            : default;
        // One more than is on the page tells whether there is another.
        var page = search.Matching(place).Take(size + 1).ToList();
        var next = page.Count > size ? token.At(search.PlaceOf(page[size - 1].Row).ToBytes()) : null;
        return HttpReply.Json(reply =>
        {
            reply.WriteStartArray("Findings");
            foreach (var (_, finding) in page.Take(size)) reply.WriteRawValue(finding, skipInputValidation: true);
            reply.WriteEndArray();
            if (next is not null) reply.WriteString("NextToken", next);
        });
    }

    // A field is an attribute to filter by (SeverityLabel) or a path (Severity.Normalized).
    private static ColumnOrder Order(JsonElement criterion)
    {
        if (!criterion.TryGetProperty("Field", out var name) || name.GetString() is not { } field)
            throw new ServiceError(
                400, "InvalidInputException", "Invalid parameter 'SortCriteria'. data[0] should have required property 'Field'");
        var attribute = FindingAttributes.All.TryGetValue(field, out var known) ? known : FindingAttributes.At(field);
        return new ColumnOrder(
            new ColumnPlace(attribute?.Path ?? field, attribute?.Kind == FilterKind.Date),
            criterion.TryGetProperty("SortOrder", out var direction) && direction.ValueEquals("desc"));
    }
}
