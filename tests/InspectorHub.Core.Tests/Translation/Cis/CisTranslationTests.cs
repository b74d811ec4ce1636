using System.Text.Json.Nodes;
using InspectorHub.Asff.Rules;
using InspectorHub.Asff.Serialization;
using InspectorHub.Core.Tests.Findings.Cis;
using InspectorHub.Findings.Cis;
using InspectorHub.Translation;

namespace InspectorHub.Core.Tests.Translation.Cis;

public sealed class CisTranslationTests
{
    private const string Account = """
        {
          "SchemaVersion": "2018-10-08",
          "Id": "ID",
          "ProductArn": "arn:aws:securityhub:eu-central-1:111122223333:product/111122223333/default",
          "ProductName": "Inspector",
          "CompanyName": "Amazon",
          "GeneratorId": "AWSInspector/cis/AMAZON_LINUX_2/1.1.1.1",
          "AwsAccountId": "111122223333",
          "Types": ["Software and Configuration Checks/Industry and Regulatory Standards/CIS Host Hardening Benchmarks"],
          "CreatedAt": "2026-11-01T06:00:00.000Z",
          "UpdatedAt": "2026-11-01T06:00:00.000Z",
          "Severity": { "Label": "MEDIUM", "Normalized": 40, "Original": "LEVEL_1" },
          "Title": "1.1.1.1 Ensure mounting of cramfs filesystems is disabled",
          "Description": "A file system that nobody needs is one that nobody looks after.",
          "Remediation": { "Recommendation": { "Text": "Add install cramfs /bin/true to a file in /etc/modprobe.d." } },
          "ProductFields": {
            "inspector/ProductVersion": "2",
            "inspector/instanceId": "i-0a1b2c3d4e5f60718",
            "inspector/resources/1/resourceDetails/awsEc2InstanceDetails/platform": "AMAZON_LINUX_2",
            "inspector/cis/checkId": "1.1.1.1",
            "inspector/cis/level": "LEVEL_1",
            "inspector/cis/status": "FAILED",
            "inspector/cis/statusReason": "cramfs can be loaded",
            "inspector/cis/scanName": "weekly",
            "inspector/cis/scanConfigurationArn": "arn:aws:inspector2:eu-central-1:111122223333:owner/111122223333/cis-configuration/3d5a0c1e-0000-4000-8000-00000000000a",
            "inspector/cis/scanArn": "arn:aws:inspector2:eu-central-1:111122223333:owner/111122223333/cis-scan/0f6f746d-3080-4a6b-8c1d-fa478b6cfa75",
            "inspector/cis/findingArn": "arn:aws:inspector2:eu-central-1:111122223333:owner/111122223333/cis-finding/11111111-3080-4a6b-8c1d-fa478b6cfa75"
          },
          "Resources": [{
            "Type": "AwsEc2Instance",
            "Id": "arn:aws:ec2:eu-central-1:111122223333:instance/i-0a1b2c3d4e5f60718",
            "Partition": "aws",
            "Region": "eu-central-1",
            "Tags": { "Name": "web" }
          }],
          "RecordState": "ACTIVE",
          "Compliance": {
            "Status": "FAILED",
            "StatusReasons": [{ "ReasonCode": "CIS_CHECK_FAILED", "Description": "cramfs can be loaded" }]
          },
          "FindingProviderFields": {
            "Severity": { "Label": "MEDIUM", "Original": "LEVEL_1" },
            "Types": ["Software and Configuration Checks/Industry and Regulatory Standards/CIS Host Hardening Benchmarks"]
          }
        }
        """;

    [Fact]
    public void A_failed_check_is_in_the_account_form_what_is_written_down_here()
    {
        var asff = AccountForm.From(AsffTranslator.Translate(Finding()));
        var expected = JsonNode.Parse(Account.Replace("\"ID\"", $"\"{asff.Id}\"", StringComparison.Ordinal));
        var actual = JsonNode.Parse(AsffJson.Serialize(asff));
        Assert.True(JsonNode.DeepEquals(expected, actual), actual!.ToJsonString());
        Assert.Empty(AsffRules.Check(AsffJson.Serialize(asff)));
    }

    [Fact]
    public void The_id_is_the_same_in_every_scan_whatever_it_finds_and_in_both_forms()
    {
        var first = AsffTranslator.Translate(Finding());
        Assert.Matches("^inspector2/eu-central-1/111122223333/cis/[0-9a-f]{40}$", first.Id);
        var next = AsffTranslator.Translate(Finding(it => (it.ScanArn, it.FindingArn, it.Status, it.ScanDate, it.Title) =
            (it.ScanArn!.Replace("0f6f", "1f6f", StringComparison.Ordinal), "other", "PASSED", it.ScanDate +
                TimeSpan.FromDays(7), "Put better")));
        Assert.Equal(first.Id, next.Id);
        var account = AccountForm.From(first);
        Assert.Equal(first.Id, account.Id);
        Assert.Equal(first.Id, InspectorForm.From(account).Id);
    }

    [Fact]
    public void Another_instance_check_or_platform_is_another_finding()
    {
        string[] ids =
        [
            AsffTranslator.Translate(Finding()).Id!,
            AsffTranslator.Translate(Finding(it => it.TargetResourceId = "i-0a1b2c3d4e5f60719")).Id!,
            AsffTranslator.Translate(Finding(it => it.CheckId = "1.1.1.2")).Id!,
            AsffTranslator.Translate(Finding(it => it.Platform = "AMAZON_LINUX_2023")).Id!,
        ];
        Assert.Distinct(ids);
    }

    [Theory]
    [InlineData("FAILED", "FAILED", "ACTIVE", "MEDIUM")]
    [InlineData("PASSED", "PASSED", "ARCHIVED", "INFORMATIONAL")]
    [InlineData("SKIPPED", "NOT_AVAILABLE", "ARCHIVED", "INFORMATIONAL")]
    public void What_did_not_fail_is_over(string status, string compliance, string recordState, string severity)
    {
        var asff = AsffTranslator.Translate(Finding(it => it.Status = status));
        Assert.Equal((compliance, recordState, severity), (asff.Compliance!.Status, asff.RecordState, asff.Severity!.Label));
        Assert.Empty(asff.Warnings);
    }

    [Fact]
    public void A_status_that_is_not_known_stays_open_and_is_said()
    {
        var asff = AsffTranslator.Translate(Finding(it => it.Status = "ERRED"));
        Assert.Equal(("NOT_AVAILABLE", "ACTIVE"), (asff.Compliance!.Status, asff.RecordState));
        Assert.Contains("ERRED", Assert.Single(asff.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_finding_of_an_organization_s_scan_belongs_to_the_instance_s_account()
    {
        var asff = AccountForm.From(AsffTranslator.Translate(Finding(it => it.AccountId = "444455556666")));
        Assert.Equal("444455556666", asff.AwsAccountId);
        Assert.StartsWith("inspector2/eu-central-1/444455556666/cis/", asff.Id, StringComparison.Ordinal);
        Assert.Equal("arn:aws:securityhub:eu-central-1:444455556666:product/444455556666/default", asff.ProductArn);
        Assert.Equal("arn:aws:ec2:eu-central-1:444455556666:instance/i-0a1b2c3d4e5f60718", asff.Resources![0].Id);
    }

    [Fact]
    public void The_two_forms_come_out_of_each_other()
    {
        var inspector = AsffTranslator.Translate(Finding());
        var back = InspectorForm.From(AccountForm.From(inspector));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(AsffJson.Serialize(inspector)), JsonNode.Parse(AsffJson.Serialize(back))),
            AsffJson.ToText(back));
    }

    [Theory]
    [InlineData(nameof(CisFinding.ScanArn))]
    [InlineData(nameof(CisFinding.TargetResourceId))]
    [InlineData(nameof(CisFinding.CheckId))]
    [InlineData(nameof(CisFinding.ScanDate))]
    public void What_cannot_be_done_without_is_asked_for_by_name(string member)
    {
        var refusal = Assert.Throws<TranslationException>(() =>
            AsffTranslator.Translate(Finding(it => typeof(CisFinding).GetProperty(member)!.SetValue(it, null))));
        Assert.Contains($"'{char.ToLowerInvariant(member[0])}{member[1..]}'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_benchmark_that_is_named_is_a_standard()
    {
        var asff = AsffTranslator.Translate(Finding(it => it.Platform = "CIS Amazon Linux 2 Benchmark v3.0.0"));
        Assert.Equal("CIS Amazon Linux 2 Benchmark v3.0.0", Assert.Single(asff.Compliance!.AssociatedStandards!).StandardsId);
    }

    private static CisFinding Finding(Action<CisFinding>? change = null)
    {
        var finding = (CisFinding)Read.Text(CisDocuments.OneResult);
        finding.ScanDate = new DateTimeOffset(2026, 11, 1, 6, 0, 0, TimeSpan.Zero);
        finding.ScanName = "weekly";
        finding.ScanConfigurationArn = CisDocuments.ConfigurationArn;
        finding.TargetResourceTags = new CisTags { ["Name"] = ["web"] };
        change?.Invoke(finding);
        return finding;
    }
}
