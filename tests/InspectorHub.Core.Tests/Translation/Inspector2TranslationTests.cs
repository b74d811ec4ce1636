using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Asff.Rules;
using InspectorHub.Asff.Serialization;
using InspectorHub.Translation;

namespace InspectorHub.Core.Tests.Translation;

public sealed class Inspector2TranslationTests
{
    private const string Ec2 = """
        {"findingArn":"arn:aws:inspector2:us-east-1:111111111111:finding/421f47a297307b649173d4ac3e44bc0c","awsAccountId":"111111111111",
         "type":"PACKAGE_VULNERABILITY",
         "title":"CVE-2022-3643 - kernel","description":"Guests can trigger a reset.","severity":"CRITICAL","status":"ACTIVE",
         "firstObservedAt":"2023-03-01T08:04:10.999Z","lastObservedAt":"2023-03-01T08:34:29.001Z","updatedAt":"2023-03-01T08:34:29.001Z",
          "inspectorScore":10.0,"fixAvailable":"YES",
         "remediation":{"recommendation":{"text":"None Provided"}},
         "inspectorScoreDetails":{"adjustedCvss":{"adjustments":[],"cvssSource":"NVD","score":10.0,"scoreSource":"NVD",
          "scoringVector":"CVSS:3.1/AV:N","version":"3.1"}},
         "packageVulnerabilityDetails":{"vulnerabilityId":"CVE-2022-3643","source":"NVD",
          "sourceUrl":"https://nvd.nist.gov/vuln/detail/CVE-2022-3643","vendorSeverity":"CRITICAL",
           "vendorCreatedAt":"2022-12-07T01:15:00Z","vendorUpdatedAt":"2023-01-10T19:41:00Z","referenceUrls":["https://example.com/a"],
            "relatedVulnerabilities":[],
           "cvss":[{"baseScore":10.0,"scoringVector":"CVSS:3.1/AV:N","source":"NVD","version":"3.1"}],
           "vulnerablePackages":[{"name":"kernel","version":"4.14.301","epoch":0,"release":"224.520.amzn2","arch":"x86_64",
            "packageManager":"OS","fixedInVersion":"0:5.10.162","remediation":"yum update kernel","sourceLayerHash":null}]},
         "resources":[{"type":"AWS_EC2_INSTANCE","id":"i-11111111111111111","partition":"aws","region":"us-east-1","tags":{},
           "details":{"awsEc2Instance":{"type":"c6i.large","imageId":"ami-1","ipV4Addresses":["11.1.11.111"],"ipV6Addresses":[],
            "iamInstanceProfileArn":"arn:aws:iam::111111111111:instance-profile/p","vpcId":"vpc-1","subnetId":"subnet-1",
             "launchedAt":"2023-03-01T08:03:19Z","platform":"AMAZON_LINUX_2"}}}]}
        """;

    [Theory]
    [InlineData("ec2-cve.json", 2)]
    [InlineData("ecr.json", 2)]
    public void A_finding_has_the_members_of_the_sample_in_their_order(string sample, int index)
    {
        var expected = JsonNode.Parse(File.ReadAllText(Samples.Find("inspector2", "asff", sample)))!["Findings"]![index]!.AsObject();
        var finding = sample == "ec2-cve.json" ? Read.Text(Ec2)
            : Read.File(Samples.Find("inspector2", "finding", "package-ecr-many.json"))[0];
        var actual = JsonNode.Parse(AsffJson.Serialize(AsffTranslator.Translate(finding)))!.AsObject();
        Assert.Equal(expected.Select(member => member.Key), actual.Select(member => member.Key));
        foreach (var name in new[] { "Severity", "Workflow", "FindingProviderFields" })
            Assert.Equal(expected[name]!.AsObject().Select(member => member.Key), actual[name]!.AsObject().Select(member => member.Key));
        // Inspector sends nobody's name of those who pushed an image, nor who uses it: these are in ours beside the fields of the sample.
        Assert.Equal(
            expected["ProductFields"]!.AsObject().Select(field => field.Key).Order(),
            actual["ProductFields"]!.AsObject().Select(field => field.Key).Where(key => !key.EndsWith("/author", StringComparison.Ordinal))
                .Order());
        var names = expected["Vulnerabilities"]![0]!.AsObject().Select(member => member.Key).ToList();
        Assert.Equal(names, actual["Vulnerabilities"]![0]!.AsObject().Select(member => member.Key).Where(names.Contains));
    }

    [Fact]
    public void An_instance_s_finding_is_value_by_value_what_inspector_sends()
    {
        var asff = JsonNode.Parse(AsffJson.Serialize(AsffTranslator.Translate(Read.Text(Ec2))))!;
        Assert.True(JsonNode.DeepEquals(asff, JsonNode.Parse("""
            {"SchemaVersion":"2018-10-08","Id":"arn:aws:inspector2:us-east-1:111111111111:finding/421f47a297307b649173d4ac3e44bc0c",
             "ProductArn":"arn:aws:securityhub:us-east-1::product/aws/inspector",
             "ProductName":"Inspector","CompanyName":"Amazon","Region":"us-east-1","GeneratorId":"AWSInspector",
              "AwsAccountId":"111111111111","Types":["Software and Configuration Checks/Vulnerabilities/CVE"],
             "FirstObservedAt":"2023-03-01T08:04:10Z","LastObservedAt":"2023-03-01T08:34:29Z","CreatedAt":"2023-03-01T08:04:10Z",
              "UpdatedAt":"2023-03-01T08:34:29Z","Severity":{"Label":"CRITICAL","Normalized":90},
             "Title":"CVE-2022-3643 - kernel","Description":"Guests can trigger a reset.",
              "Remediation":{"Recommendation":{"Text":"None Provided"}},
             "ProductFields":{"aws/inspector/ProductVersion":"2","aws/inspector/FindingStatus":"ACTIVE",
              "aws/inspector/inspectorScore":"10.0","aws/inspector/instanceId":"i-11111111111111111",
               "aws/inspector/resources/1/resourceDetails/awsEc2InstanceDetails/platform":"AMAZON_LINUX_2",
               "aws/securityhub/FindingId":"arn:aws:securityhub:us-east-1::product/aws/inspector/arn:aws:inspector2:us-east-1:111111111111:finding/421f47a297307b649173d4ac3e44bc0c",
               "aws/securityhub/ProductName":"Inspector","aws/securityhub/CompanyName":"Amazon"},
             "Resources":[{"Type":"AwsEc2Instance","Id":"arn:aws:ec2:us-east-1:111111111111:instance/i-11111111111111111",
              "Partition":"aws","Region":"us-east-1",
               "Details":{"AwsEc2Instance":{"Type":"c6i.large","ImageId":"ami-1","IpV4Addresses":["11.1.11.111"],
                "IamInstanceProfileArn":"arn:aws:iam::111111111111:instance-profile/p","VpcId":"vpc-1","SubnetId":"subnet-1",
                 "LaunchedAt":"2023-03-01T08:03:19Z"}}}],
             "WorkflowState":"NEW","Workflow":{"Status":"NEW"},"RecordState":"ACTIVE",
             "Vulnerabilities":[{"Id":"CVE-2022-3643",
               "VulnerablePackages":[{"Name":"kernel","Version":"4.14.301","Epoch":"0","Release":"224.520.amzn2","Architecture":"X86_64",
                "PackageManager":"OS","FixedInVersion":"0:5.10.162","Remediation":"yum update kernel"}],
               "Cvss":[{"Version":"3.1","BaseScore":10,"BaseVector":"CVSS:3.1/AV:N","Source":"NVD"},
                {"Version":"3.1","BaseScore":10,"BaseVector":"CVSS:3.1/AV:N","Source":"NVD","Adjustments":[]}],
               "Vendor":{"Name":"NVD","Url":"https://nvd.nist.gov/vuln/detail/CVE-2022-3643","VendorSeverity":"CRITICAL",
                "VendorCreatedAt":"2022-12-07T01:15:00Z","VendorUpdatedAt":"2023-01-10T19:41:00Z"},
               "ReferenceUrls":["https://example.com/a"],"FixAvailable":"YES"}],
             "FindingProviderFields":{"Severity":{"Label":"CRITICAL"},"Types":["Software and Configuration Checks/Vulnerabilities/CVE"]}}
            """)), asff.ToJsonString());
    }

    [Fact]
    public void A_reachable_port_keeps_the_way_in_and_what_may_come_in()
    {
        var asff = AsffTranslator.Translate(Assert.Single(Read.File(Samples.Find("inspector2", "event", "ec2-network-reachability.json"))));
        Assert.Equal(["Software and Configuration Checks/AWS Security Best Practices/Network Reachability"], asff.Types!);
        Assert.Equal(["igw-261bab4d", "acl-171b527d", "sg-0d34debf87410f2d9", "eni-094ad651219472857", "i-12345678901234567"],
            asff.NetworkPath!.Select(step => step.ComponentId));
        var ingress = asff.NetworkPath![^1].Ingress!;
        Assert.Equal(("TCP", 22, 22), (ingress.Protocol, ingress.Destination!.PortRanges![0].Begin, ingress.Destination.PortRanges[0].End));
        Assert.Equal(DateTimeOffset.Parse("2024-09-05T13:06:56Z", CultureInfo.InvariantCulture), asff.UpdatedAt);
        Assert.Null(asff.Vulnerabilities);
    }

    [Fact]
    public void A_weakness_in_code_keeps_its_place_its_detector_and_the_function_with_its_layers()
    {
        var asff = AsffTranslator.Translate(Assert.Single(Read.File(Samples.Find("inspector2", "finding", "code-vulnerability.json"))));
        Assert.Equal(["Software and Configuration Checks/Vulnerabilities"], asff.Types!);
        var code = asff.Vulnerabilities![0].CodeVulnerabilities![0];
        Assert.Equal(("api_client.py", 268, "CWE-117"), (code.FilePath!.FileName, code.FilePath.StartLine!.Value, code.Cwes![0]));
        Assert.Equal(("Log injection", "data-integrity"), (asff.GeneratorDetails!.Name, asff.GeneratorDetails.Labels![0]));
        var function = asff.Resources![0].Details!.AwsLambdaFunction!;
        Assert.Equal(("python3.12", "Zip", "x86_64", 2),
            (function.Runtime, function.PackageType, function.Architectures![0], function.Layers!.Count));
        Assert.Equal(512, asff.Remediation!.Recommendation!.Text!.Length);
        Assert.Contains(asff.Cuts, cut => cut is { Path: "$.Remediation.Recommendation.Text", Limit: 512 });
    }

    [Theory]
    [InlineData("ACTIVE", "ACTIVE")]
    [InlineData("SUPPRESSED", "ARCHIVED")]
    [InlineData("CLOSED", "ARCHIVED")]
    public void What_is_over_is_archived(string status, string recordState)
    {
        var asff =
            AsffTranslator.Translate(Read.Text(Ec2.Replace("\"status\":\"ACTIVE\"", $"\"status\":\"{status}\"", StringComparison.Ordinal)));
        Assert.Equal((recordState, status), (asff.RecordState, asff.ProductFields!["aws/inspector/FindingStatus"]));
    }

    [Fact]
    public void A_finding_closed_after_it_was_last_seen_is_newer_than_it_was()
    {
        var asff = AsffTranslator.Translate(Assert.Single(Read.File(Samples.Find("inspector2", "event", "ec2-package-closed.json"))));
        Assert.Equal(("2024-09-04T16:59:44Z", "2024-09-04T17:00:36Z", "ARCHIVED"),
            (asff.LastObservedAtText, asff.UpdatedAtText, asff.RecordState));
    }

    [Theory]
    [InlineData("aws-iso", "us-iso-east-1", null)]
    [InlineData("aws-cn", "cn-north-1", "aws-cn")]
    [InlineData("aws-us-gov", "us-gov-west-1", "aws-us-gov")]
    [InlineData("aws-eusc", "eusc-de-east-1", null)]
    public void Partitions_are_in_every_arn_and_named_where_the_format_has_the_word(string partition, string region, string? expected)
    {
        var asff = AsffTranslator.Translate(
            Read.Text(Ec2.Replace("arn:aws:inspector2:us-east-1", $"arn:{partition}:inspector2:{region}", StringComparison.Ordinal)
            .Replace("\"partition\":\"aws\",\"region\":\"us-east-1\"", $"\"partition\":\"{partition}\",\"region\":\"{region}\"",
                StringComparison.Ordinal)));
        Assert.Equal($"arn:{partition}:securityhub:{region}::product/aws/inspector", asff.ProductArn);
        Assert.Equal((expected, $"arn:{partition}:ec2:{region}:111111111111:instance/i-11111111111111111"),
            (asff.Resources![0].Partition, asff.Resources[0].Id));
        Assert.Equal($"arn:{partition}:securityhub:{region}:111111111111:product/111111111111/default", AccountForm.From(asff).ProductArn);
    }

    [Fact]
    public void What_nobody_knew_yet_is_carried_as_other_and_said()
    {
        var asff = AsffTranslator.Translate(Read.Text(Ec2
            .Replace("AWS_EC2_INSTANCE", "AZURE_VM", StringComparison.Ordinal)
            .Replace("\"CRITICAL\",\"status\"", "\"UNTRIAGED\",\"status\"", StringComparison.Ordinal)
            .Replace("\"fixAvailable\":\"YES\"", "\"fixAvailable\":\"SOON\"", StringComparison.Ordinal)
            .Replace("PACKAGE_VULNERABILITY", "DREAM", StringComparison.Ordinal)));
        Assert.Equal(("Other", "AZURE_VM"), (asff.Resources![0].Type, asff.Resources[0].Details!.Other!["inspector/resourceType"]));
        Assert.Equal(("INFORMATIONAL", 0, "UNTRIAGED"), (asff.Severity!.Label, asff.Severity.Normalized, asff.Severity.Original));
        Assert.Equal("UNTRIAGED", asff.FindingProviderFields!.Severity!.Original);
        Assert.Null(asff.Vulnerabilities![0].FixAvailable);
        Assert.Contains(asff.Warnings, warning => warning.Contains("SOON", StringComparison.Ordinal));
        Assert.Contains(asff.Warnings, warning => warning.Contains("DREAM", StringComparison.Ordinal));
        Assert.Empty(AsffRules.Check(asff));
    }

    [Theory]
    [InlineData("\"findingArn\":\"arn:aws:inspector2:us-east-1:111111111111:finding/421f47a297307b649173d4ac3e44bc0c\"",
        "\"findingArn\":\"f-1\"", "f-1")]
    [InlineData("\"firstObservedAt\":\"2023-03-01T08:04:10.999Z\",\"lastObservedAt\":\"2023-03-01T08:34:29.001Z\",\"updatedAt\":\"2023-03-01T08:34:29.001Z\"", "\"x\":1", "421f47a297307b649173d4ac3e44bc0c")]
    public void What_cannot_be_translated_is_refused_by_name(string found, string replacement, string named)
    {
        var finding = Read.Text(Ec2.Replace(found, replacement, StringComparison.Ordinal));
        Assert.Contains(named, Assert.Throws<TranslationException>(() => AsffTranslator.Translate(finding)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Several_resources_are_all_there_and_numbered()
    {
        using var document = JsonDocument.Parse(Ec2);
        var resource = document.RootElement.GetProperty("resources")[0].GetRawText();
        var asff = AsffTranslator.Translate(Read.Text(Ec2.Replace(resource, resource +
            "," + resource.Replace("i-11111111111111111", "i-22222222222222222", StringComparison.Ordinal), StringComparison.Ordinal)));
        Assert.Equal(2, asff.Resources!.Count);
        Assert.Equal("AMAZON_LINUX_2", asff.ProductFields!["aws/inspector/resources/2/resourceDetails/awsEc2InstanceDetails/platform"]);
    }
}
