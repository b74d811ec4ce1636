using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.Inspector;

/// <summary>ListFindingAggregations: active findings counted by severity, for each account, title, package, image and so on.</summary>
internal sealed class AggregationOperations(EmulatedInspector inspector, InspectorMembers members)
{
    private const string Ec2 = "resources.details.awsEc2Instance.";
    private const string Image = "resources.details.awsEcrContainerImage.";
    private const string Lambda = "resources.details.awsLambdaFunction.";

    // By the type that is asked for: its member in request and reply, the reply's members by their places in a finding, the
    // first of which is what is counted by.
    private static readonly IReadOnlyDictionary<string, Grouping> Groupings = new Dictionary<string, Grouping>
    {
        ["ACCOUNT"] = new("accountAggregation", [("accountId", "awsAccountId")]),
        ["FINDING_TYPE"] = new("findingTypeAggregation", [("accountId", "awsAccountId")]),
        ["TITLE"] = new("titleAggregation", [("title", "title"), ("vulnerabilityId", "packageVulnerabilityDetails.vulnerabilityId")]),
        ["PACKAGE"] = new("packageAggregation", [("packageName", "packageVulnerabilityDetails.vulnerablePackages.name")]),
        ["REPOSITORY"] = new("repositoryAggregation", [("repository", Image + "repositoryName")]),
        ["AMI"] = new("amiAggregation", [("ami", Ec2 + "imageId")]),
        ["AWS_EC2_INSTANCE"] = new(
            "ec2InstanceAggregation",
            [("instanceId", "resources.id"), ("ami", Ec2 + "imageId"), ("operatingSystem", Ec2 + "platform")], "AWS_EC2_INSTANCE"),
        ["AWS_ECR_CONTAINER"] = new(
            "awsEcrContainerAggregation",
            [("resourceId", "resources.id"), ("repository", Image + "repositoryName"), ("architecture", Image + "architecture"), ("imageSha", Image + "imageHash")],
            "AWS_ECR_CONTAINER_IMAGE"),
        ["AWS_LAMBDA_FUNCTION"] = new(
            "lambdaFunctionAggregation", [("resourceId", "resources.id"), ("functionName", Lambda + "functionName"), ("runtime", Lambda + "runtime")], "AWS_LAMBDA_FUNCTION"),
        ["CODE_REPOSITORY"] = new(
            "codeRepositoryAggregation", [("projectNames", "resources.details.codeRepository.projectName")], "CODE_REPOSITORY"),
    };

    // The filters within a request, by their places.
    private static readonly IReadOnlyDictionary<string, string> Filters = new Dictionary<string, string>
    {
        ["titles"] = "title",
        ["vulnerabilityIds"] = "packageVulnerabilityDetails.vulnerabilityId",
        ["packageNames"] = "packageVulnerabilityDetails.vulnerablePackages.name",
        ["repositories"] = Image + "repositoryName",
        ["architectures"] = Image + "architecture",
        ["imageShas"] = Image + "imageHash",
        ["imageTags"] = Image + "imageTags",
        ["amis"] = Ec2 + "imageId",
        ["operatingSystems"] = Ec2 + "platform",
        ["instanceIds"] = "resources.id",
        ["resourceIds"] = "resources.id",
        ["functionNames"] = Lambda + "functionName",
        ["runtimes"] = Lambda + "runtime",
    };

    public IEnumerable<Operation> All => [new("ListFindingAggregations", Aggregate)];

    private HttpReply Aggregate(ServiceCall call)
    {
        var type = call.Text("aggregationType")!;
        if (!Groupings.TryGetValue(type, out var grouping))
            throw new ServiceError(501, "NotImplementedException", $"The emulator does not aggregate by {type}.");
        var request = call.Member("aggregationRequest") is { } given && given.TryGetProperty(grouping.Member, out var asked)
            ? asked
            : default;
        var filters = Conditions(call, request);
        var groups = inspector.OfInspector2(call.Region, members.SeenBy(call)).OfType<ReportedFinding>()
            .Where(
                finding =>
                    finding.Status == "ACTIVE"
                        && (grouping.ResourceType is null || First(finding.Element, "resources.type") == grouping.ResourceType))
            .Where(finding => filters.TrueForAll(filter => filter.Matches(finding.Element)))
            .SelectMany(
                finding =>
                    FindingValues.At(finding.Element, grouping.Key.Split('.')).Select(value => value.ToString()).Distinct().Select(
                        key => (Key: key, Finding: finding.Element)))
            .GroupBy(pair => pair.Key, pair => pair.Finding)
            .Select(group => Group(grouping, group.Key, [.. group]))
            .ToList();
        var page = Page<JsonObject>.Of(
            call, "ListFindingAggregations", InOrder(groups, request), call.Member("aggregationType"),
            call.Member("aggregationRequest"), call.Member("accountIds"));
        var reply = new JsonObject
        {
            ["aggregationType"] = type,
            ["responses"] = new JsonArray([.. page.Items.Select(group => new JsonObject { [grouping.Member] = group })]),
        };
        if (page.NextToken is { } token) reply["nextToken"] = token;
        return HttpReply.Json(reply);
    }

    private static List<AttributeFilter> Conditions(ServiceCall call, JsonElement request)
    {
        List<AttributeFilter> filters = [];
        if (call.Member("accountIds") is { } accounts) filters.Add(Inspector2Filters.OfTexts("awsAccountId", accounts));
        if (request.ValueKind != JsonValueKind.Object) return filters;
        foreach (var member in request.EnumerateObject())
        {
            if (Filters.TryGetValue(member.Name, out var path)) filters.Add(Inspector2Filters.OfTexts(path, member.Value));
            else if (member.Name == "findingType") filters.Add(Is("type", member.Value));
            else if (member.Name == "resourceType") filters.Add(Is("resources.type", member.Value));
        }

        return filters;
    }

    private static AttributeFilter Is(string path, JsonElement wanted)
    {
        var text = wanted.GetString();
        return new AttributeFilter(path, [new Condition(IsNegative: false, found => found.ValueEquals(text))]);
    }

    private static JsonObject Group(Grouping grouping, string key, List<JsonElement> findings)
    {
        int Count(string severity) => findings.Count(finding => First(finding, "severity") == severity);
        var group = new JsonObject { ["accountId"] = First(findings[0], "awsAccountId") };
        foreach (var (name, path) in grouping.Members)
        {
            if (First(findings[0], path) is { } value) group[name] = value;
        }

        group[grouping.Members[0].Name] = key;
        group["severityCounts"] = new JsonObject { ["all"] = findings.Count, ["critical"] = Count("CRITICAL"), ["high"] = Count("HIGH"), ["medium"] = Count("MEDIUM") };
        if (grouping.Member is not ("accountAggregation" or "findingTypeAggregation")) return group;
        group["fixAvailableCount"] = findings.Count(finding => First(finding, "fixAvailable") == "YES");
        group["exploitAvailableCount"] = findings.Count(finding => First(finding, "exploitAvailable") == "YES");
        return group;
    }

    private static List<JsonObject> InOrder(List<JsonObject> groups, JsonElement request)
    {
        string? Asked(string name) =>
            request.ValueKind == JsonValueKind.Object && request.TryGetProperty(name, out var value) ? value.GetString() : null;
        var by = Asked("sortBy") switch { "CRITICAL" => "critical", "HIGH" => "high", _ => "all" };
        int Weight(JsonObject group) => (int)group["severityCounts"]![by]!;
        return [.. Asked("sortOrder") == "ASC" ? groups.OrderBy(Weight) : groups.OrderByDescending(Weight)];
    }

    private static string? First(JsonElement finding, string path)
    {
        foreach (var value in FindingValues.At(finding, path.Split('.'))) return value.ToString();
        return null;
    }

    private sealed record Grouping(string Member, (string Name, string Path)[] Members, string? ResourceType = null)
    {
        public string Key => Members[0].Path;
    }
}
