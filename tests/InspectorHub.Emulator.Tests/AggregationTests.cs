using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Emulator.Inspector;
using InspectorHub.Emulator.Models;
using static InspectorHub.Emulator.Tests.EmulatorClient;

namespace InspectorHub.Emulator.Tests;

/// <summary>ListFindingAggregations, by every type that there is.</summary>
public sealed class AggregationTests : IDisposable
{
    private readonly EmulatorClient hub = new();

    public AggregationTests()
    {
        hub.Emulator.Seed(new MemoryStream(System.Text.Encoding.UTF8.GetBytes($$$$$"""
            [
            {"findingArn":"{{{{{Arn(1)}}}}}","awsAccountId":"{{{{{Account}}}}}","type":"NETWORK_REACHABILITY","status":"ACTIVE",
             "severity":"MEDIUM","title":"Port 22 is reachable",
             "resources":[{"type":"AWS_EC2_INSTANCE","id":"i-1","region":"{{{{{Region}}}}}","partition":"aws","tags":{"a":"b"},
              "details":{"awsEc2Instance":{"imageId":"ami-1","platform":"AMAZON_LINUX_2"}}}]},
            {"findingArn":"{{{{{Arn(2)}}}}}","awsAccountId":"{{{{{Account}}}}}","type":"PACKAGE_VULNERABILITY","status":"ACTIVE",
             "severity":"CRITICAL","title":"CVE-1 - x","fixAvailable":"YES",
             "exploitAvailable":"YES",
              "packageVulnerabilityDetails":{"vulnerabilityId":"CVE-1",
               "vulnerablePackages":[{"name":"x","sourceLayerHash":"sha256:1"},{"name":"y","sourceLayerHash":"sha256:2"}]},
             "resources":[{"type":"AWS_ECR_CONTAINER_IMAGE","id":"arn:image",
              "details":{"awsEcrContainerImage":{"repositoryName":"shop","architecture":"amd64","imageHash":"sha256:9",
              "imageTags":["1","2"],"registry":"{{{{{Account}}}}}","inUseCount":3}}}]},
            {"findingArn":"{{{{{Arn(3)}}}}}","awsAccountId":"{{{{{Account}}}}}","type":"CODE_VULNERABILITY","status":"ACTIVE",
             "severity":"HIGH","title":"CWE-22",
             "codeVulnerabilityDetails":{"sourceLambdaLayerArn":"arn:layer"},
             "resources":[{"type":"AWS_LAMBDA_FUNCTION","id":"arn:function",
              "details":{"awsLambdaFunction":{"functionName":"pay","runtime":"PYTHON_3_12","lastModifiedAt":1700000000}}}]},
            {"findingArn":"{{{{{Arn(4)}}}}}","awsAccountId":"{{{{{Account}}}}}","type":"CODE_VULNERABILITY","status":"ACTIVE",
             "severity":"LOW","title":"CWE-79",
             "resources":[{"type":"CODE_REPOSITORY","id":"arn:repository",
              "details":{"codeRepository":{"projectName":"web","providerType":"GITHUB"}}}]},
            {"findingArn":"{{{{{Arn(5)}}}}}","awsAccountId":"{{{{{Account}}}}}","type":"PACKAGE_VULNERABILITY","status":"CLOSED",
             "severity":"HIGH","title":"over","resources":[{"type":"AWS_EC2_INSTANCE","id":"i-9"}]}
            ]
            """)));
    }

    public void Dispose() => hub.Dispose();

    [Fact]
    public void Every_type_and_every_filter_of_the_model_is_known()
    {
        var model = ServiceModel.Of("inspector2");
        Assert.Equal(model.Shape("AggregationType").Values!.Order(), FindingGrouping.All.Keys.Order());
        var members = model.Shape("AggregationRequest").Members;
        Assert.Equal(members.Keys.Order(), FindingGrouping.All.Values.Select(grouping => grouping.Member).Order());
        string[] other = ["sortBy", "sortOrder", "findingType", "resourceType"];
        Assert.Empty(members.Values.SelectMany(member => member.Shape.Members.Keys).Distinct().Except(other)
            .Except(FindingGrouping.Filters.Keys));
    }

    [Theory]
    [InlineData("ACCOUNT",
        """{"accountId":"123456789012","severityCounts":{"all":4,"critical":1,"high":1,"medium":1},"fixAvailableCount":1,"exploitAvailableCount":1}""")]
    [InlineData("PACKAGE",
        """{"accountId":"123456789012","packageName":"x","severityCounts":{"all":1,"critical":1,"high":0,"medium":0}}""")]
    [InlineData("REPOSITORY",
        """{"accountId":"123456789012","repository":"shop","severityCounts":{"all":1,"critical":1,"high":0,"medium":0},"affectedImages":1}""")]
    [InlineData("IMAGE_LAYER",
        """{"accountId":"123456789012","layerHash":"sha256:1","resourceId":"arn:image","repository":"shop","severityCounts":{"all":1,"critical":1,"high":0,"medium":0}}""")]
    [InlineData("LAMBDA_LAYER",
        """{"accountId":"123456789012","layerArn":"arn:layer","resourceId":"arn:function","functionName":"pay","severityCounts":{"all":1,"critical":0,"high":1,"medium":0}}""")]
    [InlineData("AWS_EC2_INSTANCE", """
        {"accountId":"123456789012","instanceId":"i-1","ami":"ami-1","operatingSystem":"AMAZON_LINUX_2","instanceTags":{"a":"b"},
        "severityCounts":{"all":1,"critical":0,"high":0,"medium":1},"networkFindings":1}
        """)]
    [InlineData("AWS_ECR_CONTAINER", """
        {"accountId":"123456789012","resourceId":"arn:image","repository":"shop","architecture":"amd64","imageSha":"sha256:9",
         "imageTags":["1","2"],"inUseCount":3,
        "severityCounts":{"all":1,"critical":1,"high":0,"medium":0}}
        """)]
    [InlineData("CODE_REPOSITORY", """
        {"accountId":"123456789012","projectNames":"web","providerType":"GITHUB","resourceId":"arn:repository",
         "severityCounts":{"all":1,"critical":0,"high":0,"medium":0},
        "fixAvailableActiveFindingsCount":0,"exploitAvailableActiveFindingsCount":0}
        """)]
    [InlineData("VM_INSTANCE", """
        {"accountId":"123456789012","resourceId":"i-1","cloudPartition":"aws","cloudRegion":"eu-central-1",
         "operatingSystem":"AMAZON_LINUX_2","tags":{"a":"b"},"vmImageReference":"ami-1",
        "severityCounts":{"all":1,"critical":0,"high":0,"medium":1},"fixAvailableActiveFindingsCount":0,
         "exploitAvailableActiveFindingsCount":0,"networkFindings":1}
        """)]
    [InlineData("SERVERLESS_FUNCTION", """
        {"accountId":"123456789012","resourceId":"arn:function","functionName":"pay","lastModifiedAt":1700000000,"runtime":"PYTHON_3_12",
        "severityCounts":{"all":1,"critical":0,"high":1,"medium":0},"fixAvailableActiveFindingsCount":0,
         "exploitAvailableActiveFindingsCount":0}
        """)]
    [InlineData("CONTAINER_IMAGE", """
        {"accountId":"123456789012","resourceId":"arn:image","architecture":"amd64","imageDigest":"sha256:9","imageTags":["1","2"],
         "inUseCount":3,"registry":"123456789012","repository":"shop",
        "severityCounts":{"all":1,"critical":1,"high":0,"medium":0},"fixAvailableActiveFindingsCount":1,
         "exploitAvailableActiveFindingsCount":1}
        """)]
    public async Task Active_findings_are_counted_by_what_is_asked_for(string type, string first)
    {
        var group = (await GroupsAsync(type)).First();
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(first), JsonNode.Parse(group.GetRawText())), group.GetRawText());
    }

    [Theory]
    [InlineData("TITLE", "titleAggregation", """{"findingType":"CODE_VULNERABILITY"}""", 2)]
    [InlineData("TITLE", "titleAggregation", """{"resourceType":"AWS_EC2_INSTANCE"}""", 1)]
    [InlineData("TITLE", "titleAggregation", """{"titles":[{"comparison":"PREFIX","value":"CWE"}]}""", 2)]
    [InlineData("IMAGE_LAYER", "imageLayerAggregation", """{"layerHashes":[{"comparison":"NOT_EQUALS","value":"sha256:3"}]}""", 2)]
    [InlineData("CONTAINER_IMAGE", "containerImageAggregation", """{"inUseCount":[{"lowerInclusive":4}]}""", 0)]
    [InlineData("VM_INSTANCE", "vmInstanceAggregation", """{"instanceTags":[{"comparison":"EQUALS","key":"a","value":"b"}]}""", 1)]
    [InlineData("CODE_REPOSITORY", "codeRepositoryAggregation", """{"projectNames":[{"comparison":"EQUALS","value":"other"}]}""", 0)]
    public async Task Filters_of_the_request_hold(string type, string member, string request, int groups) =>
        Assert.Equal(groups, (await GroupsAsync(type, new JsonObject { [member] = JsonNode.Parse(request) })).Count());

    private static string Arn(int number) => $"arn:aws:inspector2:{Region}:{Account}:finding/{number:x32}";

    private async Task<IEnumerable<JsonElement>> GroupsAsync(string type, JsonObject? request = null)
    {
        var body = new JsonObject { ["aggregationType"] = type };
        if (request is not null) body["aggregationRequest"] = request;
        var (status, reply, _) = await hub.CallAsync("POST", "/findings/aggregation/list", body, "inspector2");
        Assert.Equal(200, status);
        return reply.GetProperty("responses").EnumerateArray().Select(response => response.EnumerateObject().Single().Value);
    }
}
