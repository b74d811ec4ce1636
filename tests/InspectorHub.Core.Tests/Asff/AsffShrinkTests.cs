using System.Text.Json;
using InspectorHub.Asff;
using InspectorHub.Asff.Rules;
using InspectorHub.Asff.Serialization;
using InspectorHub.Common;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Translation;

namespace InspectorHub.Core.Tests.Asff;

public sealed class AsffShrinkTests
{
    [Fact]
    public void A_finding_that_is_too_large_loses_references_first_and_keeps_its_packages()
    {
        var shrunk = AsffTranslator.Translate(Finding(packages: 10, references: 20_000));
        AssertFits(shrunk);
        var cut = Assert.Single(shrunk.Cuts);
        Assert.Equal(("$.Vulnerabilities[*].ReferenceUrls", 20_000), (cut.Path, cut.Actual));
        Assert.Equal(cut.Limit, shrunk.Vulnerabilities![0].ReferenceUrls!.Count);
        Assert.Equal(10, shrunk.Vulnerabilities[0].VulnerablePackages!.Count);
    }

    [Fact]
    public void Packages_go_only_when_no_reference_is_left()
    {
        var shrunk = AsffTranslator.Translate(Finding(packages: 5_000, references: 3));
        AssertFits(shrunk);
        Assert.Equal(["$.Vulnerabilities[*].ReferenceUrls", "$.Vulnerabilities[*].VulnerablePackages"], shrunk.Cuts.Select(cut => cut.Path).Where(path => path.StartsWith("$.Vuln", StringComparison.Ordinal)));
        Assert.NotEmpty(shrunk.Vulnerabilities![0].VulnerablePackages!);
        Assert.Equal("CVE-2026-0001", shrunk.Vulnerabilities[0].Id);
        Assert.NotEmpty(shrunk.Resources![0].Tags!);
    }

    [Fact]
    public void A_finding_of_somebody_elses_is_shrunk_in_its_account_form_and_stays_as_it_was()
    {
        var large = AsffTranslator.Translate(Finding(packages: 1, references: 1));
        large.Resources![0].Details!.Unmodeled = new AsffMembers { ["AwsWafWebAcl"] = JsonDocument.Parse($"[{string.Join(',', Enumerable.Repeat("\"rule\"", 40_000))}]").RootElement };
        var account = AccountForm.From(large);
        AssertFits(account);
        Assert.Contains(account.Cuts, cut => cut.Path == "$.Resources[*].Details");
        Assert.NotNull(large.Resources[0].Details);
    }

    [Fact]
    public void What_this_version_does_not_know_counts_wherever_it_is()
    {
        var large = AsffTranslator.Translate(Finding(packages: 1, references: 1));
        using var text = JsonDocument.Parse($"[{string.Join(',', Enumerable.Repeat("\"x\"", 70_000))}]");
        large.Vulnerabilities![0].VulnerablePackages![0].Unmodeled = new AsffMembers { ["New"] = text.RootElement };
        large.Resources![0].Unmodeled = new AsffMembers { ["DataClassification"] = text.RootElement };
        AssertFits(AccountForm.From(large));
    }

    private static void AssertFits(AsffFinding finding)
    {
        Assert.InRange(AsffJson.Serialize(finding).Length, 1, AsffLimits.FindingBytes);
        Assert.Empty(AsffRules.Check(finding));
    }

    private static Inspector2Finding Finding(int packages, int references) => new()
    {
        FindingArn = "arn:aws:inspector2:eu-west-1:111122223333:finding/0123456789abcdef0123456789abcdef",
        AwsAccountId = "111122223333",
        Type = "PACKAGE_VULNERABILITY",
        Title = "CVE-2026-0001",
        Description = "Something.",
        Severity = Severity.Of("HIGH"),
        Status = "ACTIVE",
        LastObservedAt = DateTimeOffset.UnixEpoch,
        Resources = [new Inspector2Resource { Type = "AWS_EC2_INSTANCE", Id = "i-1", Tags = new TextMap { ["Name"] = "web" }, Details = new Inspector2ResourceDetails { AwsEc2Instance = new Ec2InstanceDetails { VpcId = "vpc-1" } } }],
        PackageVulnerabilityDetails = new PackageVulnerabilityDetails
        {
            VulnerabilityId = "CVE-2026-0001",
            Source = "NVD",
            ReferenceUrls = [.. Enumerable.Range(0, references).Select(number => $"https://example.com/{number}")],
            VulnerablePackages = [.. Enumerable.Range(0, packages).Select(number => new VulnerablePackage { Name = $"package-{number}", Version = "1.0", Remediation = "apt-get update && apt-get upgrade" })],
        },
    };
}
