using System.Globalization;
using System.Text.Json;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Http;

namespace InspectorHub.Emulator.Inspector;

/// <summary>Amazon Inspector, 2020-06-08, as far as reading findings goes: REST with JSON.</summary>
internal sealed class Inspector2Service : IEmulatedService
{
    // A caller may ask for 100, but a page of the reply holds 25 (service model: FindingList).
    private const int MostAsked = 100;
    private const int PageSize = 25;
    private const int MostDetails = 10;

    private static readonly string[] Scans = ["ec2", "ecr", "lambda", "lambdaCode", "codeRepository"];

    private readonly InspectorFindings findings;
    private readonly IReadOnlyCollection<string> scansOn;
    private readonly Route[] routes;

    public Inspector2Service(InspectorFindings findings, IReadOnlyCollection<string> scansOn)
    {
        this.findings = findings;
        this.scansOn = scansOn;
        routes =
        [
            new("ListFindings", "POST", "/findings/list", ListFindings),
            new("BatchGetFindingDetails", "POST", "/findings/details/batch/get", GetDetails),
            new("BatchGetAccountStatus", "POST", "/status/batch/get", GetAccountStatus),
        ];
    }

    public string Name => "inspector2";

    public Route? Find(HttpRequest request, out string label)
    {
        label = "";
        return Array.Find(routes, route => route.Matches(request, out _));
    }

    public HttpReply Refuse(ServiceError error, string requestId)
    {
        var reply = HttpReply.Json(
            body =>
            {
                body.WriteString("message", error.Message);
                if (error.Code == "ValidationException") body.WriteString("reason", "FIELD_VALIDATION_FAILED");
            },
            error.Status);
        reply.Headers["x-amzn-ErrorType"] = error.Code;
        return reply;
    }

    private HttpReply ListFindings(ServiceCall call)
    {
        var size = PageSize;
        if (call.Input.TryGetProperty("maxResults", out var asked))
        {
            if (!asked.TryGetInt32(out size) || size is < 1 or > MostAsked) throw Inspector2Filters.Invalid($"Value '{asked}' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to {MostAsked}");
            size = Math.Min(size, PageSize);
        }

        var filters = call.Input.TryGetProperty("filterCriteria", out var criteria) ? Inspector2Filters.Read(criteria) : [];
        var matching = findings.OfInspector2(call).Where(finding => filters.All(filter => filter.Matches(finding)));
        var start = Start(call);
        var page = Order(call).Sort(matching, finding => finding, finding => finding).Skip(start).Take(size + 1).ToList();
        return HttpReply.Json(reply =>
        {
            reply.WriteStartArray("findings");
            foreach (var finding in page.Take(size)) finding.WriteTo(reply);
            reply.WriteEndArray();
            if (page.Count > size) reply.WriteString("nextToken", (start + size).ToString(CultureInfo.InvariantCulture));
        });
    }

    private static int Start(ServiceCall call)
    {
        if (call.Text("nextToken") is not { Length: > 0 } token) return 0;
        return int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : throw Inspector2Filters.Invalid("Value at 'nextToken' is not a token of this list");
    }

    private static FindingOrder Order(ServiceCall call)
    {
        var order = new FindingOrder();
        if (!call.Input.TryGetProperty("sortCriteria", out var criteria)) return order;
        var field = criteria.TryGetProperty("field", out var name) ? name.GetString() : null;
        var direction = criteria.TryGetProperty("sortOrder", out var value) ? value.GetString() : null;
        if (field is null || !Inspector2Attributes.SortFields.TryGetValue(field, out var path)) throw Inspector2Filters.Invalid("Value at 'sortCriteria.field' is not one of the enumeration");
        if (direction is not ("ASC" or "DESC")) throw Inspector2Filters.Invalid("Value at 'sortCriteria.sortOrder' is not one of ASC, DESC");
        order.Add(path, direction == "DESC", field == "SEVERITY" ? Inspector2Attributes.Severities : null);
        return order;
    }

    private HttpReply GetDetails(ServiceCall call)
    {
        var arns = Texts(call, "findingArns");
        if (arns.Count is < 1 or > MostDetails) throw Inspector2Filters.Invalid($"Value at 'findingArns' must have 1 to {MostDetails} members");
        var known = findings.OfInspector2(call).ToLookup(finding => finding.GetProperty("findingArn").GetString()!);
        return HttpReply.Json(reply =>
        {
            reply.WriteStartArray("findingDetails");
            foreach (var arn in arns.Where(known.Contains)) WriteDetails(reply, arn, known[arn].First());
            reply.WriteEndArray();
            reply.WriteStartArray("errors");
            foreach (var arn in arns.Where(arn => !known.Contains(arn)))
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
        foreach (var (name, path) in new[] { ("epssScore", "epss.score"), ("referenceUrls", "packageVulnerabilityDetails.referenceUrls"), ("cwes", "codeVulnerabilityDetails.cwes") })
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

    private HttpReply GetAccountStatus(ServiceCall call)
    {
        var accounts = Texts(call, "accountIds");
        if (accounts.Count == 0) accounts = [call.Caller.Account];
        bool IsOurs(string account) => call.Caller.PlaysEveryAccount || account == call.Caller.Account;
        return HttpReply.Json(reply =>
        {
            reply.WriteStartArray("accounts");
            foreach (var account in accounts.Where(IsOurs))
            {
                reply.WriteStartObject();
                reply.WriteString("accountId", account);
                WriteState(reply, "state", scansOn.Count > 0);
                reply.WriteStartObject("resourceState");
                foreach (var scan in Scans) WriteState(reply, scan, scansOn.Contains(scan, StringComparer.OrdinalIgnoreCase));
                reply.WriteEndObject();
                reply.WriteEndObject();
            }

            reply.WriteEndArray();
            reply.WriteStartArray("failedAccounts");
            foreach (var account in accounts.Where(account => !IsOurs(account)))
            {
                reply.WriteStartObject();
                reply.WriteString("accountId", account);
                reply.WriteString("errorCode", "ACCESS_DENIED");
                reply.WriteString("errorMessage", $"Account {account} is not a member of {call.Caller.Account}.");
                reply.WriteEndObject();
            }

            reply.WriteEndArray();
        });
    }

    private static void WriteState(Utf8JsonWriter reply, string name, bool on)
    {
        reply.WriteStartObject(name);
        reply.WriteString("status", on ? "ENABLED" : "DISABLED");
        reply.WriteString("errorCode", "ALREADY_ENABLED");
        reply.WriteString("errorMessage", on ? "ENABLED" : "DISABLED");
        reply.WriteEndObject();
    }

    private static IReadOnlyList<string> Texts(ServiceCall call, string member) =>
        call.Input.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(item => item.GetString() ?? "")] : [];
}
