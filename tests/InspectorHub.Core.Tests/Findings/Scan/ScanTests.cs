using InspectorHub.Asff;
using InspectorHub.Findings;
using InspectorHub.Findings.Scan;
using InspectorHub.Translation;

namespace InspectorHub.Core.Tests.Findings.Scan;

public sealed class ScanTests
{
    private const string Image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/web:1.2";

    private const string CycloneDx = """
        {
          "sbom": {
            "bomFormat": "CycloneDX",
            "specVersion": "1.5",
            "metadata": { "timestamp": "2024-05-22T15:04:01.713Z" },
            "vulnerabilities": [
              {
                "id": "CVE-2024-0001",
                "source": { "name": "NVD", "url": "https://nvd.nist.gov/vuln/detail/CVE-2024-0001" },
                "description": "It overflows.",
                "created": "2023-06-25T17:15:14Z",
                "updated": "2023-07-31T19:15:15Z",
                "ratings": [
                  { "severity": "none", "score": 0.9, "method": "other", "source": { "name": "EPSS" } },
                  { "severity": "critical", "score": 9.8, "method": "CVSSv31", "vector": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "source": { "name": "NVD" } },
                  { "severity": "medium", "score": 5.5, "method": "CVSSv31", "vector": "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:N/I:N/A:H", "source": { "name": "Ubuntu Linux" } }
                ],
                "affects": [{ "ref": "comp-2" }, { "ref": "comp-3" }],
                "advisories": [{ "url": "https://example.com/advisory" }, { "url": "https://example.com/advisory" }],
                "cwes": [120, 787],
                "properties": [
                  { "name": "amazon:inspector:sbom_scanner:exploit_available", "value": "true" },
                  { "name": "amazon:inspector:sbom_scanner:exploit_last_seen_in_public", "value": "2024-05-17T05:13:34Z" },
                  { "name": "amazon:inspector:sbom_scanner:cisa_kev_date_added", "value": "2024-01-02T00:00:00Z" },
                  { "name": "amazon:inspector:sbom_scanner:fixed_version:comp-3", "value": "2:1.4-1" }
                ]
              },
              { "id": "IN-DOCKER-001", "ratings": [{ "severity": "unknown", "method": "other", "source": { "name": "AMAZON_INSPECTOR" } }], "affects": [{ "ref": "comp-4" }] },
              { "description": "nameless" }
            ],
            "components": [
              { "bom-ref": "comp-1", "type": "application", "components": [{ "bom-ref": "comp-2", "name": "left-pad", "version": "1.0.0", "purl": "pkg:npm/%40scope/left-pad@1.0.0", "properties": [{ "name": "amazon:inspector:sbom_scanner:path", "value": "/app/package.json" }] }] },
              { "bom-ref": "comp-3", "name": "vim", "purl": "pkg:deb/ubuntu/vim@1.2-3%2Bx?arch=amd64&distro=14.04&epoch=2" },
              { "bom-ref": "comp-4", "type": "file", "name": "dockerfile:Dockerfile", "properties": [{ "name": "amazon:inspector:sbom_scanner:dockerfile_finding:IN-DOCKER-001", "value": "affected_lines:7-8" }] }
            ]
          }
        }
        """;

    [Fact]
    public void A_CycloneDX_result_gives_a_finding_per_vulnerability()
    {
        var readings = Read(CycloneDx, ScanArtifact.Of(Image, ScanArtifactType.ContainerImage));
        Assert.Equal("a vulnerability without its id", Assert.Single(readings, reading => reading.Problem is not null).Problem!.What);
        var findings = readings.Where(reading => reading.Finding is not null).Select(reading => Assert.IsType<ScanFinding>(reading.Finding)).ToList();
        Assert.Equal(2, findings.Count);

        var finding = findings[0];
        Assert.Equal("MEDIUM", finding.Severity); // the vendor's, not NVD's, and never EPSS
        Assert.Equal(0.9, finding.EpssScore);
        Assert.Equal("CVE-2024-0001 - @scope/left-pad, vim", finding.Title);
        Assert.Equal(["CWE-120", "CWE-787"], finding.Cwes);
        Assert.Equal(["https://example.com/advisory"], finding.ReferenceUrls);
        Assert.True(finding.ExploitAvailable);
        Assert.Equal(new DateTimeOffset(2024, 5, 17, 5, 13, 34, TimeSpan.Zero), finding.LastKnownExploitAt);
        Assert.Equal(new DateTimeOffset(2024, 5, 22, 15, 4, 1, 713, TimeSpan.Zero), finding.ScannedAt);
        Assert.Equal(("vim", "1.2-3+x", "2", "amd64", "OS", "2:1.4-1"), Of(finding.Packages![1]));
        Assert.Equal(("@scope/left-pad", "1.0.0", null, null, "NODEPKG", null), Of(finding.Packages[0]));
        Assert.Equal("/app/package.json", finding.Packages[0].FilePath);

        Assert.Equal("UNTRIAGED", findings[1].Severity);
        Assert.Equal(["dockerfile:Dockerfile:7-8"], findings[1].Locations);
        Assert.Empty(findings[1].Packages!);
    }

    [Fact]
    public void A_scan_becomes_ASFF_of_the_image_it_was_of()
    {
        var artifact = ScanArtifact.Of(Image + "@sha256:abcd", ScanArtifactType.ContainerImage);
        var asff = AsffTranslator.Translate(Read(CycloneDx, artifact)[0].Finding!);
        Assert.Matches("^inspector-scan/eu-west-1/111122223333/[0-9a-f]{40}$", asff.Id);
        Assert.Equal("arn:aws:securityhub:eu-west-1::product/aws/inspector", asff.ProductArn);
        Assert.Equal("MEDIUM", asff.Severity!.Label);
        var resource = Assert.Single(asff.Resources!);
        Assert.Equal("AwsEcrContainerImage", resource.Type);
        Assert.Equal("arn:aws:ecr:eu-west-1:111122223333:repository/team/web/sha256:abcd", resource.Id);
        Assert.Equal("1.2", Assert.Single(resource.Details!.AwsEcrContainerImage!.ImageTags!));
        var vulnerability = Assert.Single(asff.Vulnerabilities!);
        Assert.Equal(("PARTIAL", "YES", 0.9), (vulnerability.FixAvailable, vulnerability.ExploitAvailable, vulnerability.EpssScore));
        Assert.Equal(["NVD", "Ubuntu Linux"], vulnerability.Cvss!.Select(score => score.Source));
        Assert.Equal("Update vim to 2:1.4-1.", asff.Remediation!.Recommendation!.Text);
        Assert.Equal("CWE-120,CWE-787", asff.ProductFields!["aws/inspector/scan/cwes"]);
    }

    [Fact]
    public void The_same_vulnerability_of_the_same_artefact_has_the_same_id_and_of_another_a_different_one()
    {
        string Id(string image) => AsffTranslator.Translate(Read(CycloneDx, ScanArtifact.Of(image, ScanArtifactType.ContainerImage))[0].Finding!).Id!;
        Assert.Equal(Id(Image), Id(Image));
        Assert.NotEqual(Id(Image), Id(Image + "3"));
    }

    [Theory]
    [InlineData("cn-north-1", "aws-cn")]
    [InlineData("us-gov-west-1", "aws-us-gov")]
    [InlineData("eu-central-1", "aws")]
    public void The_partition_is_the_Regions(string region, string partition)
    {
        var asff = AsffTranslator.Translate(Read(CycloneDx, ScanArtifact.Of("./app", ScanArtifactType.Directory, "111122223333", region))[0].Finding!);
        Assert.StartsWith($"arn:{partition}:securityhub:{region}:", asff.ProductArn, StringComparison.Ordinal);
        Assert.Equal(("Other", "./app"), (asff.Resources![0].Type, asff.Resources[0].Id));
    }

    [Theory]
    [InlineData("nginx:latest", ScanArtifactType.ContainerImage)]
    [InlineData(Image, ScanArtifactType.Archive)]
    [InlineData("./app", ScanArtifactType.Directory)]
    public void Whose_an_artefact_is_must_be_said_unless_its_reference_says_it(string reference, ScanArtifactType type) =>
        Assert.Throws<ArgumentException>(() => ScanArtifact.Of(reference, type));

    [Fact]
    public void A_scan_without_what_was_scanned_is_one_problem()
    {
        var problem = Assert.Single(Documents.Read(CycloneDx)).Problem!;
        Assert.Equal(FindingProblemKind.Incomplete, problem.Kind);
        Assert.Contains("-Resource", problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void The_two_formats_of_a_real_scan_say_the_same()
    {
        var cycloneDx = Sample("cyclonedx-1.json");
        var inspector = Sample("inspector-format-1.json");
        Assert.Equal(370, cycloneDx.Count);
        Assert.Equal(374, inspector.Count);
        var compared = 0;
        foreach (var (id, one) in cycloneDx)
        {
            if (!inspector.TryGetValue(id, out var other)) continue;
            compared++;
            Assert.Equal(one.Severity!.Label, other.Severity!.Label);
            Assert.Equal(one.Vulnerabilities![0].FixAvailable, other.Vulnerabilities![0].FixAvailable);
            Assert.Equal(Packages(one), Packages(other));
        }

        Assert.Equal(370, compared);

        static IEnumerable<string> Packages(AsffFinding finding) =>
            (finding.Vulnerabilities![0].VulnerablePackages ?? []).Select(package => $"{package.Name} {package.Version} {package.Epoch} {package.Architecture} {package.FixedInVersion}").Order(StringComparer.Ordinal);
    }

    private static Dictionary<string, AsffFinding> Sample(string name)
    {
        using var stream = File.OpenRead(Samples.Find("inspector-scan", name));
        var readings = FindingReader.Read(stream, name, ScanArtifact.Of(Image, ScanArtifactType.ContainerImage), DateTimeOffset.UnixEpoch).ToList();
        Assert.All(readings, reading => Assert.NotNull(reading.Finding));
        var translated = readings.ConvertAll(reading => AsffTranslator.Translate(reading.Finding!));
        Assert.All(translated, finding => Assert.Empty(AsffRules.Check(System.Text.Json.JsonDocument.Parse(AsffJson.Serialize(AccountForm.From(finding))).RootElement)));
        return translated.ToDictionary(finding => finding.Id!, StringComparer.Ordinal);
    }

    private static List<FindingReading> Read(string text, ScanArtifact artifact)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        return [.. FindingReader.Read(stream, "test", artifact, null)];
    }

    private static (string?, string?, string?, string?, string?, string?) Of(ScanPackage package) =>
        (package.Name, package.Version, package.Epoch, package.Architecture, package.PackageManager, package.FixedInVersion);
}
