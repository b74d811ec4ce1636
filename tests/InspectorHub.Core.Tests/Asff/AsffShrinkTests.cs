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
        Assert.Equal(["$.Vulnerabilities[*].ReferenceUrls", "$.Vulnerabilities[*].VulnerablePackages"], shrunk.Cuts.Select(cut => cut.Path)
            .Where(path => path.StartsWith("$.Vuln", StringComparison.Ordinal)));
        Assert.NotEmpty(shrunk.Vulnerabilities![0].VulnerablePackages!);
        Assert.Equal("CVE-2026-0001", shrunk.Vulnerabilities[0].Id);
        Assert.NotEmpty(shrunk.Resources![0].Tags!);
    }

    [Fact]
    public void A_finding_of_somebody_elses_is_shrunk_in_its_account_form_and_stays_as_it_was()
    {
        var large = AsffTranslator.Translate(Finding(packages: 1, references: 1));
        large.Resources![0].Details!.Unmodeled = new AsffMembers { ["AwsWafWebAcl"] =
            JsonDocument.Parse($"[{string.Join(',', Enumerable.Repeat("\"rule\"", 40_000))}]").RootElement };
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

    // One member at a time that alone is more than the format takes: eight of 55 KB each.
    [Theory]
    [InlineData("Vulnerabilities", "$.Vulnerabilities", 4)]
    [InlineData("Details", "$.Resources[*].Details", 4)]
    [InlineData("Tags", "$.Resources[*].Tags", 4)]
    [InlineData("Unmodeled", "members that this version does not know", 4)]
    [InlineData("ResourceUnmodeled", "members of resources that this version does not know", 4)]
    public void What_is_too_large_is_halved_until_it_fits(string what, string path, int left)
    {
        var finding = AsffTranslator.Translate(Finding(packages: 0, references: 0));
        finding.Vulnerabilities = null;
        var long60 = new string('x', 60_000);
        using var json = JsonDocument.Parse($"[{string.Join(',', Enumerable.Repeat("\"xxxxxxxx\"", 5000))}]");
        var eight = Enumerable.Range(0, 8).ToList();
        switch (what)
        {
            case "Vulnerabilities":
                finding.Vulnerabilities = [.. eight.Select(number =>
                    new AsffVulnerability { Id = $"CVE-{number}", Unmodeled = new AsffMembers { ["New"] = json.RootElement } })];
                break;
            case "Details":
                finding.Resources = [.. eight.Select(number => new AsffResource { Type = "Other", Id = $"{number}",
                    Details = new AsffResourceDetails { Unmodeled = new AsffMembers { ["New"] = json.RootElement } } })];
                break;
            case "Tags":
                finding.Resources = [.. Enumerable.Range(0, 24).Select(number => new AsffResource { Type = "Other", Id = $"{number}", Tags =
                    new TextMap(Enumerable.Range(0, 50).ToDictionary(tag => $"{tag}", _ => long60[..256], StringComparer.Ordinal)) })];
                break;
            case "Unmodeled":
                finding.Unmodeled = [];
                foreach (var number in eight) finding.Unmodeled[$"New{number}"] = json.RootElement;
                break;
            default:
                finding.Resources = [.. eight.Select(number =>
                    new AsffResource { Type = "Other", Id = $"{number}", Unmodeled = new AsffMembers { ["New"] = json.RootElement } })];
                break;
        }

        var given = AsffJson.ToText(finding);
        var shrunk = AsffFit.Fit(finding);
        Assert.InRange(AsffJson.Serialize(shrunk).Length, 1, AsffLimits.FindingBytes);
        // What goes first is gone by then.
        var cut = shrunk.Cuts[^1];
        Assert.Equal(path, cut.Path);
        if (what != "Tags") Assert.Equal((8, left), (cut.Actual, cut.Limit));
        Assert.All(shrunk.Cuts.Take(shrunk.Cuts.Count - 1), before => Assert.Equal(0, before.Limit));
        Assert.Equal(given, AsffJson.ToText(finding));
    }

    [Fact]
    public void A_finding_of_the_largest_size_is_whole()
    {
        var finding = AsffTranslator.Translate(Finding(packages: 0, references: 0));
        finding.Vulnerabilities = null;
        finding.Unmodeled = new AsffMembers { ["New"] = JsonDocument.Parse($"\"{new string('x', 200_000)}\"").RootElement };
        var room = AsffLimits.FindingBytes - AsffJson.Serialize(finding).Length;
        finding.Unmodeled["New"] = JsonDocument.Parse($"\"{new string('x', 200_000 + room)}\"").RootElement;
        Assert.Equal(AsffLimits.FindingBytes, AsffJson.Serialize(finding).Length);
        Assert.Empty(AsffFit.Fit(finding).Cuts);
        finding.Unmodeled["New"] = JsonDocument.Parse($"\"{new string('x', 200_001 + room)}\"").RootElement;
        Assert.Single(AsffFit.Fit(finding).Cuts);
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
        Resources = [new Inspector2Resource { Type = "AWS_EC2_INSTANCE", Id = "i-1", Tags = new TextMap { ["Name"] = "web" },
            Details = new Inspector2ResourceDetails { AwsEc2Instance = new Ec2InstanceDetails { VpcId = "vpc-1" } } }],
        PackageVulnerabilityDetails = new PackageVulnerabilityDetails
        {
            VulnerabilityId = "CVE-2026-0001",
            Source = "NVD",
            ReferenceUrls = [.. Enumerable.Range(0, references).Select(number => $"https://example.com/{number}")],
            VulnerablePackages = [.. Enumerable.Range(0, packages).Select(number =>
                new VulnerablePackage { Name = $"package-{number}", Version = "1.0", Remediation = "apt-get update && apt-get upgrade" })],
        },
    };
}
