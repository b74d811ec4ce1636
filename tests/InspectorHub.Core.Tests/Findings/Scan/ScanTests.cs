using InspectorHub.Asff;
using InspectorHub.Asff.Rules;
using InspectorHub.Asff.Serialization;
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
                  { "severity": "critical", "score": 9.8, "method": "CVSSv31", "vector": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
                   "source": { "name": "NVD" } },
                  { "severity": "medium", "score": 5.5, "method": "CVSSv31", "vector": "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:N/I:N/A:H",
                   "source": { "name": "Ubuntu Linux" } }
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
              { "id": "IN-DOCKER-001",
               "ratings": [{ "severity": "unknown", "method": "other", "source": { "name": "AMAZON_INSPECTOR" } }],
                "affects": [{ "ref": "comp-4" }] },
              { "description": "nameless" }
            ],
            "components": [
              { "bom-ref": "comp-1", "type": "application",
               "components": [{ "bom-ref": "comp-2", "name": "left-pad", "version": "1.0.0", "purl": "pkg:npm/%40scope/left-pad@1.0.0",
                "properties": [{ "name": "amazon:inspector:sbom_scanner:path", "value": "/app/package.json" }] }] },
              { "bom-ref": "comp-3", "name": "vim", "purl": "pkg:deb/ubuntu/vim@1.2-3%2Bx?arch=amd64&distro=14.04&epoch=2" },
              { "bom-ref": "comp-4", "type": "file", "name": "dockerfile:Dockerfile",
               "properties": [{ "name": "amazon:inspector:sbom_scanner:dockerfile_finding:IN-DOCKER-001", "value": "affected_lines:7-8" }] }
            ]
          }
        }
        """;

    [Fact]
    public void A_CycloneDX_result_gives_a_finding_per_vulnerability()
    {
        var readings = Read(CycloneDx, ScanArtifact.Of(Image, ScanArtifactType.ContainerImage));
        Assert.Equal("a vulnerability without its id", Assert.Single(readings, reading => reading.Problem is not null).Problem!.What);
        var findings = readings.Where(reading => reading.Finding is not null).Select(reading => Assert.IsType<ScanFinding>(reading.Finding))
            .ToList();
        Assert.Equal(2, findings.Count);

        var finding = findings[0];
        Assert.Equal("CRITICAL", finding.Severity); // the highest, and never EPSS
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
        Assert.Equal("CRITICAL", asff.Severity!.Label);
        var resource = Assert.Single(asff.Resources!);
        Assert.Equal("AwsEcrContainerImage", resource.Type);
        Assert.Equal("arn:aws:ecr:eu-west-1:111122223333:repository/team/web/sha256:abcd", resource.Id);
        Assert.Equal("1.2", Assert.Single(resource.Details!.AwsEcrContainerImage!.ImageTags!));
        var vulnerability = Assert.Single(asff.Vulnerabilities!);
        Assert.Equal(("PARTIAL", "YES", 0.9), (vulnerability.FixAvailable, vulnerability.ExploitAvailable, vulnerability.EpssScore));
        Assert.Equal(("NVD", "critical"), (vulnerability.Vendor!.Name, vulnerability.Vendor.VendorSeverity));
        Assert.Equal(["NVD", "Ubuntu Linux"], vulnerability.Cvss!.Select(score => score.Source));
        Assert.Equal("Update vim to 2:1.4-1.", asff.Remediation!.Recommendation!.Text);
        Assert.Equal("CWE-120,CWE-787", asff.ProductFields!["aws/inspector/scan/cwes"]);
    }

    [Fact]
    public void The_same_vulnerability_of_the_same_artefact_has_the_same_id_and_of_another_a_different_one()
    {
        string Id(string image) =>
            AsffTranslator.Translate(Read(CycloneDx, ScanArtifact.Of(image, ScanArtifactType.ContainerImage))[0].Finding!).Id!;
        Assert.Equal(Id(Image), Id(Image));
        Assert.NotEqual(Id(Image), Id(Image + "3"));
    }

    [Theory]
    [InlineData("cn-north-1", "aws-cn")]
    [InlineData("us-gov-west-1", "aws-us-gov")]
    [InlineData("eu-central-1", "aws")]
    public void The_partition_is_the_Regions(string region, string partition)
    {
        var asff = AsffTranslator.Translate(
            Read(CycloneDx, ScanArtifact.Of("./app", ScanArtifactType.Directory, "111122223333", region))[0].Finding!);
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
        Assert.True(problem.NeedsArtifact);
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
            (finding.Vulnerabilities![0].VulnerablePackages
                ?? []).Select(package =>
                    $"{package.Name} {package.Version} {package.Epoch} {package.Architecture} {package.FixedInVersion}")
                .Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("cyclonedx-1.json", 41, 201, 106, 6, 16)]
    [InlineData("inspector-format-1.json", 45, 201, 106, 6, 16)]
    public void A_published_scan_has_the_counts_that_its_document_says(string name, int critical, int high, int medium, int low, int other)
    {
        var labels = Sample(name).Values.GroupBy(finding => finding.Severity!.Label!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        Assert.Equal((critical, high, medium, low, other),
            (labels["CRITICAL"], labels["HIGH"], labels["MEDIUM"], labels["LOW"], labels["INFORMATIONAL"]));
    }

    [Theory]
    [InlineData("critical", "low", "CRITICAL")]
    [InlineData("none", "high", "HIGH")]
    [InlineData("unknown", "unknown", "UNTRIAGED")]
    public void The_highest_rating_counts_whatever_the_order(string one, string other, string severity)
    {
        Assert.Equal(severity, Scanned(Ratings(one, other)).Severity);
        Assert.Equal(severity, Scanned(Ratings(other, one)).Severity);

        static string Ratings(string first, string second) => $$$"""
            {"severity":"{{{first}}}","method":"other","source":{"name":"A"}},
             {"severity":"critical","score":0.9,"method":"other","source":{"name":"EPSS"}},
            {"severity":"{{{second}}}","method":"other","source":{"name":"B"}},
             {"severity":"critical","method":"SSVC","source":{"name":"CISA"}}
            """;
    }

    [Fact]
    public void Two_that_rate_by_one_vector_mean_what_its_score_says() => Assert.Equal("MEDIUM", Scanned("""
        {"severity":"medium","score":5.9,"method":"CVSSv31","vector":"CVSS:3.1/AV:N","source":{"name":"NVD"}},
        {"severity":"high","score":5.9,"method":"CVSSv31","vector":"CVSS:3.1/AV:N","source":{"name":"Ubuntu Linux"}}
        """).Severity);

    [Fact]
    public void A_bill_of_materials_that_nobody_scanned_is_an_error_and_no_clean_scan()
    {
        var problem = Assert.Single(Read("""
            {"bomFormat":"CycloneDX","specVersion":"1.5","metadata":{"tools":{"components":[{"name":"inspector-sbomgen"}]}},
             "components":[{"bom-ref":"a","type":"library","name":"x"}]}
            """, ScanArtifact.Of(Image, ScanArtifactType.ContainerImage))).Problem!;
        Assert.Equal(FindingProblemKind.UnknownDocument, problem.Kind);
        Assert.Contains("was not scanned", problem.What, StringComparison.Ordinal);
        Assert.Equal(problem.What, Assert.Single(Documents.Read("""{"bomFormat":"CycloneDX","components":[]}""")).Problem!.What);
    }

    [Theory]
    [InlineData("""{"bomFormat":"CycloneDX","vulnerabilities":[]}""")]
    [InlineData("""{"sbom":{"bomFormat":"CycloneDX","metadata":{"tools":{"services":[{"name":"Amazon Inspector Scan SBOM API"}]}}}}""")]
    [InlineData("""{"bomFormat":"CycloneDX","metadata":{"properties":[{"name":"amazon:inspector:sbom_scanner:critical_vulnerabilities","value":"0"}]}}""")]
    [InlineData("""{"vulnerability_count":{"critical":0},"vulnerabilities":[]}""")]
    public void A_clean_scan_says_nothing(string text) => Assert.Empty(Read(text, ScanArtifact.Of(Image, ScanArtifactType.ContainerImage)));

    [Theory]
    [InlineData("""{"sbom":"x"}""", "sbom is a text, an object is expected")]
    [InlineData("""{"bomFormat":"CycloneDX","vulnerabilities":{}}""", "vulnerabilities is an object, a list is expected")]
    [InlineData("""{"bomFormat":"CycloneDX","vulnerabilities":[7]}""", "vulnerabilities[0] is a number, an object is expected")]
    [InlineData("""{"bomFormat":"CycloneDX","vulnerabilities":[{"id":"CVE-1","ratings":"x"}]}""",
        "CVE-1: ratings is a text, a list is expected")]
    [InlineData("""{"bomFormat":"CycloneDX","vulnerabilities":[],"components":"x"}""", "components is a text, a list is expected")]
    public void A_broken_part_is_an_error(string text, string what) =>
        Assert.Contains(Read(text, ScanArtifact.Of(Image, ScanArtifactType.ContainerImage)), reading => reading.Problem?.What == what);

    [Fact]
    public void Counts_that_differ_are_a_warning()
    {
        var readings = Read("""
            {"bomFormat":"CycloneDX","metadata":{"properties":[{"name":"amazon:inspector:sbom_scanner:high_vulnerabilities","value":"2"}]},
             "vulnerabilities":[{"id":"CVE-1","ratings":[{"severity":"high","source":{"name":"NVD"}}]}]}
            """, ScanArtifact.Of(Image, ScanArtifactType.ContainerImage));
        var notice = Assert.Single(readings, reading => reading.Notice is not null).Notice!;
        Assert.Equal((true, "the document counts 2 high vulnerabilities, 1 were read"), (notice.IsWarning, notice.What));
    }

    [Fact]
    public void A_discontinued_system_is_named_with_its_end_and_its_own_severity()
    {
        var finding = Scanned(
            """{"severity":"critical","method":"other","source":{"name":"AMAZON_INSPECTOR"}}""", "IN-DISCONTINUED-001",
            "Discontinued Operating System: This resource relies on an operating system that was discontinued and that nobody mends any " +
            "more. Move.",
            """{"bom-ref":"c","type":"operating-system","name":"Ubuntu","version":"14.04","properties":[{"name":"amazon:inspector:sbom_scanner:end_of_life","value":"2024-04-01T00:00:00Z"}]}""");
        var asff = AsffTranslator.Translate(finding);
        Assert.Equal(("Discontinued Operating System - Ubuntu 14.04", "CRITICAL"), (asff.Title, asff.Severity!.Label));
        Assert.Equal(["Software and Configuration Checks/Patch Management"], asff.Types!);
        Assert.Equal("2024-04-01T00:00:00Z", asff.ProductFields!["aws/inspector/scan/endOfLife"]);
    }

    [Fact]
    public void An_expired_certificate_is_named_with_where_it_lies()
    {
        var asff = AsffTranslator.Translate(Scanned(
            """{"severity":"medium","method":"other","source":{"name":"AMAZON_INSPECTOR"}}""", "IN-CERTIFICATE-001",
            "Expired Certificate: The associated certificate(s) are no longer valid. Replace certificate in order to reduce risk.",
            """
            {"bom-ref":"c","type":"file","name":"certificate:expired.pem","properties":[
              {"name":"amazon:inspector:sbom_generator:certificate_finding:IN-CERTIFICATE-001","value":"expired:2015-06-06T11:59:59Z"},
              {"name":"amazon:inspector:sbom_generator:source_path","value":"/etc/ssl/expired.pem"}]}
            """));
        Assert.Equal("Expired Certificate - /etc/ssl/expired.pem", asff.Title);
        Assert.Equal(("/etc/ssl/expired.pem", "expired:2015-06-06T11:59:59Z"),
            (asff.ProductFields!["aws/inspector/scan/locations"], asff.ProductFields["aws/inspector/scan/evidence"]));
    }

    [Theory]
    [InlineData("Secret Detected: AWS Access Key ID.", "Secret Detected: AWS Access Key ID")]
    [InlineData("Avoid installing or using sudo as it behaves unpredictably.",
        "Avoid installing or using sudo as it behaves unpredictably")]
    [InlineData(null, "IN-DOCKER-001")]
    public void What_Inspector_found_itself_is_called_by_its_first_clause(string? description, string title) =>
        Assert.Equal(title, new ScanFinding { VulnerabilityId = "IN-DOCKER-001", Description = description }.Title);

    [Theory]
    [InlineData(".", true)]
    [InlineData("./", true)]
    [InlineData("./app", false)]
    public void A_folder_named_by_where_one_stands_is_a_warning(string folder, bool isWarned) =>
        Assert.Equal(isWarned, Read(CycloneDx, ScanArtifact.Of(folder, ScanArtifactType.Directory, "111122223333", "eu-west-1"))
            .Exists(reading => reading.Notice?.IsWarning == true));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\\u0000")]
    public void A_vulnerability_whose_id_shows_nothing_is_one_without_its_id(string id)
    {
        var text = $$"""{"bomFormat":"CycloneDX","vulnerabilities":[{"id":"{{id}}","affects":[]},{"id":"CVE-2024-1","affects":[]}]}""";
        var readings = Read(text, ScanArtifact.Of(Image, ScanArtifactType.ContainerImage));
        Assert.Equal(["a vulnerability without its id", null], readings.Select(reading => reading.Problem?.What));
    }

    private static ScanFinding Scanned(string ratings, string id = "CVE-2024-1", string description = "It overflows.",
        string component = """{"bom-ref":"c","name":"x"}""") =>
        (ScanFinding)Assert.Single(Read(
            $$$"""{"bomFormat":"CycloneDX","components":[{{{component}}}],"vulnerabilities":[{"id":"{{{id}}}","description":"{{{description}}}","ratings":[{{{ratings}}}],"affects":[{"ref":"c"}]}]}""",
            ScanArtifact.Of(Image, ScanArtifactType.ContainerImage))).Finding!;

    private static Dictionary<string, AsffFinding> Sample(string name)
    {
        using var stream = File.OpenRead(Samples.Find("inspector-scan", name));
        var readings = FindingReader.Read(stream, name, ScanArtifact.Of(Image, ScanArtifactType.ContainerImage), DateTimeOffset.UnixEpoch)
            .ToList();
        // Neither a problem nor a word: the counts are the document's own.
        Assert.All(readings, reading => Assert.NotNull(reading.Finding));
        var translated = readings.ConvertAll(reading => AsffTranslator.Translate(reading.Finding!));
        Assert.All(translated, finding =>
            Assert.Empty(AsffRules.Check(System.Text.Json.JsonDocument.Parse(AsffJson.Serialize(AccountForm.From(finding))).RootElement)));
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
