using System.Text.Json.Nodes;
using InspectorHub.Asff;
using InspectorHub.Asff.Rules;

namespace InspectorHub.Core.Tests.Asff;

public sealed class AsffRulesTests
{
    private const string Long = "LONG";

    [Fact]
    public void A_finding_with_what_is_required_passes() => Assert.Empty(Check(Finding()));

    // Words that the service has been seen to use.
    [Theory]
    [InlineData("Description", null, "data should have required property 'Description'")]
    [InlineData("Description", "\"\"", "data.Description should NOT be shorter than 1 characters")]
    [InlineData("Description", "LONG 1025", "data.Description should NOT be longer than 1024 characters")]
    [InlineData("Remediation", """{"Recommendation":{"Text":"LONG 513"}}""",
        "data.Remediation.Recommendation.Text should NOT be longer than 512 characters")]
    [InlineData("Remediation", """{"Recommendation":{"Text":""}}""",
        "data.Remediation.Recommendation.Text should NOT be shorter than 1 characters")]
    [InlineData("Types", """["a/b/c/d"]""", """data.Types[0] should match pattern "^([^/]+)(/[^/]+){0,2}$" """)]
    [InlineData("Resources", "[]", "data.Resources should NOT have fewer than 1 items")]
    [InlineData("Resources", """[{"Type":"","Id":"r"}]""", "data.Resources[0].Type should NOT be shorter than 1 characters")]
    [InlineData("Resources", """[{"Type":"Other","Id":"r","Tags":{}}]""", "data.Resources[0].Tags should NOT have fewer than 1 properties")]
    [InlineData("Resources", """[{"Type":"Other","Id":"r","Details":{"Other":{"X":"LONG 1025"}}}]""",
        "data.Resources[0].Details.Other['X'] should NOT be longer than 1024 characters")]
    [InlineData("Resources", """[{"Type":"AwsWafWebAcl","Id":"r","Details":{"AwsWafWebAcl":{"Name":"LONG 32768"}}}]""",
        "The maximum size of an individual field should be less than 32768")]
    [InlineData("Types", null, "data should have required property 'FindingProviderFields'", "data should match some schema in anyOf")]
    // Words in the same manner for what the documents say.
    [InlineData("Severity", """{"Label":"URGENT"}""", "data.Severity.Label should be equal to one of the allowed values")]
    [InlineData("Severity", """{"Original":"9"}""", "data.Severity should match some schema in anyOf")]
    [InlineData("Severity", """{"Normalized":101}""", "data.Severity.Normalized should be <= 100")]
    [InlineData("Severity", """{"Normalized":1.5}""", "data.Severity.Normalized should be integer")]
    [InlineData("Title", "null", "data.Title should be string")]
    [InlineData("Title", "7", "data.Title should be string")]
    [InlineData("Title", "\" \\t \"", """data.Title should match pattern ".*\S.*" """)]
    [InlineData("SchemaVersion", "\"2019-01-01\"", "data.SchemaVersion should be equal to one of the allowed values")]
    [InlineData("AwsAccountId", "\"12345\"", """data.AwsAccountId should match pattern "^[0-9]{12}$" """)]
    [InlineData("ProductFields", """{"kéy":"v"}""", "data.ProductFields property name 'kéy' is invalid")]
    [InlineData("ProductFields", """{"key":""}""", "data.ProductFields['key'] should NOT be shorter than 1 characters")]
    [InlineData("Resources", """[{"Type":"Other","Id":"r","Partition":"aws-iso"}]""",
        "data.Resources[0].Partition should be equal to one of the allowed values")]
    public void What_security_hub_refuses_is_told_in_its_words(string member, string? json, params string[] messages) =>
        Assert.Equal(messages.Select(message => message.TrimEnd()), Check(With(member, json)).Select(violation => violation.Message));

    [Theory]
    [InlineData("2026-01-02T03:04:05Z", true)]
    [InlineData("2026-01-02T03:04:05.123456789Z", true)]
    [InlineData("2026-01-02T03:04:05.1234567890Z", false)]
    [InlineData("2026-01-02T03:04:05+18:00", true)]
    [InlineData("2026-01-02T03:04:05-0530", true)]
    [InlineData("2026-01-02T03:04:05+19:00", false)]
    [InlineData("2026-01-02T03:04:05", false)]
    [InlineData("2026-01-02 03:04:05Z", false)]
    [InlineData("2026-01-02T03:04:05Z\n", false)]
    [InlineData("Wed Sep 04 16:59:44.356 UTC 2024", false)]
    public void Timestamps_are_those_of_the_api_reference(string time, bool isFine) =>
        Assert.Equal(isFine, Check(With("UpdatedAt", System.Text.Json.JsonSerializer.Serialize(time))).Count == 0);

    [Fact]
    public void Characters_are_code_points()
    {
        Assert.Empty(Check(With("Title", System.Text.Json.JsonSerializer.Serialize(string.Concat(Enumerable.Repeat("😀", 256))))));
        var violation =
            Assert.Single(Check(With("Title", System.Text.Json.JsonSerializer.Serialize(string.Concat(Enumerable.Repeat("😀", 257))))));
        Assert.Equal(("$.Title", "maxLength", "256", "257", "f"),
            (violation.Path, violation.Rule, violation.Limit, violation.Actual, violation.FindingId));
    }

    [Fact]
    public void Severity_and_types_may_be_the_provider_s_alone()
    {
        var finding = Finding();
        finding["FindingProviderFields"] =
            new JsonObject { ["Severity"] = finding["Severity"]!.DeepClone(), ["Types"] = finding["Types"]!.DeepClone() };
        finding.Remove("Severity");
        finding.Remove("Types");
        Assert.Empty(Check(finding));
    }

    [Fact]
    public void A_finding_over_240_KB_is_refused_whatever_its_blanks()
    {
        var finding = Finding();
        finding["Vulnerabilities"] = new JsonArray(new JsonObject { ["Id"] = "CVE-1",
            ["ReferenceUrls"] = new JsonArray([.. Enumerable.Range(0, 10).Select(_ => JsonValue.Create(new string('u', 24_000)))]) });
        Assert.Equal("maxBytes", Assert.Single(Check(finding)).Rule);
        using var spaced = System.Text.Json.JsonDocument
            .Parse(Finding().ToJsonString().Replace(",", new string(' ', 30_000) + ",", StringComparison.Ordinal));
        Assert.Empty(AsffRules.Check(spaced.RootElement));
    }

    [Fact]
    public void The_refusal_is_the_service_s_sentence()
    {
        var violations = Check(With("Description", null));
        Assert.Equal("Finding does not adhere to Amazon Finding Format. data should have required property 'Description'.",
            AsffRules.Refusal(violations));
    }

    [Fact]
    public void Members_that_the_format_does_not_know_are_let_through() =>
        Assert.Empty(Check(With("Detection", """{"Sequence":{"Uid":"u"}}""")));

    private static IReadOnlyList<AsffViolation> Check(JsonObject finding)
    {
        using var document = System.Text.Json.JsonDocument.Parse(finding.ToJsonString());
        return AsffRules.Check(document.RootElement);
    }

    // "LONG n" stands for a text of n characters.
    private static JsonObject With(string member, string? json)
    {
        var finding = Finding();
        finding.Remove(member);
        if (json is null) return finding;
        var position = json.IndexOf(Long, StringComparison.Ordinal);
        if (position >= 0)
        {
            var end = position + Long.Length + 1;
            while (end < json.Length && char.IsDigit(json[end])) end++;
            var text = new string('x', int.Parse(json.AsSpan(position + Long.Length + 1, end - position - Long.Length - 1),
                System.Globalization.CultureInfo.InvariantCulture));
            json = position == 0 ? $"\"{text}\"" : json[..position] + text + json[end..];
        }

        finding[member] = JsonNode.Parse(json);
        return finding;
    }

    private static JsonObject Finding() => new()
    {
        ["SchemaVersion"] = "2018-10-08",
        ["Id"] = "f",
        ["ProductArn"] = "arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default",
        ["GeneratorId"] = "g",
        ["AwsAccountId"] = "111122223333",
        ["Types"] = new JsonArray("Effects/Data Exposure"),
        ["CreatedAt"] = "2026-01-01T00:00:00Z",
        ["UpdatedAt"] = "2026-01-01T00:00:00.000Z",
        ["Severity"] = new JsonObject { ["Label"] = "LOW" },
        ["Title"] = "t",
        ["Description"] = "d",
        ["Resources"] = new JsonArray(new JsonObject { ["Type"] = "Other", ["Id"] = "r" }),
    };
}
