using System.Collections;
using System.Management.Automation;
using System.Text.Json.Nodes;

namespace InspectorHub.Tests;

public sealed class ConvertToAsffTests : IDisposable
{
    private const string Finding = """
        {"findingArn":"arn:aws:inspector2:eu-west-1:111122223333:finding/0123456789abcdef0123456789abcdef","awsAccountId":"111122223333","type":"PACKAGE_VULNERABILITY",
         "title":"CVE-2026-0001 - openssl","description":"Long names take long.","severity":"HIGH","status":"ACTIVE","firstObservedAt":1780000000.5,"lastObservedAt":1780000100,"updatedAt":1780000100,
         "inspectorScore":7.5,"resources":[{"type":"AWS_EC2_INSTANCE","id":"i-0c0ffee0c0ffee001","tags":{"Name":"web","Empty":""},"details":{"awsEc2Instance":{"type":"t3.small","ipV4Addresses":["10.0.0.1"],"platform":"AMAZON_LINUX_2023"}}}],
         "packageVulnerabilityDetails":{"vulnerabilityId":"CVE-2026-0001","source":"NVD","cvss":[{"baseScore":10,"scoringVector":"V","version":"3.1","source":"NVD"}],"vulnerablePackages":[{"name":"openssl","version":"3","epoch":1,"arch":"x86_64"}]}}
        """;

    private readonly ModuleSession session = new();

    public void Dispose() => session.Dispose();

    [Fact]
    public void A_finding_becomes_an_object_that_dots_into_and_can_be_set()
    {
        var result = session.Run("$asff = $args[0] | ConvertTo-Asff; $asff.AwsAccountId = '444455556666'; $asff.Severity.Label; $asff.Resources[0].Id; $asff.ProductFields['aws/inspector/inspectorScore']; $asff.AwsAccountId", Finding);
        Assert.Empty(result.Errors);
        Assert.Equal(["HIGH", "arn:aws:ec2:eu-west-1:111122223333:i-0c0ffee0c0ffee001", "7.5", "444455556666"], result.Output.Select(value => value.ToString()));
    }

    [Fact]
    public void AsJson_gives_one_line_per_finding()
    {
        var result = session.Run("$args[0], $args[0] | ConvertTo-Asff -AsJson", Finding);
        Assert.Equal(2, result.Output.Count);
        Assert.All(result.Output, text =>
        {
            Assert.DoesNotContain('\n', (string)text.BaseObject);
            Assert.Equal("2018-10-08", (string?)JsonNode.Parse((string)text.BaseObject)!["SchemaVersion"]);
        });
    }

    [Fact]
    public void The_account_form_is_of_the_region_that_is_asked_for_and_comes_back()
    {
        var result = session.Run("$a = $args[0] | ConvertTo-Asff -Product Account -Region us-east-1; $a.ProductArn; $a.Id; ($a | ConvertTo-Asff).ProductArn; ($a | ConvertTo-Asff).Id", Finding);
        Assert.Empty(result.Errors);
        Assert.Equal(
            [
                "arn:aws:securityhub:us-east-1:111122223333:product/111122223333/default",
                "inspector2/eu-west-1/111122223333/0123456789abcdef0123456789abcdef",
                "arn:aws:securityhub:eu-west-1::product/aws/inspector",
                "arn:aws:inspector2:eu-west-1:111122223333:finding/0123456789abcdef0123456789abcdef",
            ],
            result.Output.Select(value => value.ToString()));
    }

    [Fact]
    public void A_region_for_the_inspector_form_is_an_error() =>
        Assert.StartsWith("RegionOfInspectorForm", Assert.Single(session.Run("$args[0] | ConvertTo-Asff -Region us-east-1", Finding).Errors).FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void What_was_cut_is_said_with_verbose()
    {
        var verbose = session.Run("$args[0] | ConvertTo-Asff -Verbose", Finding.Replace("Long names take long.", new string('x', 2000), StringComparison.Ordinal)).Verbose;
        Assert.Contains("arn:aws:inspector2:eu-west-1:111122223333:finding/0123456789abcdef0123456789abcdef: $.Description: 2000 characters cut to 1024", verbose);
        Assert.Contains(verbose, line => line.Contains("$.Resources[0].Tags['Empty']: left out", StringComparison.Ordinal));
    }

    [Fact]
    public void A_finding_that_cannot_be_translated_is_an_error_that_names_it_and_the_next_one_goes_on()
    {
        var result = session.Run("$args[0], $args[1] | ConvertTo-Asff", Finding.Replace("1780000", "null,\"x\":", StringComparison.Ordinal).Replace("null,\"x\":000.5", "null", StringComparison.Ordinal).Replace("null,\"x\":100", "null", StringComparison.Ordinal), Finding);
        var error = Assert.Single(result.Errors);
        Assert.StartsWith("CannotTranslate", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("finding/0123456789abcdef0123456789abcdef", error.Exception.Message, StringComparison.Ordinal);
        Assert.Single(result.Output);
    }

    [Fact]
    public void Hashtables_bind_to_classes_shaped_like_those_of_AWS_Tools()
    {
        var table = Assert.IsType<Hashtable>(Assert.Single(session.Run("$args[0] | ConvertTo-Asff -Product Account -AsHashtable", Finding).Output).BaseObject);
        var bound = LanguagePrimitives.ConvertTo<LookAlike[]>(new object[] { Kept(table, typeof(LookAlike)) });
        var finding = Assert.Single(bound);
        Assert.Equal("111122223333", finding.AwsAccountId);
        Assert.Equal("HIGH", finding.Severity!.Label);
        Assert.Equal(70, finding.Severity.Normalized);
        Assert.Equal("7.5", finding.ProductFields!["inspector/inspectorScore"]);
        Assert.Equal("web", Assert.Single(finding.Resources!).Tags!["Name"]);
        Assert.Equal(10, finding.Vulnerabilities![0].Cvss![0].BaseScore);
        Assert.Equal("Software and Configuration Checks/Vulnerabilities/CVE", Assert.Single(finding.Types!));
    }

    // The look-alike has some members of the real class; the engine refuses a key without one.
    private static Hashtable Kept(Hashtable table, Type type)
    {
        var kept = new Hashtable();
        foreach (DictionaryEntry entry in table)
        {
            if (type.GetProperty((string)entry.Key) is not { } property) continue;
            kept[entry.Key] = entry.Value switch
            {
                Hashtable inner => Kept(inner, property.PropertyType),
                object[] list when property.PropertyType.GetGenericArguments() is [var item] => list.Select(value => value is Hashtable one ? Kept(one, item) : value).ToArray(),
                var other => other,
            };
        }

        return kept;
    }

    public sealed class LookAlike
    {
        public string? AwsAccountId { get; set; }

        public LookAlikeSeverity? Severity { get; set; }

        public Dictionary<string, string>? ProductFields { get; set; }

        public List<LookAlikeResource>? Resources { get; set; }

        public List<LookAlikeVulnerability>? Vulnerabilities { get; set; }

        public List<string>? Types { get; set; }
    }

    public sealed class LookAlikeSeverity
    {
        public string? Label { get; set; }

        public int? Normalized { get; set; }
    }

    public sealed class LookAlikeResource
    {
        public string? Id { get; set; }

        public Dictionary<string, string>? Tags { get; set; }
    }

    public sealed class LookAlikeVulnerability
    {
        public List<LookAlikeCvss>? Cvss { get; set; }
    }

    public sealed class LookAlikeCvss
    {
        public double? BaseScore { get; set; }
    }
}
