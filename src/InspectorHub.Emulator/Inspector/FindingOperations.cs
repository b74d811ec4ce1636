using System.Text.Json;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.Inspector;

/// <summary>Reading findings: ListFindings and BatchGetFindingDetails.</summary>
internal sealed class FindingOperations(EmulatedInspector inspector, InspectorMembers members)
{
    // A caller may ask for 100, but a page of the reply holds 25 (service model: FindingList).
    private const int PageSize = 25;

    public IEnumerable<Operation> All => [new("ListFindings", ListFindings), new("BatchGetFindingDetails", GetDetails)];

    private HttpReply ListFindings(ServiceCall call)
    {
        var size = Math.Min(call.Member("maxResults")?.GetInt32() ?? PageSize, PageSize);
        var filters = Inspector2Filters.Read(call.Member("filterCriteria"));
        var order = Order(call);
        var token = new PageToken(call, "ListFindings", call.Member("filterCriteria"), call.Member("sortCriteria"));
        var position = (int)token.Position(call.Text("nextToken"), call.Refuse);

        // In the order in which they came the position is a place, which stays. Sorted it is one in the list as it is now.
        bool Matches(ReportedFinding? finding) => finding is not null && filters.All(filter => filter.Matches(finding.Element));
        var places = inspector.OfInspector2(call.Region, members.SeenBy(call)).Select(
            (finding, place) => (Finding: finding, Next: place + 1));
        var found = order.IsAny
            ? places.Skip(position).Where(place => Matches(place.Finding))
            : order.Sort(
                places.Where(place => Matches(place.Finding)).Select(place => (place.Finding!, order.KeysOf(place.Finding!.Element))))
                .Select((finding, index) => (Finding: (ReportedFinding?)finding, Next: index + 1)).Skip(position);
        var page = found.Take(size + 1).ToList();
        return HttpReply.Json(reply =>
        {
            reply.WriteStartArray("findings");
            foreach (var (finding, _) in page.Take(size)) finding!.Element.WriteTo(reply);
            reply.WriteEndArray();
            if (page.Count > size) reply.WriteString("nextToken", token.At(page[size - 1].Next));
        });
    }

    private static FindingOrder Order(ServiceCall call)
    {
        var order = new FindingOrder();
        if (call.Member("sortCriteria") is not { } criteria) return order;
        var field = criteria.GetProperty("field").GetString()!;
        order.Add(
            Inspector2Attributes.SortFields[field],
            criteria.GetProperty("sortOrder").ValueEquals("DESC"),
            ranks: field == "SEVERITY" ? Inspector2Attributes.Severities : null);
        return order;
    }

    private HttpReply GetDetails(ServiceCall call)
    {
        var arns = call.Texts("findingArns");
        var known = inspector
            .OfInspector2(call.Region, members.SeenBy(call)).OfType<ReportedFinding>().Where(finding => arns.Contains(finding.Arn))
                .ToDictionary(finding => finding.Arn);
        return HttpReply.Json(reply =>
        {
            reply.WriteStartArray("findingDetails");
            foreach (var arn in arns.Where(known.ContainsKey)) WriteDetails(reply, arn, known[arn].Element);
            reply.WriteEndArray();
            reply.WriteStartArray("errors");
            foreach (var arn in arns.Where(arn => !known.ContainsKey(arn)))
            {
                reply.WriteStartObject();
                reply.WriteString("findingArn", arn);
                reply.WriteString("errorCode", "FINDING_DETAILS_NOT_FOUND");
                reply.WriteString("errorMessage", "Finding details were not found.");
                reply.WriteEndObject();
            }

            reply.WriteEndArray();
        });
    }

    // What a finding itself tells of its details; the rest (CISA, evidence, tools) only AWS knows.
    private static void WriteDetails(Utf8JsonWriter reply, string arn, JsonElement finding)
    {
        reply.WriteStartObject();
        reply.WriteString("findingArn", arn);
        foreach (
            var (name, path) in new[] { ("epssScore", "epss.score"), ("referenceUrls", "packageVulnerabilityDetails.referenceUrls"),
                ("cwes", "codeVulnerabilityDetails.cwes") })
        {
            var values = FindingValues.At(finding, path.Split('.')).ToList();
            if (values.Count == 0) continue;
            reply.WritePropertyName(name);
            if (name == "epssScore")
            {
                values[0].WriteTo(reply);
                continue;
            }

            reply.WriteStartArray();
            foreach (var value in values) value.WriteTo(reply);
            reply.WriteEndArray();
        }

        reply.WriteEndObject();
    }
}
