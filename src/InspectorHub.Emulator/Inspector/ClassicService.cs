using System.Text.Json;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Models;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.Inspector;

/// <summary>Amazon Inspector Classic, 2016-02-16, as far as reading findings goes: JSON 1.1, the operation in a header.</summary>
internal sealed class ClassicService : IEmulatedService
{
    private const string Target = "X-Amz-Target";
    private const string Prefix = "InspectorService.";
    private const string ContentType = "application/x-amz-json-1.1";

    // Documented up to 500, but the reply's list holds 100 (service model: ListReturnedArnList).
    private const int MostAsked = 500;
    private const int LongestPage = 100;
    private const int UsualPage = 10;

    private static readonly ServiceModel Model = ServiceModel.Of("inspector");

    // Source: service model, InvalidInputErrorCode; of lists, whose number is wrong where no single one is.
    private static readonly IReadOnlyDictionary<string, string> Reasons = new Dictionary<string, string>
    {
        ["findingArns"] = "FINDING_ARN",
        ["assessmentRunArns"] = "ASSESSMENT_RUN_ARN",
        ["filter.agentIds"] = "AGENT_ID",
        ["filter.autoScalingGroups"] = "AUTO_SCALING_GROUP",
        ["filter.ruleNames"] = "RULE_NAME",
        ["filter.severities"] = "SEVERITY",
        ["filter.rulesPackageArns"] = "RULES_PACKAGE_ARN",
        ["filter.attributes"] = "ATTRIBUTE",
        ["filter.userAttributes"] = "USER_ATTRIBUTE",
        ["maxResults"] = "MAX_RESULTS",
        ["nextToken"] = "PAGINATION_TOKEN",
        ["locale"] = "LOCALE",
    };

    // FindingFilter: any value of a list is enough, all lists must match.
    private static readonly IReadOnlyDictionary<string, string> Lists = new Dictionary<string, string>
    {
        ["agentIds"] = "assetAttributes.agentId",
        ["autoScalingGroups"] = "assetAttributes.autoScalingGroup",
        ["ruleNames"] = "id",
        ["severities"] = "severity",
        ["rulesPackageArns"] = "serviceAttributes.rulesPackageArn",
    };

    private readonly EmulatedInspector inspector;
    private readonly Operation[] operations;

    public ClassicService(EmulatedInspector inspector)
    {
        this.inspector = inspector;
        operations = [new("ListFindings", ListFindings), new("DescribeFindings", DescribeFindings)];
    }

    public string Name => "inspector";

    public RequestTarget? Find(HttpRequest request) =>
        request.Header(Target) is { } target && target.StartsWith(Prefix, StringComparison.Ordinal)
            ? RequestTarget.Posted(operations, target.Substring(Prefix.Length), Model)
            : null;

    public HttpReply Answer(Operation operation, ServiceCall call)
    {
        if (call.Target.Problem(call) is not { } problem) return operation.Answer(call);
        throw problem.IsOfType
            ? new ServiceError(400, "SerializationException", $"Value at '{problem.Path}' {problem.Constraint}")
            : Invalid(ReasonOf(problem), $"Value at '{problem.Path}' {problem.Constraint}");
    }

    public HttpReply Refuse(ServiceError error, string requestId) =>
        HttpReply.Json(
            body =>
            {
                body.WriteString("__type", error.Code);
                body.WriteString("message", error.Message);
                if (error.Reason is { } reason) body.WriteString("errorCode", reason);
                body.WriteBoolean("canRetry", error.Status is 429 or >= 500);
            },
            error.Status) with { ContentType = ContentType };

    private HttpReply ListFindings(ServiceCall call)
    {
        var size = UsualPage;
        if (call.Member("maxResults") is { } asked && (!asked.TryGetInt32(out size) || size is < 0 or > MostAsked))
            throw Invalid("INVALID_MAX_RESULTS", $"maxResults {asked} is not within 1 and {MostAsked}");
        size = Math.Min(size == 0 ? UsualPage : size, LongestPage);
        var token = new PageToken(call, "ListFindings", call.Member("assessmentRunArns"), call.Member("filter"));
        var start = (int)token.Position(call.Text("nextToken"), problem => Invalid("INVALID_PAGINATION_TOKEN", problem));
        var arns = inspector.OfClassic(call).OfType<ReportedFinding>()
            .Where(finding => Matches(call.Input, finding.Element))
            .Select(finding => finding.Arn)
            .Skip(start).Take(size + 1).ToList();
        return Json(reply =>
        {
            reply.WriteStartArray("findingArns");
            foreach (var arn in arns.Take(size)) reply.WriteStringValue(arn);
            reply.WriteEndArray();
            if (arns.Count > size) reply.WriteString("nextToken", token.At(start + size));
        });
    }

    private HttpReply DescribeFindings(ServiceCall call)
    {
        var arns = Texts(call.Input, "findingArns");
        var known = inspector.OfClassic(call).OfType<ReportedFinding>().Where(finding => arns.Contains(finding.Arn))
            .ToDictionary(finding => finding.Arn);
        return Json(reply =>
        {
            reply.WriteStartArray("findings");
            foreach (var arn in arns.Distinct().Where(known.ContainsKey)) known[arn].Element.WriteTo(reply);
            reply.WriteEndArray();
            reply.WriteStartObject("failedItems");
            foreach (var named in arns.GroupBy(arn => arn).Where(named => named.Skip(1).Any() || !known.ContainsKey(named.Key)))
            {
                reply.WriteStartObject(named.Key);
                reply.WriteString("failureCode", Failure(named.Key, isNamedTwice: named.Skip(1).Any()));
                reply.WriteBoolean("retryable", false);
                reply.WriteEndObject();
            }

            reply.WriteEndObject();
        });
    }

    private static string Failure(string arn, bool isNamedTwice) =>
        !arn.StartsWith("arn:", StringComparison.Ordinal) ? "INVALID_ARN" : isNamedTwice ? "DUPLICATE_ARN" : "ITEM_DOES_NOT_EXIST";

    private static bool Matches(JsonElement input, JsonElement finding)
    {
        var runs = Texts(input, "assessmentRunArns");
        if (runs.Count > 0 && !Has(finding, "serviceAttributes.assessmentRunArn", runs)) return false;
        if (!input.TryGetProperty("filter", out var filter) || filter.ValueKind != JsonValueKind.Object) return true;
        foreach (var list in Lists)
        {
            var wanted = Texts(filter, list.Key);
            if (wanted.Count > 0 && !Has(finding, list.Value, wanted)) return false;
        }

        return HasAttribute(filter, finding, "attributes")
            && HasAttribute(filter, finding, "userAttributes")
            && IsCreatedWithin(filter, finding);
    }

    private static bool Has(JsonElement finding, string path, IReadOnlyList<string> wanted) =>
        FindingValues.Exist(finding, path.Split('.'), value => wanted.Contains(value.ToString()));

    private static bool HasAttribute(JsonElement filter, JsonElement finding, string list)
    {
        if (!filter.TryGetProperty(list, out var wanted) || wanted.GetArrayLength() == 0) return true;
        var own = FindingValues.At(finding, new[] { list }).Select(Pair).ToList();
        return wanted.EnumerateArray().Select(Pair).Any(own.Contains);
    }

    private static (string?, string?) Pair(JsonElement attribute) => (
        attribute.GetProperty("key").GetString(),
        attribute.TryGetProperty("value", out var value) ? value.GetString() : null);

    private static bool IsCreatedWithin(JsonElement filter, JsonElement finding)
    {
        if (!filter.TryGetProperty("creationTimeRange", out var range)) return true;
        double? Bound(string name) =>
            range.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
        return finding.TryGetProperty("createdAt", out var created)
            && created.GetDouble() is var time
            && !(time < Bound("beginDate"))
            && !(time > Bound("endDate"));
    }

    private static IReadOnlyList<string> Texts(JsonElement input, string member) =>
        input.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(item => item.GetString() ?? "")]
            : [];

    private static HttpReply Json(Action<Utf8JsonWriter> members) => HttpReply.Json(members) with { ContentType = ContentType };

    private static string ReasonOf(RequestProblem problem)
    {
        var (member, item) = problem.Path.IndexOf('[') is var at and >= 0 ? (problem.Path.Substring(0, at), true) : (problem.Path, false);
        if (member.Length == 0) member = problem.Parameter;
        if (!Reasons.TryGetValue(member, out var thing)) return "INVALID_ATTRIBUTE";
        return item || member is "maxResults" or "nextToken" or "locale"
            ? $"INVALID_{thing}"
            : $"INVALID_NUMBER_OF_{(thing == "SEVERITY" ? "SEVERITIE" : thing)}S";
    }

    private static ServiceError Invalid(string reason, string problem) => new(400, "InvalidInputException", problem) { Reason = reason };
}
