using System.Text.Json.Nodes;
using InspectorHub.Asff.Rules;

namespace InspectorHub.Core.Tests.Asff;

/// <summary>Rules of the contract, one a line: what makes a good finding a bad one, and what is said of it.</summary>
public sealed class AsffContractTests
{
    private const string Good = """
        {"SchemaVersion":"2018-10-08","Id":"x/1","ProductArn":"arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default",
         "GeneratorId":"g",
         "AwsAccountId":"111122223333","Types":["Effects/x"],"CreatedAt":"2026-01-01T00:00:00Z","UpdatedAt":"2026-01-01T00:00:00Z",
          "Severity":{"Label":"HIGH"},
         "Title":"t","Description":"d","Resources":[{"Type":"Other","Id":"r"}]}
        """;

    [Theory]
    [InlineData("""{"Network":{"Direction":"UP"}}""", "$.Network.Direction", "enum")]
    [InlineData("""{"Network":{"Protocol":"12345678901234567"}}""", "$.Network.Protocol", "maxLength")]
    [InlineData("""{"Network":{"SourcePort":65536}}""", "$.Network.SourcePort", "maximum")]
    [InlineData("""{"Network":{"DestinationPort":"80"}}""", "$.Network.DestinationPort", "type")]
    [InlineData("""{"Network":{"OpenPortRange":{"Begin":-1}}}""", "$.Network.OpenPortRange.Begin", "minimum")]
    [InlineData("""{"Network":{"SourceIpV4":"1.2"}}""", "$.Network.SourceIpV4", "format")]
    [InlineData("""{"Network":{"DestinationIpV6":"10.0.0.1"}}""", "$.Network.DestinationIpV6", "format")]
    [InlineData("""{"Network":{"SourceMac":"00:0d:83"}}""", "$.Network.SourceMac", "pattern")]
    [InlineData("""{"Network":{"SourceDomain":""}}""", "$.Network.SourceDomain", "minLength")]
    [InlineData("""{"Malware":[{"Name":"x","Type":"CAT"}]}""", "$.Malware[0].Type", "enum")]
    [InlineData("""{"ThreatIntelIndicators":[{"Type":"CAT"}]}""", "$.ThreatIntelIndicators[0].Type", "enum")]
    [InlineData("""{"ThreatIntelIndicators":[{"Category":"CAT"}]}""", "$.ThreatIntelIndicators[0].Category", "enum")]
    [InlineData("""{"Severity":{"Label":"HIGH","Normalized":69}}""", "$.Severity.Normalized", "minimum")]
    [InlineData("""{"Severity":{"Label":"LOW","Normalized":40}}""", "$.Severity.Normalized", "maximum")]
    [InlineData("""{"FindingProviderFields":{"Severity":{"Original":"x"}}}""", "$.FindingProviderFields.Severity", "anyOf")]
    [InlineData("""{"FindingProviderFields":{"Severity":{"Normalized":30}}}""", "$.FindingProviderFields.Severity", "required")]
    [InlineData("""{"Types":[]}""", "$.Types", "minItems")]
    [InlineData("""{"Remediation":{}}""", "$.Remediation", "required")]
    [InlineData("""{"Foo":1}""", "$", "additionalProperties")]
    [InlineData("""{"Resources":[{"Type":"Other","Id":"r","Foo":1}]}""", "$.Resources[0]", "additionalProperties")]
    [InlineData("""{"Resources":[{"Type":"Other","Id":"r","Details":{"AwsFoo":{}}}]}""", "$.Resources[0].Details", "additionalProperties")]
    [InlineData("""{"Resources":[{"Type":"Other","Id":"r","Details":{"AwsS3Bucket":{"OwnerId":7}}}]}""",
        "$.Resources[0].Details.AwsS3Bucket.OwnerId", "type")]
    [InlineData("""{"Resources":[{"Type":"Other","Id":"r","Details":{"AwsLambdaFunction":{"MemorySize":"128"}}}]}""",
        "$.Resources[0].Details.AwsLambdaFunction.MemorySize", "type")]
    [InlineData("""{"Resources":[{"Type":"Other","Id":"r","Details":{"AwsLambdaFunction":{"Code":"x"}}}]}""",
        "$.Resources[0].Details.AwsLambdaFunction.Code", "type")]
    [InlineData("""{"Resources":[{"Type":"Other","Id":"r","Provider":"GCP"}]}""", "$.Resources[0].Provider", "enum")]
    [InlineData("""{"Resources":[{"Type":"Other","Id":"r","Partition":"aws-moon"}]}""", "$.Resources[0].Partition", "enum")]
    [InlineData("""{"Action":{"PortProbeAction":{"Blocked":"no"}}}""", "$.Action.PortProbeAction.Blocked", "type")]
    [InlineData("""{"Id":"arn:aws:x"}""", "$.Id", "pattern")]
    [InlineData("""{"ProductFields":{"aws/inspector/x":"y"}}""", "$.ProductFields", "propertyNames")]
    [InlineData("""{"UpdatedAt":"2026-13-01T00:00:00Z"}""", "$.UpdatedAt", "format")]
    [InlineData("""{"UpdatedAt":"2026-02-30T00:00:00Z"}""", "$.UpdatedAt", "format")]
    [InlineData("""{"UpdatedAt":"0000-02-01T00:00:00Z"}""", "$.UpdatedAt", "format")]
    [InlineData("""{"UpdatedAt":"2026-02-01T25:00:00Z"}""", "$.UpdatedAt", "format")]
    [InlineData("""{"UpdatedAt":"2026-02-01T00:00:00+18:01"}""", "$.UpdatedAt", "pattern")]
    [InlineData("""{"UpdatedAt":"2026-02-01T00:00:00-1830"}""", "$.UpdatedAt", "pattern")]
    public void What_is_wrong_is_found_where_it_is(string changes, string path, string rule)
    {
        var violation = Assert.Single(AsffRules.Check(System.Text.Encoding.UTF8.GetBytes(Changed(changes))));
        Assert.Equal((path, rule), (violation.Path, violation.Rule));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Resources":[{"Type":"x","Id":"r","Partition":"AzureCloud","Provider":"Azure","Owner":{"Account":{"Id":"a"}},"Details":{"AzureResource":{"a":[1,{"b":null}]}}}]}""")]
    [InlineData(
        """{"Network":{"Direction":"IN","SourceIpV4":"10.0.0.1","SourceIpV6":"::1","SourceMac":"00:0d:83:b1:c0:8e","SourcePort":42}}""")]
    [InlineData("""{"ProductFields":{"aws/securityhub/FindingId":"x"},"ProcessedAt":"2024-02-29T23:59:60Z"}""")]
    [InlineData("""{"FindingProviderFields":{"Severity":{"Label":"LOW","Normalized":1,"Product":1.5}}}""")]
    [InlineData("""{"Severity":{"Label":"CRITICAL","Normalized":100}}""")]
    [InlineData("""{"Id":"arn:aws:x","ProductArn":"arn:aws:securityhub:eu-west-1::product/aws/inspector","ProductFields":{"aws/inspector/x":"y"}}""")]
    [InlineData("""{"Resources":[{"Type":"Other","Id":"r","ApplicationName":"a","Details":{"AwsS3Bucket":{"OwnerId":"x","BucketVersioningConfiguration":{"IsMfaDeleteEnabled":true}}}}]}""")]
    public void What_is_right_is_let_through(string changes) =>
        Assert.Empty(AsffRules.Check(System.Text.Encoding.UTF8.GetBytes(Changed(changes))));

    private static string Changed(string changes)
    {
        var finding = JsonNode.Parse(Good)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject()) finding[name] = value?.DeepClone();
        return finding.ToJsonString();
    }
}
