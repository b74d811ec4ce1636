using System.Text.Json;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.SecurityHub.Accounts;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.SecurityHub.Search;

/// <summary>GetFindings.</summary>
internal sealed class GetFindingsOperation(FindingScope scope)
{
    private const int Longest = 100;

    public HttpReply Answer(ServiceCall call)
    {
        var size = call.Member("MaxResults")?.GetInt32() ?? Longest;
        var token = new PageToken(call, "GetFindings", call.Member("Filters"), call.Member("SortCriteria"));
        var position = token.Position(call.Text("NextToken"), call.Refuse);
        var filters = FindingFilters.Read(call.Member("Filters"), call.Now);
        var order = Order(call.Member("SortCriteria"));

        // In the order in which they came the position is the last row given. Sorted it is one in the list of rows.
        var search = new FindingSearch(scope.Of(call), filters, order);
        List<byte[]> page;
        long? next;
        if (order.IsAny)
        {
            var found = search.Matching(position).Take(size + 1).ToList();
            page = found.ConvertAll(finding => finding.Body);
            next = found.Count > size ? found[size - 1].Row : null;
        }
        else
        {
            var rows = call.Hub.Sorted(token.Query, position > 0, !filters.DependOnTime, search.SortedRows);
            page = [.. rows.Skip((int)position).Take(size).Select(search.At).OfType<byte[]>()];
            next = position + size < rows.Count ? position + size : null;
        }

        return HttpReply.Json(reply =>
        {
            reply.WriteStartArray("Findings");
            foreach (var finding in page.Take(size)) reply.WriteRawValue(finding, skipInputValidation: true);
            reply.WriteEndArray();
            if (next is { } after) reply.WriteString("NextToken", token.At(after));
        });
    }

    // A field is an attribute to filter by (SeverityLabel) or a path (Severity.Normalized).
    private static FindingOrder Order(JsonElement? sortCriteria)
    {
        var order = new FindingOrder();
        if (sortCriteria is not { } given) return order;
        foreach (var criterion in given.EnumerateArray())
        {
            if (!criterion.TryGetProperty("Field", out var name))
                throw new ServiceError(
                    400, "InvalidInputException", "Invalid parameter 'SortCriteria'. data[0] should have required property 'Field'");
            var field = name.GetString()!;
            var isDescending = criterion.TryGetProperty("SortOrder", out var direction) && direction.ValueEquals("desc");
            var attribute = FindingAttributes.All.TryGetValue(field, out var found) ? found : new FilterAttribute(FilterKind.Text, field);
            order.Add(attribute.Path, isDescending, attribute.Kind == FilterKind.Date ? FindingTime.Parse : null);
        }

        return order;
    }
}
