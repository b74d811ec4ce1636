using System.Text.Json;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.SecurityHub.Accounts;
using InspectorHub.Emulator.Services;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.SecurityHub.Search;

/// <summary>GetFindings.</summary>
internal sealed class GetFindingsOperation(FindingScope scope)
{
    private const int Longest = 100;

    public HttpReply Answer(ServiceCall call)
    {
        var size = call.Member("MaxResults")?.GetInt32() ?? Longest;
        var token = new PageToken(call, "GetFindings", call.Member("Filters"), call.Member("SortCriteria"));
        var filters = FindingFilters.Read(call.Member("Filters"), call.Now);
        var search = new FindingSearch(scope.Of(call), filters, Order(call.Member("SortCriteria")));
        var (page, next) = search.ComesInOrder
            ? Page(search, token, token.Place(call.Text("NextToken"), call.Refuse), size, call)
            : SortedPage(search, token, token.Position(call.Text("NextToken"), call.Refuse), size, call, !filters.DependOnTime);
        return HttpReply.Json(reply =>
        {
            reply.WriteStartArray("Findings");
            foreach (var finding in page) reply.WriteRawValue(finding, skipInputValidation: true);
            reply.WriteEndArray();
            if (next is not null) reply.WriteString("NextToken", next);
        });
    }

    // Goes on after the last finding of the page before.
    private static (IEnumerable<byte[]> Findings, string? Next) Page(
        FindingSearch search, PageToken token, byte[]? last, int size, ServiceCall call)
    {
        var place = last is null ? default : FindingPlace.Read(last) ?? throw call.Refuse("Invalid NextToken");
        var found = search.Matching(place).Take(size + 1).ToList();
        return (found.Take(size).Select(finding => finding.Body), found.Count > size ? token.At(found[size - 1].Place.ToBytes()) : null);
    }

    // What has no index is sorted for the first page; the others go on in its list.
    private static (IEnumerable<byte[]> Findings, string? Next) SortedPage(
        FindingSearch search, PageToken token, long position, int size, ServiceCall call, bool lasts)
    {
        var rows = call.Hub.Sorted(token.Query, position > 0, lasts, search.SortedRows);
        return (
            rows.Skip((int)position).Take(size).Select(search.At).OfType<byte[]>(),
            position + size < rows.Count ? token.At(position + size) : null);
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
