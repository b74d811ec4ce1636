using System.Text.Json;
using InspectorHub.Asff;
using InspectorHub.Asff.Rules;
using InspectorHub.Asff.Serialization;
using InspectorHub.Common;
using InspectorHub.Translation;

namespace InspectorHub.Core.Tests.Translation;

public sealed class AccountFormTests
{
    [Fact]
    public void It_is_what_an_account_may_import_and_leaves_the_finding_as_it_was()
    {
        var inspector = Finding();
        inspector.Note = new AsffNote { Text = "n", UpdatedBy = "u", UpdatedAt = DateTimeOffset.UnixEpoch };
        var before = AsffJson.ToText(inspector);
        var account = AccountForm.From(inspector);
        Assert.Equal("arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default", account.ProductArn);
        Assert.Equal("inspector2/eu-west-1/111122223333/0123456789abcdef0123456789abcdef", account.Id);
        Assert.Equal(("Inspector", "Amazon"), (account.ProductName, account.CompanyName));
        Assert.Null(account.Region);
        Assert.Null(account.Workflow);
        Assert.Null(account.WorkflowState);
        Assert.Null(account.Note);
        Assert.Equal(["inspector/FindingStatus", "attributes/PORT", "inspector/findingArn"], account.ProductFields!.Keys);
        Assert.Equal(("HIGH", 10), (account.FindingProviderFields!.Severity!.Label, account.FindingProviderFields.Confidence!.Value));
        Assert.Equal(inspector.Types, account.FindingProviderFields.Types);
        Assert.Equal(before, AsffJson.ToText(inspector));
    }

    [Fact]
    public void Another_region_changes_where_it_goes_and_not_what_it_is()
    {
        var elsewhere = AccountForm.From(Finding(), "us-east-1");
        Assert.Equal("arn:aws:securityhub:us-east-1:111122223333:product/111122223333/default", elsewhere.ProductArn);
        Assert.Equal(AccountForm.From(Finding()).Id, elsewhere.Id);
        Assert.Equal(Finding().ProductArn, InspectorForm.From(elsewhere).ProductArn);
    }

    [Fact]
    public void A_label_that_a_user_has_set_is_what_goes()
    {
        var finding = Finding();
        finding.Severity!.Label = "LOW";
        var account = AccountForm.From(finding);
        Assert.Equal(("LOW", 1, "LOW"),
            (account.Severity!.Label, account.Severity.Normalized, account.FindingProviderFields!.Severity!.Label));
        Assert.Equal(70, finding.Severity.Normalized);
    }

    [Fact]
    public void What_security_hub_fills_in_is_left_out_and_other_members_are_kept()
    {
        var finding = Finding();
        using var members = JsonDocument.Parse("""{"ProcessedAt":"2026-01-01T00:00:00Z","AwsAccountName":"shop","Sample":true}""");
        finding.Unmodeled = [];
        foreach (var member in members.RootElement.EnumerateObject()) finding.Unmodeled.Add(member.Name, member.Value);
        Assert.Equal(["Sample"], AccountForm.From(finding).Unmodeled!.Keys);
    }

    [Fact]
    public void A_finding_of_another_product_keeps_its_own_name()
    {
        var finding = Finding();
        finding.Id = "prowler-1";
        finding.ProductArn = "arn:aws:securityhub:eu-west-1::product/prowler/prowler";
        (finding.ProductName, finding.CompanyName) = ("Prowler", "Prowler");
        var account = AccountForm.From(finding);
        Assert.Equal(("prowler-1", "Prowler", "Prowler"), (account.Id, account.ProductName, account.CompanyName));
        Assert.Same(account, InspectorForm.From(account));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("product")]
    [InlineData("arn:aws:ec2:eu-west-1:111122223333:instance/i-1")]
    public void Without_a_product_arn_it_is_refused_by_name(string? productArn)
    {
        var finding = Finding();
        finding.ProductArn = productArn;
        Assert.Contains(finding.Id!, Assert.Throws<TranslationException>(() => AccountForm.From(finding)).Message,
            StringComparison.Ordinal);
    }

    private static AsffFinding Finding() => new()
    {
        SchemaVersion = AsffLimits.SchemaVersion,
        Id = "arn:aws:inspector2:eu-west-1:111122223333:finding/0123456789abcdef0123456789abcdef",
        ProductArn = "arn:aws:securityhub:eu-west-1::product/aws/inspector",
        Region = "eu-west-1",
        GeneratorId = "AWSInspector",
        AwsAccountId = "111122223333",
        Types = ["Software and Configuration Checks/Vulnerabilities/CVE"],
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
        Severity = AsffSeverity.Of("HIGH"),
        Confidence = 10,
        Title = "t",
        Description = "d",
        ProductFields = new TextMap
        {
            ["aws/inspector/FindingStatus"] = "ACTIVE",
            ["attributes/PORT"] = "22",
            ["aws/securityhub/ProductName"] = "Inspector",
        },
        Resources = [new AsffResource { Type = "Other", Id = "r" }],
        Workflow = new AsffWorkflow { Status = AsffWorkflow.New },
        WorkflowState = AsffWorkflow.New,
    };
}
