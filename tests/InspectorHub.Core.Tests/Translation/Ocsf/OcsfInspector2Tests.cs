using System.Text.Json.Nodes;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Ocsf;
using InspectorHub.Translation;
using InspectorHub.Translation.Ocsf;

namespace InspectorHub.Core.Tests.Translation.Ocsf;

/// <summary>Findings of Amazon Inspector as Security Hub has them, member by member.</summary>
public sealed class OcsfInspector2Tests
{
    private const string OfInstance =
        """
        {"findingArn":"arn:aws:inspector2:eu-west-1:111122223333:finding/0f1e2d3c","awsAccountId":"111122223333",
        "type":"PACKAGE_VULNERABILITY","title":"CVE-2031-0001 - libharbour","description":"A crafted chart runs code.",
         "severity":"HIGH","status":"ACTIVE",
        "firstObservedAt":"2031-02-03T04:05:06.789Z","lastObservedAt":"2031-03-04T05:06:07.008Z","updatedAt":"2031-03-04T05:06:07.008Z",
        "exploitAvailable":"YES","exploitabilityDetails":{"lastKnownExploitAt":"2031-03-01T00:00:00Z"},"fixAvailable":"PARTIAL",
         "epss":{"score":0.00017},
        "inspectorScore":7.5,"remediation":{"recommendation":{"text":"None Provided"}},
        "resources":[{"type":"AWS_EC2_INSTANCE","id":"i-0123456789abcdef0","partition":"aws","region":"eu-west-1",
         "tags":{"team":"pier"},
          "details":{"awsEc2Instance":{"type":"t3.small","imageId":"ami-0a","ipV4Addresses":["10.0.0.7"],"ipV6Addresses":[],
           "vpcId":"vpc-1","subnetId":"subnet-2",
            "launchedAt":"2031-01-01T10:00:00Z","platform":"AMAZON_LINUX_2023"}}}],
        "packageVulnerabilityDetails":{"vulnerabilityId":"CVE-2031-0001","source":"NVD","sourceUrl":"https://example.com/cve",
         "vendorSeverity":"Important",
          "vendorCreatedAt":"2031-01-31T00:00:00Z","vendorUpdatedAt":"2031-02-01T12:30:15Z",
          "cvss":[{"baseScore":7.5,"scoringVector":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H","source":"NVD","version":"3.1"}],
          "referenceUrls":["https://example.com/a"],"relatedVulnerabilities":["ALAS-2031-1"],
          "vulnerablePackages":[{"name":"libharbour","version":"1.2.3","epoch":0,"release":"4.amzn2023","arch":"x86_64",
           "packageManager":"OS",
            "filePath":"/usr/lib/harbour","fixedInVersion":"0:1.2.4-1.amzn2023","remediation":"dnf update libharbour"}]}}
        """;

    [Fact]
    public void A_package_vulnerability_of_an_instance_is_as_the_hub_has_it()
    {
        var finding = Read.Text(OfInstance);
        Same(
            """
            {"activity_id":2,"activity_name":"Update","category_name":"Findings","category_uid":2,"class_name":"Vulnerability Finding",
             "class_uid":2002,
            "cloud":{"account":{"type":"AWS Account","type_id":10,"uid":"111122223333"},"provider":"AWS","region":"eu-west-1"},
            "finding_info":{"created_time":1927857906789,"created_time_dt":"2031-02-03T04:05:06.789Z","desc":"A crafted chart runs code.",
              "first_seen_time":1927857906789,"first_seen_time_dt":"2031-02-03T04:05:06.789Z","last_seen_time":1930367167008,
               "last_seen_time_dt":"2031-03-04T05:06:07.008Z",
              "modified_time":1930367167008,"modified_time_dt":"2031-03-04T05:06:07.008Z","title":"CVE-2031-0001 - libharbour",
              "types":["Software and Configuration Checks/Vulnerabilities/CVE","Vulnerabilities"],
               "uid":"arn:aws:inspector2:eu-west-1:111122223333:finding/0f1e2d3c"},
            "metadata":{"product":{"name":"Inspector","uid":"arn:aws:securityhub:eu-west-1::productv2/aws/inspector","vendor_name":"AWS"},
              "profiles":["cloud","datetime"],"version":"1.6.0"},
            "resources":[{"cloud_partition":"aws",
             "data":{"awsEc2InstanceDetails":{"imageId":"ami-0a","ipV4Addresses":["10.0.0.7"],"launchedAt":"2031-01-01T10:00:00Z",
              "platform":"AMAZON_LINUX_2023","subnetId":"subnet-2","type":"t3.small","vpcId":"vpc-1"}},
               "owner":{"account":{"uid":"111122223333"}},"region":"eu-west-1",
              "tags":[{"name":"team","value":"pier"}],"type":"AWS::EC2::Instance","uid":"i-0123456789abcdef0"}],
            "severity":"High","severity_id":4,"status":"New","status_id":1,"time":1930367167008,"time_dt":"2031-03-04T05:06:07.008Z",
            "type_name":"Vulnerability Finding: Update","type_uid":200202,"vendor_attributes":{"severity":"High","severity_id":4},
            "vulnerabilities":[{"affected_packages":[{"architecture":"X86_64","epoch":0,"fixed_in_version":"0:1.2.4-1.amzn2023",
             "name":"libharbour","package_manager":"OS",
              "path":"/usr/lib/harbour","release":"4.amzn2023","remediation":{"desc":"dnf update libharbour"},"version":"1.2.3"}],
              "cve":{"created_time":1927584000000,"created_time_dt":"2031-01-31T00:00:00.000Z",
                "cvss":[{"base_score":7.5,"severity":"HIGH","vector_string":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H",
                 "vendor_name":"NVD","version":"3.1"}],
                "desc":"A crafted chart runs code.","epss":{"score":"0.00017"},"modified_time":1927715415000,
                 "modified_time_dt":"2031-02-01T12:30:15.000Z","uid":"CVE-2031-0001"},
              "exploit_last_seen_time":1930089600000,"exploit_last_seen_time_dt":"2031-03-01T00:00:00.000Z","fix_coverage":"Partial",
               "fix_coverage_id":2,
              "is_exploit_available":true,"is_fix_available":true,"references":["https://example.com/a"],
               "related_vulnerabilities":["ALAS-2031-1"],"severity":"Important"}],
            "unmapped":{"inspectorScore":7.5,"packageVulnerabilityDetails":{"source":"NVD","sourceUrl":"https://example.com/cve"}}}
            """,
            OcsfTranslator.ToText(finding, OcsfVersion.V160));
    }

    [Fact]
    public void A_function_is_named_by_its_name_and_by_its_arn_without_the_latest_version()
    {
        var resource = Translate(new Inspector2Resource
        {
            Type = "AWS_LAMBDA_FUNCTION",
            Id = "arn:aws:lambda:eu-west-1:111122223333:function:beacon:$LATEST",
            Details = new Inspector2ResourceDetails { AwsLambdaFunction =
                new LambdaFunctionDetails { FunctionName = "beacon", Version = "$LATEST", Architectures = ["ARM64"] } },
        });
        Same(
            """
            {"cloud_partition":"aws",
             "data":{"awsLambdaFunctionDetails":{"architectures":["ARM64"],"functionName":"beacon","version":"$LATEST"}},"name":"beacon",
            "owner":{"account":{"uid":"111122223333"}},"region":"eu-west-1","type":"AWS::Lambda::Function","uid":"beacon",
            "uid_alt":"arn:aws:lambda:eu-west-1:111122223333:function:beacon"}
            """,
            resource.ToJsonString());
    }

    [Theory]
    [InlineData("1.5.0", 1)]
    [InlineData("1.6.0", 2)]
    [InlineData("1.8.0", 2)]
    public void The_category_stands_among_the_types_from_1_6_0_on(string version, int types) =>
        Assert.Equal(types, Translate(Finding(), version)["finding_info"]!["types"]!.AsArray().Count);

    [Fact]
    public void The_profile_of_cloud_resources_comes_with_1_8_0()
    {
        var finding = Finding();
        finding.Resources = [new Inspector2Resource { Type = "AWS_EC2_INSTANCE", Id = "i-0" }];
        Assert.Equal("AWS", (string?)Translate(finding, "1.8.0")["resources"]![0]!["provider"]);
        Assert.Equal("aws/cloud_resources", (string?)Translate(finding, "1.8.0")["metadata"]!["profiles"]![2]);
        Assert.Null(Translate(finding, "1.6.0")["resources"]![0]!["provider"]);
    }

    [Theory]
    [InlineData("ACTIVE", "2031-01-01", 1, 1)]
    [InlineData("ACTIVE", "2031-01-02", 2, 1)]
    [InlineData("SUPPRESSED", "2031-01-02", 2, 3)]
    [InlineData("CLOSED", "2031-01-02", 3, 4)]
    public void A_finding_is_created_updated_or_closed(string status, string updated, int activity, int statusId)
    {
        var finding = Finding();
        (finding.Status, finding.UpdatedAt) =
            (status, DateTimeOffset.Parse(updated + "Z", System.Globalization.CultureInfo.InvariantCulture));
        var ocsf = Translate(finding);
        Assert.Equal((activity, statusId, 200200 + activity), ((int)ocsf["activity_id"]!, (int)ocsf["status_id"]!, (int)ocsf["type_uid"]!));
    }

    [Fact]
    public void Untriaged_is_unknown_and_the_hub_keeps_the_providers_word()
    {
        var finding = Finding();
        finding.Severity = "UNTRIAGED";
        Same("""{"severity":"Untriaged","severity_id":0}""", Translate(finding)["vendor_attributes"]!.ToJsonString());
    }

    [Fact]
    public void What_is_no_cve_is_an_advisory()
    {
        var finding = Finding();
        finding.PackageVulnerabilityDetails!.VulnerabilityId = "GHSA-aaaa-bbbb-cccc";
        var vulnerability = Translate(finding)["vulnerabilities"]![0]!;
        Assert.Null(vulnerability["cve"]);
        Assert.Equal("GHSA-aaaa-bbbb-cccc", (string?)vulnerability["advisory"]!["uid"]);
    }

    [Fact]
    public void Every_weakness_of_code_stands_for_itself_in_the_same_place()
    {
        var finding = Finding();
        finding.PackageVulnerabilityDetails = null;
        finding.CodeVulnerabilityDetails = new CodeVulnerabilityDetails
        {
            Cwes = ["CWE-22", "CWE-79"], RuleId = "rule-7", DetectorName = "Path traversal",
            FilePath = new CodeFilePath { FileName = "app.py", FilePath = "src/app.py", StartLine = 3, EndLine = 4 },
        };
        var vulnerabilities = Translate(finding)["vulnerabilities"]!.AsArray();
        Assert.Equal(["CWE-22", "CWE-79"], vulnerabilities.Select(vulnerability => (string?)vulnerability!["cwe"]!["uid"]));
        Assert.All(vulnerabilities, vulnerability => Same(
            """
            [{"end_line":4,"file":{"name":"app.py","path":"src/app.py","type_id":1},"rule":{"name":"Path traversal","uid":"rule-7"},
             "start_line":3}]
            """,
            vulnerability!["affected_code"]!.ToJsonString()));
    }

    [Fact]
    public void A_network_path_is_a_graph_of_the_resource()
    {
        var finding = Finding();
        (finding.Type, finding.PackageVulnerabilityDetails) = ("NETWORK_REACHABILITY", null);
        finding.Resources = [new Inspector2Resource { Type = "AWS_EC2_INSTANCE", Id = "i-0" }];
        finding.NetworkReachabilityDetails = new NetworkReachabilityDetails
        {
            OpenPortRange = new PortRange { Begin = 22, End = 22 }, Protocol = "TCP",
            NetworkPath = new NetworkPath
            {
                Steps = [new NetworkPathStep { ComponentId = "igw-1", ComponentType = "AWS::EC2::InternetGateway" },
                    new NetworkPathStep { ComponentId = "i-0", ComponentType = "AWS::EC2::Instance" }],
            },
        };
        var ocsf = Translate(finding);
        Assert.Equal(2002, (int)ocsf["class_uid"]!);
        Assert.Empty(ocsf["vulnerabilities"]!.AsArray());
        Same(
            """
            {"edges":[{"is_directed":true,"name":"1","source":"igw-1","target":"i-0"}],"is_directed":true,"name":"networkPath",
            "nodes":[{"type":"AWS::EC2::InternetGateway","uid":"igw-1"},{"type":"AWS::EC2::Instance","uid":"i-0"}]}
            """,
            ocsf["resources"]![0]!["resource_relationship"]!.ToJsonString());
        Same("""{"openPortRange":{"begin":22,"end":22},"protocol":"TCP"}""",
            ocsf["unmapped"]!["networkReachabilityDetails"]!.ToJsonString());
    }

    [Fact]
    public void Details_for_any_provider_are_unmapped_beside_those_of_aws()
    {
        var finding = Finding();
        finding.Resources =
        [
            new Inspector2Resource
            {
                Type = "AWS_EC2_INSTANCE", Id = "i-0",
                Details = new Inspector2ResourceDetails { AwsEc2Instance = new Ec2InstanceDetails { Type = "t3.small" },
                    Vm = new VirtualMachineDetails { Type = "t3.small" } },
            },
            new Inspector2Resource { Type = "VM", Id = "vm-0",
                Details = new Inspector2ResourceDetails { Vm = new VirtualMachineDetails { Type = "B1s" } } },
        ];
        var ocsf = Translate(finding);
        Same("""{"awsEc2InstanceDetails":{"type":"t3.small"}}""", ocsf["resources"]![0]!["data"]!.ToJsonString());
        Same("""{"vmDetails":{"type":"B1s"}}""", ocsf["resources"]![1]!["data"]!.ToJsonString());
        Same("""[{"details":{"vm":{"type":"t3.small"}},"id":"i-0"}]""", ocsf["unmapped"]!["resources"]!.ToJsonString());
    }

    [Fact]
    public void A_finding_without_its_arn_or_any_time_is_refused()
    {
        Assert.Throws<TranslationException>(() =>
            OcsfTranslator.Translate(new Inspector2Finding { AwsAccountId = "111122223333" }, OcsfVersion.V160));
        Assert.Throws<TranslationException>(() => OcsfTranslator.Translate(
            new Inspector2Finding { FindingArn = "arn:aws:inspector2:eu-west-1:111122223333:finding/1" }, OcsfVersion.V160));
    }

    private static Inspector2Finding Finding() => new()
    {
        FindingArn = "arn:aws:inspector2:eu-west-1:111122223333:finding/1",
        AwsAccountId = "111122223333",
        Type = "PACKAGE_VULNERABILITY",
        Status = "ACTIVE",
        Severity = "LOW",
        FirstObservedAt = new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero),
        PackageVulnerabilityDetails = new PackageVulnerabilityDetails { VulnerabilityId = "CVE-2031-0002" },
    };

    private static JsonNode Translate(Inspector2Resource resource)
    {
        var finding = Finding();
        finding.Resources = [resource];
        return Translate(finding)["resources"]![0]!;
    }

    private static JsonNode Translate(Inspector2Finding finding, string version = "1.6.0") =>
        JsonNode.Parse(OcsfTranslator.Translate(finding, OcsfVersion.Of(version)))!;

    private static void Same(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), actual);
}
