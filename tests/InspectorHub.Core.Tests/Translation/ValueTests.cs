using InspectorHub.Asff;
using InspectorHub.Asff.Rules;
using InspectorHub.Asff.Serialization;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Translation;

namespace InspectorHub.Core.Tests.Translation;

/// <summary>Values as they come: of another case, of another provider, with things before or after them.</summary>
public sealed class ValueTests
{
    private const string Arn = "arn:aws:inspector2:eu-west-1:111122223333:finding/0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("HIGH", "CLOSED")]
    [InlineData("High", "closed")]
    public void Severity_and_status_are_the_same_in_any_case(string severity, string status)
    {
        var asff = Translated($$"""{"severity":"{{severity}}","status":"{{status}}"}""");
        Assert.Equal(("HIGH", "ARCHIVED", "CLOSED"),
            (asff.Severity!.Label, asff.RecordState, asff.ProductFields["aws/inspector/FindingStatus"]));
        Assert.Empty(asff.Warnings);
    }

    [Fact]
    public void An_account_that_is_none_is_that_of_the_ARN_with_a_warning()
    {
        var asff = Translated("""{"awsAccountId":"12345"}""");
        Assert.Equal("111122223333", asff.AwsAccountId);
        Assert.Contains(asff.Warnings, warning => warning.Contains("12345", StringComparison.Ordinal));
    }

    [Fact]
    public void Line_breaks_before_a_description_are_no_part_of_it() =>
        Assert.Equal("It overflows.", Translated("""{"description":"\n \r\n It overflows."}""").Description);

    [Fact]
    public void The_account_form_tells_two_versions_within_a_second_apart()
    {
        string? Updated(string time) =>
            System.Text.Json.Nodes.JsonNode
                .Parse(AsffJson.Serialize(AccountForm
                    .From(Translated($$"""{"updatedAt":"{{time}}"}"""))))!["UpdatedAt"]!.GetValue<string>();
        Assert.Equal("2026-01-02T03:04:05.123Z", Updated("2026-01-02T03:04:05.123Z"));
        Assert.True(string.CompareOrdinal(Updated("2026-01-02T03:04:05.000Z"), Updated("2026-01-02T03:04:05.001Z")) < 0);
    }

    [Fact]
    public void Whoever_sets_another_date_means_it()
    {
        var asff = Translated("""{"updatedAt":"2026-01-02T03:04:05.123Z"}""");
        asff.UpdatedAt = new DateTimeOffset(2026, 2, 3, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(asff.UpdatedAt, AccountForm.From(asff).UpdatedAt);
    }

    [Theory]
    [InlineData("us-gov-west-1")]
    [InlineData("cn-north-1")]
    public void A_finding_goes_to_no_other_partition(string region)
    {
        var words = Assert.Throws<TranslationException>(() => AccountForm.From(Translated("{}"), region)).Message;
        Assert.Contains(region, words, StringComparison.Ordinal);
        Assert.Contains("partition", words, StringComparison.Ordinal);
        Assert.Throws<TranslationException>(() => AccountForm.Of(Finding("{}"), region));
    }

    [Fact]
    public void A_machine_of_Azure_is_told_as_it_is()
    {
        const string Id = "/subscriptions/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee/resourcegroups/rg/providers/microsoft.compute/virtualmachines/vm";
        var asff = Translated($$$$"""
            {"resources":[{"type":"Microsoft.Compute/virtualMachines","id":"{{{{Id}}}}","region":"eastus","provider":"AZURE",
              "providerAccountId":"aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee","providerOrgId":"11111111-2222-3333-4444-555555555555",
              "details":{"vm":{"vmName":"vm","type":"Standard_D2s_v3","platform":"UBUNTU_22_04","ipV4Addresses":["10.0.0.4"]}}}]}
            """);
        var resource = Assert.Single(asff.Resources!);
        Assert.Equal(("Microsoft.Compute/virtualMachines", Id, "AzureCloud", "Azure", "eastus"),
            (resource.Type, resource.Id, resource.Partition, resource.Provider, resource.Region));
        Assert.Equal(("aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee", "11111111-2222-3333-4444-555555555555"),
            (resource.Owner!.Account!.Id, resource.Owner.Org!.Id));
        Assert.Equal("Standard_D2s_v3", Assert.IsType<Dictionary<string, object?>>(resource.Details!.AzureResource)["type"]);
        Assert.Equal(AsffJson.ToText(asff), AsffJson.ToText(AsffJson.Parse(AsffJson.Serialize(asff))));
        Assert.Empty(AsffRules.Check(asff));
        Assert.Empty(AsffRules.Check(AccountForm.From(asff)));
    }

    [Theory]
    [InlineData("""{"a":[1,-2,0,9007199254740993,true,false,null,"t"],"b":{"c":{}},"d":[]}""")]
    [InlineData("[1.50,0.1,12345678901234567890,1E+400,1e-30,-0.0,123456789012345678901234567890.5]")]
    public void Details_of_Azure_keep_each_value(string details)
    {
        var written = $$"""{"AzureResource":{{details}}}""";
        var read = AsffJson.Parse(System.Text.Encoding.UTF8
            .GetBytes($$"""{"Resources":[{"Details":{{written}}}]}""")).Resources![0].Details!;
        Assert.Equal(details, read.ToString());
        Assert.Contains(written, AsffJson.ToText(new AsffFinding { Resources = [new AsffResource { Details = read }] }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_of_users_stay_where_there_is_room()
    {
        var finding = new ClassicFinding
        {
            Arn = "arn:aws:inspector:eu-west-1:111122223333:target/0-a/template/0-b/run/0-c/finding/0-d",
            CreatedAt = DateTimeOffset.UnixEpoch,
            Severity = "High",
            Title = "t",
            ServiceAttributes = new ClassicServiceAttributes { RulesPackageArn = "arn:aws:inspector:eu-west-1:357557129151:rulespackage/0-ubA5XvBh" },
            Attributes = [.. Enumerable.Range(0, 43).Select(number => new ClassicAttribute { Key = $"a{number:00}", Value = "v" })],
            UserAttributes = [.. Enumerable.Range(0, 10).Select(number => new ClassicAttribute { Key = $"u{number}", Value = "v" })],
        };
        int Users(AsffFinding asff) => asff.ProductFields.Count(field => field.Key.StartsWith("userAttributes/", StringComparison.Ordinal));
        // Three fields are Security Hub's in the Inspector form; the account form has their room.
        Assert.Equal((AsffLimits.Fields, 1), (InspectorForm.Of(finding).ProductFields.Count, Users(InspectorForm.Of(finding))));
        Assert.Equal((AsffLimits.Fields, 4), (AccountForm.Of(finding).ProductFields.Count, Users(AccountForm.Of(finding))));
        Assert.Equal(4, Users(AccountForm.From(InspectorForm.Of(finding))));
    }

    [Fact]
    public void Attributes_of_one_name_are_one_field_in_both_forms()
    {
        var finding = new ClassicFinding
        {
            Arn = "arn:aws:inspector:eu-west-1:111122223333:target/0-a/template/0-b/run/0-c/finding/0-d",
            CreatedAt = DateTimeOffset.UnixEpoch,
            Severity = "High",
            Title = "t",
            Attributes = [.. Enumerable.Range(0, 60)
                .Select(number => new ClassicAttribute { Key = $"a{number % 30}", Value = $"v{number}" })],
        };
        var inspector = InspectorForm.Of(finding);
        var account = AccountForm.Of(finding);
        Assert.Equal("v59", inspector.ProductFields["attributes/a29"]);
        Assert.Equal("v59", account.ProductFields["attributes/a29"]);
        Assert.Equal(AsffJson.ToText(inspector), AsffJson.ToText(InspectorForm.From(account)));
        Assert.Equal(AsffJson.ToText(account), AsffJson.ToText(AccountForm.From(inspector)));
    }

    [Theory]
    [InlineData("null", "AWS")]
    [InlineData("\"\"", "AWS")]
    [InlineData("\" \"", "AWS")]
    [InlineData("\"\\uFEFF\"", "AWS")]
    [InlineData("\" \"", "AZURE")]
    public void A_resource_with_a_blank_type_is_one_all_the_same(string type, string provider)
    {
        var asff = Translated($$"""{"resources":[{"type":{{type}},"id":"thing-1","provider":"{{provider}}"}]}""");
        var resource = Assert.Single(asff.Resources!);
        Assert.Equal(("Other", "thing-1"), (resource.Type, resource.Id));
        Assert.Contains("thing-1", Assert.Single(asff.Warnings), StringComparison.Ordinal);
        Assert.Empty(AsffRules.Check(asff));
        Assert.Empty(AsffRules.Check(AccountForm.From(asff)));
    }

    private static AsffFinding Translated(string changes) => AsffTranslator.Translate(Finding(changes));

    private static Inspector2Finding Finding(string changes)
    {
        var finding = System.Text.Json.Nodes.JsonNode.Parse($$$"""
            {"findingArn":"{{{Arn}}}","awsAccountId":"111122223333","type":"PACKAGE_VULNERABILITY","title":"t","description":"d",
             "severity":"LOW","status":"ACTIVE",
             "firstObservedAt":"2026-01-01T00:00:00Z","lastObservedAt":"2026-01-01T00:00:00Z",
              "resources":[{"type":"AWS_EC2_INSTANCE","id":"i-1"}],
             "packageVulnerabilityDetails":{"vulnerabilityId":"CVE-2026-1","source":"NVD"}}
            """)!.AsObject();
        foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(changes)!.AsObject()) finding[name] = value?.DeepClone();
        return (Inspector2Finding)Read.Text(finding.ToJsonString());
    }
}
