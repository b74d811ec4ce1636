using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.Inspector;

/// <summary>What Inspector covers: the resources that it has open findings of. It knows of no others.</summary>
internal sealed class CoverageOperations(EmulatedInspector inspector, InspectorMembers members)
{
    private static readonly IReadOnlyDictionary<string, string> Paths = new Dictionary<string, string>
    {
        ["accountId"] = "accountId",
        ["resourceId"] = "resourceId",
        ["resourceType"] = "resourceType",
        ["scanType"] = "scanType",
        ["scanMode"] = "scanMode",
        ["scanStatusCode"] = "scanStatus.statusCode",
        ["scanStatusReason"] = "scanStatus.reason",
        ["ecrRepositoryName"] = "resourceMetadata.ecrRepository.name",
        ["ecrImageTags"] = "resourceMetadata.ecrImage.tags",
        ["lambdaFunctionName"] = "resourceMetadata.lambdaFunction.functionName",
        ["lambdaFunctionRuntime"] = "resourceMetadata.lambdaFunction.runtime",
        ["cloudProvider"] = "provider",
    };

    private static readonly IReadOnlyDictionary<string, string> Groups = new Dictionary<string, string>
    {
        ["SCAN_STATUS_CODE"] = "scanStatus.statusCode",
        ["SCAN_STATUS_REASON"] = "scanStatus.reason",
        ["ACCOUNT_ID"] = "accountId",
        ["RESOURCE_TYPE"] = "resourceType",
        ["ECR_REPOSITORY_NAME"] = "resourceMetadata.ecrRepository.name",
        ["PROVIDER"] = "provider",
    };

    public IEnumerable<Operation> All => [new("ListCoverage", List), new("ListCoverageStatistics", Count)];

    private HttpReply List(ServiceCall call) =>
        Page<JsonElement>.Of(call, "ListCoverage", Covered(call), call.Member("filterCriteria")).ToReply(
            "coveredResources", resource => JsonObject.Create(resource), "nextToken");

    private HttpReply Count(ServiceCall call)
    {
        var covered = Covered(call);
        var reply = new JsonObject { ["totalCounts"] = covered.Count };
        if (call.Text("groupBy") is not { } key) return HttpReply.Json(reply);
        if (!Groups.TryGetValue(key, out var path))
            throw new ServiceError(501, "NotImplementedException", $"The emulator does not count by {key}.");
        reply["countsByGroup"] = new JsonArray(
        [
            .. covered.SelectMany(resource => FindingValues.At(resource, path.Split('.'))).GroupBy(value => value.ToString())
                .Select(group => new JsonObject { ["groupKey"] = key, ["count"] = group.Count() }),
        ]);
        return HttpReply.Json(reply);
    }

    private List<JsonElement> Covered(ServiceCall call)
    {
        var known = call.Target.Model.Input!.Members["filterCriteria"].Shape.Members;
        var given = call.Member("filterCriteria");
        if (given?.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !known.ContainsKey(name)) is { } unknown)
            throw call.Refuse($"Invalid parameter 'filterCriteria'. {unknown} is not an attribute to filter by");
        var filters = given is { } criteria
            ? criteria.EnumerateObject().Where(member => Paths.ContainsKey(member.Name)).Select(
                member => Inspector2Filters.OfTexts(Paths[member.Name], member.Value)).ToList()
            : [];
        return
        [
            .. inspector.OfInspector2(call.Region, members.SeenBy(call)).OfType<ReportedFinding>()
                .Where(finding => finding.Status != "CLOSED")
                .SelectMany(
                    finding => FindingValues.At(finding.Element, "resources".Split('.')).Select(resource => Resource(finding, resource)))
                .GroupBy(
                    resource =>
                        ((string?)resource["resourceId"], (string?)resource["scanType"])).Select(group =>
                            JsonSerializer.SerializeToElement(group.First()))
                .Where(resource => filters.TrueForAll(filter => filter.Matches(resource))),
        ];
    }

    private static JsonObject Resource(ReportedFinding finding, JsonElement resource)
    {
        string? Text(JsonElement element, string path) =>
            FindingValues.At(element, path.Split('.')).Select(value => value.ToString()).FirstOrDefault();
        var metadata = new JsonObject();
        if (Text(resource, "details.awsEc2Instance.imageId") is { } ami) metadata["ec2"] = new JsonObject { ["amiId"] = ami };
        if (Text(resource, "details.awsEcrContainerImage.repositoryName") is { } repository)
            metadata["ecrRepository"] = new JsonObject { ["name"] = repository };
        if (Text(resource, "details.awsLambdaFunction.functionName") is { } function)
        {
            metadata["lambdaFunction"] = new JsonObject { ["functionName"] = function, ["runtime"] = Text(
                resource, "details.awsLambdaFunction.runtime") };
        }

        return new JsonObject
        {
            ["accountId"] = finding.Account,
            ["resourceId"] = Text(resource, "id"),
            ["resourceType"] = Text(resource, "type"),
            ["scanType"] = Text(finding.Element, "type")
                switch { "NETWORK_REACHABILITY" => "NETWORK", "CODE_VULNERABILITY" => "CODE", _ => "PACKAGE" },
            ["scanStatus"] = new JsonObject { ["statusCode"] = "ACTIVE", ["reason"] = "SUCCESSFUL" },
            ["resourceMetadata"] = metadata,
        };
    }
}
