using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Asff;
using InspectorHub.Asff.Rules;
using InspectorHub.Asff.Serialization;
using InspectorHub.Core.Tests.Translation;
using InspectorHub.Findings;
using InspectorHub.Findings.Scan;
using InspectorHub.Translation;

namespace InspectorHub.Core.Tests.Asff;

public sealed class AsffSampleTests
{
    [Fact]
    public void What_inspector_classic_sent_passes_the_check()
    {
        foreach (var path in Directory.EnumerateFiles(Samples.Find("classic", "asff")))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            Assert.Empty(AsffRules.Check(document.RootElement));
        }
    }

    [Fact]
    public void What_inspector_sent_passes_the_check_but_for_what_get_findings_shows_otherwise()
    {
        var seen = 0;
        foreach (var path in Directory.EnumerateFiles(Samples.Find("inspector2", "asff")))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (var finding in document.RootElement.GetProperty("Findings").EnumerateArray())
            {
                seen++;
                // Empty tags in what GetFindings gives back, and accounts that the samples' publishers blotted out.
                Assert.All(AsffRules.Check(finding), violation =>
                    Assert.True(violation is { Path: "$.Resources[0].Tags", Rule: "minProperties" }
                        or { Path: "$.AwsAccountId", Actual: "XXXXXXXXXXXX" }, violation.Message));
            }
        }

        Assert.Equal(9, seen);
    }

    [Fact]
    public void What_aws_sent_is_written_as_it_was_read()
    {
        var findings = Directory.EnumerateFiles(Samples.Find("classic", "asff")).Select(path => JsonNode.Parse(File.ReadAllText(path))!)
            .Concat(Directory.EnumerateFiles(Samples.Find("inspector2", "asff"))
                .SelectMany(path => JsonNode.Parse(File.ReadAllText(path))!["Findings"]!.AsArray()!));
        Assert.All(findings, finding =>
            Assert.True(JsonNode.DeepEquals(finding, Node(AsffJson.Parse(System.Text.Encoding.UTF8.GetBytes(finding!.ToJsonString()))))));
    }

    [Theory]
    [InlineData("classic", "finding")]
    [InlineData("inspector2", "finding")]
    [InlineData("inspector2", "event")]
    public void Every_real_finding_passes_the_check_in_both_forms_and_comes_back_from_the_account_form(string product, string kind)
    {
        foreach (var path in Directory.EnumerateFiles(Samples.Find(product, kind)))
        {
            foreach (var finding in Read.File(path))
            {
                PassesInBothForms(AsffTranslator.Translate(finding));
            }
        }
    }

    [Theory]
    [InlineData("cyclonedx-1.json")]
    [InlineData("inspector-format-1.json")]
    public void Every_finding_of_a_scan_does_so_too(string sample)
    {
        using var stream = File.OpenRead(Samples.Find("inspector-scan", sample));
        var image = ScanArtifact.Of("shop:1", ScanArtifactType.ContainerImage, "111122223333", "eu-west-1");
        var findings = FindingReader.Read(stream, sample, image, DateTimeOffset.UnixEpoch, details: null,
            TestContext.Current.CancellationToken).Select(reading => reading.Finding!).ToList();
        Assert.NotEmpty(findings);
        Assert.All(findings, finding => PassesInBothForms(AsffTranslator.Translate(finding)));
    }

    private static void PassesInBothForms(AsffFinding inspector)
    {
        var account = AccountForm.From(inspector);
        Assert.Empty(AsffRules.Check(inspector));
        Assert.Empty(AsffRules.Check(account));
        Assert.True(JsonNode.DeepEquals(Node(inspector), Node(InspectorForm.From(account))), AsffJson.ToText(InspectorForm.From(account)));
        Assert.Equal(AsffJson.ToText(account), AsffJson.ToText(AccountForm.From(account)));
    }

    private static JsonNode? Node(AsffFinding finding) => JsonNode.Parse(AsffJson.Serialize(finding));
}
