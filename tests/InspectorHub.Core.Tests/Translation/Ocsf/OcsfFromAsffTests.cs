using System.Text.Json.Nodes;
using InspectorHub.Asff;
using InspectorHub.Findings;
using InspectorHub.Findings.Cis;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Findings.Scan;
using InspectorHub.Ocsf;
using InspectorHub.Translation;
using InspectorHub.Translation.Ocsf;

namespace InspectorHub.Core.Tests.Translation.Ocsf;

/// <summary>What has become ASFF can still become OCSF: the same finding, whichever way it came.</summary>
public sealed class OcsfFromAsffTests
{
    private static readonly string[] Kept = ["class_uid", "cloud", "finding_info", "metadata", "severity_id", "status_id", "time",
        "vulnerabilities", "compliance", "remediation"];

    public static TheoryData<string> Kinds => ["instance", "code", "classic", "scan", "cis"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_finding_is_the_same_by_way_of_either_form_of_asff(string kind)
    {
        var finding = Finding(kind);
        var straight = JsonNode.Parse(OcsfTranslator.Translate(finding, OcsfVersion.V160))!;
        var asff = AsffTranslator.Translate(finding);
        foreach (var form in new[] { asff, AccountForm.From(asff) })
        {
            var ocsf = JsonNode.Parse(OcsfTranslator.Translate(form, OcsfVersion.V160))!;
            foreach (var member in Kept)
                Assert.True(JsonNode.DeepEquals(straight[member], ocsf[member]), $"{member}: {ocsf[member]?.ToJsonString()}");
            Assert.Equal((string?)straight["resources"]![0]!["uid"], (string?)ocsf["resources"]![0]!["uid"]);
            Assert.Equal((string?)straight["resources"]![0]!["type"], (string?)ocsf["resources"]![0]!["type"]);
        }
    }

    [Fact]
    public void A_finding_of_another_product_is_refused()
    {
        var finding = new AsffFinding { Id = "arn:aws:guardduty:eu-west-1:111122223333:detector/1/finding/2",
            ProductArn = "arn:aws:securityhub:eu-west-1::product/aws/guardduty" };
        var refusal = Assert.Throws<TranslationException>(() => OcsfTranslator.Translate(finding, OcsfVersion.V160));
        Assert.Contains("no finding of Amazon Inspector", refusal.Message, StringComparison.Ordinal);
    }

    private static InspectorFinding Finding(string kind)
    {
        var seen = new DateTimeOffset(2031, 1, 2, 3, 4, 5, TimeSpan.Zero);
        return kind switch
        {
            "classic" => new ClassicFinding
            {
                Arn = "arn:aws:inspector:eu-west-1:111122223333:target/0-a/template/0-b/run/0-c/finding/0-d",
                Id = "Recognized port reachable", Title = "Port 22", Description = "It is open.",
                Recommendation = "Close it.", Severity = "Medium", NumericSeverity = 6, Confidence = 10, CreatedAt = seen, UpdatedAt = seen,
                ServiceAttributes =
                    new ClassicServiceAttributes { RulesPackageArn = "arn:aws:inspector:eu-west-1:357557129151:rulespackage/0-SPzU33xe" },
                AssetAttributes = new ClassicAssetAttributes { AgentId = "i-0123" },
                Attributes = [new ClassicAttribute { Key = "PORT", Value = "22" }],
            },
            "scan" => new ScanFinding
            {
                Artifact = ScanArtifact.Of("111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:1.4", ScanArtifactType.ContainerImage),
                VulnerabilityId = "CVE-2031-0003",
                Description = "A crafted chart runs code.", ScanSeverity = "HIGH", ScannedAt = seen,
                Packages = [new ScanPackage { Name = "libharbour", Version = "1.2", FixedInVersion = "1.3" }],
            },
            "cis" => new CisFinding
            {
                ScanArn = "arn:aws:inspector2:eu-west-1:111122223333:owner/111122223333/cis-scan/1",
                FindingArn = "arn:aws:inspector2:eu-west-1:111122223333:owner/111122223333/cis-finding/2",
                AccountId = "111122223333", TargetResourceId = "i-0123", Platform = "AMAZON_LINUX_2", Status = CisFinding.Failed,
                StatusReason = "It can be loaded.", CheckId = "1.1.1.1",
                Title = "Nobody needs it", CheckDescription = "A file system.", Remediation = "Take it away.", Level = "LEVEL_1",
                ScanDate = seen,
            },
            "code" => Inspector2(seen, "CODE_VULNERABILITY", finding => finding.CodeVulnerabilityDetails = new CodeVulnerabilityDetails
            {
                Cwes = ["CWE-22"], RuleId = "rule-7", DetectorId = "python/path@v1", DetectorName = "Path traversal",
                FilePath = new CodeFilePath { FileName = "app.py", FilePath = "src/app.py", StartLine = 3, EndLine = 4 },
            }),
            _ => Inspector2(seen, "PACKAGE_VULNERABILITY", finding => finding.PackageVulnerabilityDetails = new PackageVulnerabilityDetails
            {
                VulnerabilityId = "CVE-2031-0001", VendorSeverity = "Important", ReferenceUrls = ["https://example.com/a"], Source = "NVD",
                Cvss = [new CvssScore { BaseScore = 7.5, Version = "3.1", ScoringVector = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H",
                    Source = "NVD" }],
                VulnerablePackages = [new VulnerablePackage { Name = "libharbour", Version = "1.2.3", Epoch = 0, Arch = "X86_64",
                    PackageManager = "OS", FixedInVersion = "1.2.4" }],
            }),
        };
    }

    private static Inspector2Finding Inspector2(DateTimeOffset seen, string type, Action<Inspector2Finding> details)
    {
        var finding = new Inspector2Finding
        {
            FindingArn = "arn:aws:inspector2:eu-west-1:111122223333:finding/0f1e2d3c", AwsAccountId = "111122223333", Type = type,
            Title = "A title", Description = "A crafted chart runs code.",
            Severity = "HIGH", Status = "SUPPRESSED", FirstObservedAt = seen, LastObservedAt = seen.AddHours(1),
            UpdatedAt = seen.AddHours(1), ExploitAvailable = "NO", FixAvailable = "YES",
            Resources = [new Inspector2Resource { Type = "AWS_EC2_INSTANCE", Id = "i-0123" }],
        };
        details(finding);
        return finding;
    }
}
