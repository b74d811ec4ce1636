using System.Text.Json.Nodes;
using InspectorHub.Asff.Serialization;
using InspectorHub.Findings;
using InspectorHub.Translation;

namespace InspectorHub.Core.Tests.Translation;

/// <summary>Findings of Inspector Classic whose ASFF, as AWS made it, is known.</summary>
public sealed class ClassicSampleTests
{
    [Theory]
    [InlineData("guide-example.json")]
    [InlineData("network-exposure-from-a-peered-vpc.json")]
    [InlineData("recognized-port-reachable-from-internet.json")]
    [InlineData("recognized-port-with-listener-reachable-from-a-peered-vpc.json")]
    [InlineData("recognized-port-with-listener-reachable-from-internet.json")]
    [InlineData("recognized-port-with-no-listener-reachable-from-a-peered-vpc.json")]
    [InlineData("unrecognized-port-with-listener-reachable-from-internet.json")]
    public void Our_ASFF_equals_the_ASFF_of_AWS_but_for_the_hash(string sample)
    {
        using var file = File.OpenRead(Samples.Find("classic", "finding", sample));
        var reading = Assert.Single(FindingReader.Read(file, sample, TestContext.Current.CancellationToken));
        var ours = JsonNode.Parse(AsffJson.Serialize(AsffTranslator.Translate(reading.Finding!)))!.AsObject();
        var theirs = JsonNode.Parse(File.ReadAllText(Samples.Find("classic", "asff", sample)))!.AsObject();

        Assert.Matches("^inspector/[a-z0-9-]+/[0-9]{12}/[0-9a-f]{40}$", (string?)ours["Id"]);
        foreach (var finding in new[] { ours, theirs })
        {
            var hash = ((string)finding["Id"]!)[^40..];
            finding["Id"] = ((string)finding["Id"]!).Replace(hash, "HASH", StringComparison.Ordinal);
            finding["ProductFields"]!["aws/securityhub/FindingId"] =
                ((string)finding["ProductFields"]!["aws/securityhub/FindingId"]!).Replace(hash, "HASH", StringComparison.Ordinal);
        }

        if (sample == "guide-example.json")
        {
            // The guide edited two account ids by hand (INDEX.md of the samples).
            theirs["Resources"]![0]!["Id"] =
                ((string)theirs["Resources"]![0]!["Id"]!).Replace("193043430472", "111122223333", StringComparison.Ordinal);
            theirs["ProductFields"]!["serviceAttributes/rulesPackageArn"] = (string)theirs["GeneratorId"]!;
        }

        // Two of the findings had been resolved by an analyst when they were read back: not Inspector's to say.
        theirs["Workflow"]!["Status"] = "NEW";
        Assert.True(JsonNode.DeepEquals(theirs, ours), $"AWS: {theirs.ToJsonString()}{Environment.NewLine}ours: {ours.ToJsonString()}");
    }
}
