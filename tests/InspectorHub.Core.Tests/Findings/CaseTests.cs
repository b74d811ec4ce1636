using InspectorHub.Asff;
using InspectorHub.Asff.Rules;
using InspectorHub.Asff.Serialization;
using InspectorHub.Findings;
using InspectorHub.Findings.Scan;
using InspectorHub.Translation;

namespace InspectorHub.Core.Tests.Findings;

/// <summary>Small inputs that once failed, each for its kind.</summary>
public sealed class CaseTests
{
    [Fact]
    public void B07_a_discontinued_system_keeps_its_own_severity()
    {
        var findings = Translated("B07", "scan.json");
        Assert.Equal(["CRITICAL", "LOW"], findings.Select(finding => finding.Severity!.Label));
        Assert.Contains("libdemo", findings[0].Title, StringComparison.Ordinal);
        Assert.DoesNotContain("IN-DISCONTINUED", findings[0].Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scan-cdx.json")]
    [InlineData("scan-own-format.json")]
    public void B09_a_scan_has_its_own_severities(string file) =>
        Assert.Equal(["CRITICAL", "HIGH", "HIGH"], Translated("B09", file).Select(finding => finding.Severity!.Label));

    [Fact]
    public void B18_a_resource_without_a_type_is_Other_with_a_warning_and_keeps_what_is_known_of_it()
    {
        var findings = Translated("B18", "in.json");
        Assert.All(findings, finding => Assert.Equal("Other", finding.Resources![0].Type));
        Assert.Contains(findings[0].Warnings, warning => warning.Contains("has no type", StringComparison.Ordinal));
        Assert.Equal(("AWS_NEW_THING", "t3.micro"), (findings[1].Resources![0].Details!.Other!["inspector/resourceType"],
            findings[1].Resources![0].Details!.Other!["awsEc2Instance/type"]));
        Assert.All(findings, finding => Assert.Empty(AsffRules.Check(AccountForm.From(finding))));
    }

    [Fact]
    public void B18_ASFF_with_such_a_resource_goes_as_Other_too()
    {
        var given =
            AsffJson.Parse(System.Text.Json.JsonDocument.Parse(File.ReadAllText(Shared.Find("cases", "B18", "asff.json"))).RootElement[0]);
        Assert.NotEmpty(AsffRules.Check(given));
        var account = AccountForm.From(given);
        Assert.Equal("Other", account.Resources![0].Type);
        Assert.NotEmpty(account.Warnings);
        Assert.Empty(AsffRules.Check(account));
    }

    [Theory]
    [InlineData("sns-envelope.json", "through SNS")]
    [InlineData("event-custom-source.json", "custom source")]
    public void B28_an_event_is_read_in_an_envelope_and_from_any_source(string file, string title) =>
        Assert.Equal(title, Assert.Single(Translated("B28", file)).Title);

    [Fact]
    public void B41_a_malicious_package_is_no_CVE_and_at_least_HIGH()
    {
        var findings = Translated("B41", "scan.json");
        Assert.All(findings.Take(2),
            finding => Assert.Equal(("HIGH", "TTPs/Initial Access"), (finding.Severity!.Label, finding.Types![0])));
        Assert.Equal(("true", "IMMEDIATE", "VERIFIED"),
            (Field(0, "is_malicious"), Field(0, "priority"), Field(0, "priority_intelligence")));
        Assert.Equal(("Software and Configuration Checks/Vulnerabilities/CVE", "URGENT"), (findings[2].Types![0], Field(2, "priority")));

        string Field(int index, string name) => findings[index].ProductFields![$"aws/inspector/scan/{name}"];
    }

    [Fact]
    public void B53_who_uses_an_image_is_kept()
    {
        var fields = Translated("B53", "in.json")[1].ProductFields!;
        const string Image = "aws/inspector/resources/1/resourceDetails/awsEcrContainerImageDetails/";
        Assert.Equal(("me", "3", "2025-05-03T09:00:00Z"),
            (fields[Image + "author"], fields[Image + "inUseCount"], fields[Image + "lastInUseAt"]));
    }

    private static List<AsffFinding> Translated(string folder, string file)
    {
        using var stream = File.OpenRead(Shared.Find("cases", folder, file));
        var artifact = ScanArtifact.Of("111122223333.dkr.ecr.eu-central-1.amazonaws.com/demo:1", ScanArtifactType.ContainerImage);
        var readings = FindingReader.Read(stream, file, artifact, DateTimeOffset.UnixEpoch).ToList();
        Assert.All(readings, reading => Assert.NotNull(reading.Finding));
        return readings.ConvertAll(reading => AsffTranslator.Translate(reading.Finding!));
    }
}
