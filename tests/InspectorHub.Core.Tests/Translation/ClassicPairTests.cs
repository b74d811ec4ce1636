using System.Text.Json.Nodes;
using InspectorHub.Asff;
using InspectorHub.Translation;

namespace InspectorHub.Core.Tests.Translation;

public sealed class ClassicPairTests
{
    private const string Guide = "guide-example";

    [Theory]
    [InlineData(Guide)]
    [InlineData("network-exposure-from-a-peered-vpc")]
    [InlineData("recognized-port-reachable-from-internet")]
    [InlineData("recognized-port-with-listener-reachable-from-a-peered-vpc")]
    [InlineData("recognized-port-with-listener-reachable-from-internet")]
    [InlineData("recognized-port-with-no-listener-reachable-from-a-peered-vpc")]
    [InlineData("unrecognized-port-with-listener-reachable-from-internet")]
    public void A_classic_finding_becomes_the_asff_that_aws_made_of_it(string name)
    {
        var expected = JsonNode.Parse(File.ReadAllText(Samples.Find("classic", "asff", name + ".json")))!.AsObject();
        var translated = AsffTranslator.Translate(Assert.Single(Read.File(Samples.Find("classic", "finding", name + ".json"))));
        Assert.Matches("^inspector/[a-z0-9-]+/[0-9]{12}/[0-9a-f]{40}$", translated.Id);
        Assert.Empty(translated.Warnings);

        var actual = JsonNode.Parse(AsffJson.Serialize(translated))!.AsObject();
        // AWS does not say how it makes its hash; everything before it has to be the same.
        Assert.Equal(WithoutHash(expected["Id"]), WithoutHash(actual["Id"]));
        actual["Id"] = expected["Id"]!.DeepClone();
        var fields = actual["ProductFields"]!;
        Assert.Equal($"{translated.ProductArn}/{translated.Id}", (string?)fields["aws/securityhub/FindingId"]);
        fields["aws/securityhub/FindingId"] = expected["ProductFields"]!["aws/securityhub/FindingId"]!.DeepClone();
        // Where the investigation stands is the customer's word, not Inspector's: two of the samples had been resolved.
        Assert.Equal("""{"Status":"NEW"}""", actual["Workflow"]!.ToJsonString());
        actual["Workflow"] = expected["Workflow"]!.DeepClone();
        if (name == Guide) EditAccounts(actual, expected);
        Assert.True(JsonNode.DeepEquals(expected, actual), $"{actual.ToJsonString()}\n is not \n{expected.ToJsonString()}");
    }

    // The guide's own editing: two accounts in its example are not the finding's.
    private static void EditAccounts(JsonObject actual, JsonObject expected)
    {
        Assert.Equal("arn:aws:ec2:us-east-1:111122223333:instance/i-0c10c2c7863d1a356", (string?)actual["Resources"]![0]!["Id"]);
        Assert.Equal("arn:aws:inspector:us-east-1:316112463485:rulespackage/0-PmNV0Tcd", (string?)actual["ProductFields"]!["serviceAttributes/rulesPackageArn"]);
        actual["Resources"]![0]!["Id"] = expected["Resources"]![0]!["Id"]!.DeepClone();
        actual["ProductFields"]!["serviceAttributes/rulesPackageArn"] = expected["ProductFields"]!["serviceAttributes/rulesPackageArn"]!.DeepClone();
    }

    private static string WithoutHash(JsonNode? id) => ((string?)id)![..^40];
}
