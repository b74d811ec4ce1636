using Amazon.Inspector2;
using Amazon.Inspector2.Model;
using static InspectorHub.Tests.FindingFiles;

namespace InspectorHub.Tests;

/// <summary>What ConvertTo-Asff takes from the pipeline: every form of a finding gives the same ASFF as its JSON text.</summary>
public sealed class PipelineInputTests : IDisposable
{
    private readonly ModuleSession session = new();

    private string Expected => Assert.Single(Asff("$args[0] | ConvertTo-Asff -AsJson", Inspector2("1")));

    public void Dispose() => session.Dispose();

    [Fact]
    public void Text_is_taken_whole()
    {
        Assert.Contains("\"Id\":\"arn:aws:inspector2:eu-central-1:111122223333:finding/1\"", Expected, StringComparison.Ordinal);
        Assert.Equal([Expected, Expected], Asff("$args[0] | ConvertTo-Asff -AsJson", Reply(Inspector2("1"), Inspector2("1"))));
    }

    [Fact]
    public void Text_is_taken_line_by_line_as_native_commands_give_it()
    {
        var lines = Reply(Inspector2("1"), Inspector2("1")).Replace(",", ",\n  ", StringComparison.Ordinal).Split('\n');
        Assert.True(lines.Length > 20);
        Assert.Equal([Expected, Expected], Asff("$args | ConvertTo-Asff -AsJson", lines));
    }

    [Fact]
    public void Text_flows_on_before_it_is_complete()
    {
        var first = session.Run("& { '{ \"findings\": ['; $args[0]; ','; throw 'nothing more is needed' } $args[0] | ConvertTo-Asff -AsJson | ForEach-Object { $_; break }", Inspector2("1"));
        Assert.Equal(Expected, Assert.Single(first.Output).ToString());
    }

    [Fact]
    public void A_text_that_is_wrong_is_one_error_and_the_next_is_taken()
    {
        var result = session.Run("$args | ConvertTo-Asff -AsJson", Inspector2("1"), "{ \"findingArn\": \"arn:x\", \"title\": \"cut o", Inspector2("1"), "not JSON", Inspector2("1"));
        Assert.Equal([Expected, Expected, Expected], result.Output.Select(text => text.ToString()));
        Assert.Equal(["Malformed", "Malformed"], result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Contains("pipeline input, line 2", result.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_ends_too_early_is_an_error()
    {
        var result = session.Run("$args[0] | ConvertTo-Asff", Inspector2("1")[..100]);
        Assert.Empty(result.Output);
        Assert.Equal("Malformed", Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public void Objects_of_ConvertFrom_Json_are_taken() => Assert.Equal([Expected], Asff(
        """
        [pscustomobject]@{
            findingArn = 'arn:aws:inspector2:eu-central-1:111122223333:finding/1'; awsAccountId = '111122223333'; type = 'PACKAGE_VULNERABILITY'
            title = 'CVE-2024-0001 - libfoo'; description = 'It overflows.'; severity = 'HIGH'; status = 'ACTIVE'
            firstObservedAt = [datetime]::new(2024, 9, 4, 16, 59, 44, 356, [DateTimeKind]::Utc)
            lastObservedAt = [datetime]::new(2024, 9, 5, 16, 59, 44, 356, [DateTimeKind]::Utc).ToLocalTime()
            updatedAt = [datetime]::new(2024, 9, 5, 16, 59, 44, 356)
            inspectorScore = [decimal]7.5
            resources = @([pscustomobject]@{ type = 'AWS_EC2_INSTANCE'; id = 'i-0a1b2c3d4e5f60718'; partition = 'aws'; region = 'eu-central-1'; tags = [pscustomobject]@{ Name = 'web' } })
            packageVulnerabilityDetails = [pscustomobject]@{ vulnerabilityId = 'CVE-2024-0001'; source = 'NVD'; vulnerablePackages = @([pscustomobject]@{ name = 'libfoo'; version = '1.0'; epoch = [long]0 }) }
        } | ConvertTo-Asff -AsJson
        """));

    [Fact]
    public void Hashtables_are_taken() => Assert.Equal([Expected, Expected], Asff(
        """
        $finding = [ordered]@{
            FindingArn = 'arn:aws:inspector2:eu-central-1:111122223333:finding/1'; AwsAccountId = '111122223333'; Type = 'PACKAGE_VULNERABILITY'
            Title = 'CVE-2024-0001 - libfoo'; Description = 'It overflows.'; Severity = 'HIGH'; Status = 'ACTIVE'
            FirstObservedAt = '2024-09-04T16:59:44.356Z'; LastObservedAt = 1725555584.356; UpdatedAt = [DateTimeOffset]'2024-09-05T18:59:44.356+02:00'
            InspectorScore = 7.5
            Resources = @(@{ Type = 'AWS_EC2_INSTANCE'; Id = 'i-0a1b2c3d4e5f60718'; Partition = 'aws'; Region = 'eu-central-1'; Tags = @{ Name = 'web' } })
            PackageVulnerabilityDetails = @{ VulnerabilityId = 'CVE-2024-0001'; Source = 'NVD'; VulnerablePackages = @(@{ Name = 'libfoo'; Version = '1.0'; Epoch = 0 }) }
        }
        $finding, @{ findings = @($finding) } | ConvertTo-Asff -AsJson
        """));

    [Fact]
    public void Numbers_that_JSON_does_not_know_and_huge_ones_are_no_reason_to_lose_a_finding()
    {
        var result = session.Run(
            """
            [float]::NaN, [float]::PositiveInfinity, [double]::NaN, [float]3e38, [float]0.5 | ForEach-Object {
                @{ findingArn = 'arn:aws:inspector2:eu-central-1:111122223333:finding/1'; awsAccountId = '111122223333'; type = 'NETWORK_REACHABILITY'; updatedAt = '2026-11-01T00:00:00Z'; inspectorScore = $_ }
            } | ConvertTo-Asff | ForEach-Object { "$($_.ProductFields.Values -contains '0.5')" }
            """);
        Assert.Empty(result.Errors);
        Assert.Equal(["False", "False", "False", "False", "True"], result.Output.Select(line => line.ToString()));
    }

    [Theory]
    [InlineData(DateTimeKind.Utc)]
    [InlineData(DateTimeKind.Local)]
    [InlineData(DateTimeKind.Unspecified)]
    public void Objects_of_the_SDK_are_taken(DateTimeKind kind)
    {
        var finding = SdkFinding(kind);
        Assert.Equal([Expected], Asff("$args[0] | ConvertTo-Asff -AsJson", finding));
        Assert.Equal([Expected], Asff("ConvertTo-Asff -InputObject $args[0] -AsJson", finding));
        Assert.Equal([Expected, Expected], Asff("$args[0] | ConvertTo-Asff -AsJson", new ListFindingsResponse { Findings = [finding, finding] }));
    }

    [Fact]
    public void Objects_of_the_SDK_for_Classic_are_taken()
    {
        var time = new DateTime(2020, 11, 16, 19, 36, 26, 753, DateTimeKind.Utc);
        var finding = new Amazon.Inspector.Model.Finding
        {
            Arn = "arn:aws:inspector:eu-west-1:111122223333:target/0-a/template/0-b/run/0-c/finding/0-d",
            ServiceAttributes = new Amazon.Inspector.Model.InspectorServiceAttributes { RulesPackageArn = "arn:aws:inspector:eu-west-1:357557129151:rulespackage/0-SPzU33xe", AssessmentRunArn = "arn:run" },
            AssetAttributes = new Amazon.Inspector.Model.AssetAttributes { AgentId = "i-0a1b2c3d4e5f60718", Ipv4Addresses = null },
            Attributes = [new Amazon.Inspector.Model.Attribute { Key = "PORT", Value = "22" }],
            Id = "Recognized port reachable from internet",
            Title = "Port 22",
            Severity = new Severity("Medium"),
            NumericSeverity = 6,
            Confidence = 10,
            CreatedAt = time,
            UpdatedAt = time,
        };
        const string Text = """{"arn":"arn:aws:inspector:eu-west-1:111122223333:target/0-a/template/0-b/run/0-c/finding/0-d","serviceAttributes":{"rulesPackageArn":"arn:aws:inspector:eu-west-1:357557129151:rulespackage/0-SPzU33xe","assessmentRunArn":"arn:run"},"assetAttributes":{"agentId":"i-0a1b2c3d4e5f60718"},"attributes":[{"key":"PORT","value":"22"}],"id":"Recognized port reachable from internet","title":"Port 22","severity":"Medium","numericSeverity":6,"confidence":10,"createdAt":1605555386.753,"updatedAt":"2020-11-16T19:36:26.753Z"}""";
        Assert.Equal(Asff("$args[0] | ConvertTo-Asff -AsJson", Text), Asff("$args[0] | ConvertTo-Asff -AsJson", finding));
    }

    [Fact]
    public void Findings_of_ours_pass_as_they_are_even_wrapped_and_in_a_list()
    {
        using var files = new FindingFiles();
        var path = files.Write("a.json", Reply(Inspector2("1")));
        Assert.Equal([Expected], Asff("Import-InspectorFinding $args[0] | ConvertTo-Asff -AsJson", path));
        Assert.Equal([Expected, Expected], Asff("$found = Import-InspectorFinding $args[0]; ConvertTo-Asff -InputObject @($found, [psobject]$found) -AsJson", path));
        Assert.Equal([Expected], Asff("Import-InspectorFinding $args[0] | ConvertTo-Asff | ForEach-Object { [psobject]$_ } | ConvertTo-Asff -AsJson", path));
    }

    [Fact]
    public void ASFF_is_taken_as_text_and_as_a_hashtable()
    {
        Assert.Equal([Expected], Asff("$args[0] | ConvertTo-Asff -AsJson", Expected));
        Assert.Equal("x", Assert.Single(session.Run("(@{ SchemaVersion = '2018-10-08'; ProductArn = 'arn:aws:securityhub:us-east-1::product/aws/inspector'; Id = 'x' } | ConvertTo-Asff).Id").Output).ToString());
    }

    [Fact]
    public void What_is_no_finding_is_one_error_each()
    {
        var result = session.Run("[datetime]::UtcNow, @{ hello = 'world' }, (Get-Command Get-Command), 17 | ConvertTo-Asff");
        Assert.Empty(result.Output);
        Assert.Equal(4, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.Contains("pipeline input, object", error.ToString(), StringComparison.Ordinal));
    }

    private static Finding SdkFinding(DateTimeKind kind)
    {
        var last = new DateTime(2024, 9, 5, 16, 59, 44, 356, DateTimeKind.Utc);
        last = kind == DateTimeKind.Local ? last.ToLocalTime() : DateTime.SpecifyKind(last, kind);
        return new Finding
        {
            FindingArn = "arn:aws:inspector2:eu-central-1:111122223333:finding/1",
            AwsAccountId = "111122223333",
            Type = new FindingType("PACKAGE_VULNERABILITY"),
            Title = "CVE-2024-0001 - libfoo",
            Description = "It overflows.",
            Severity = new Severity("HIGH"),
            Status = new FindingStatus("ACTIVE"),
            FirstObservedAt = new DateTime(2024, 9, 4, 16, 59, 44, 356, DateTimeKind.Utc),
            LastObservedAt = last,
            UpdatedAt = last,
            InspectorScore = 7.5,
            Resources = [new Resource { Type = new ResourceType("AWS_EC2_INSTANCE"), Id = "i-0a1b2c3d4e5f60718", Partition = "aws", Region = "eu-central-1", Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["Name"] = "web" } }],
            PackageVulnerabilityDetails = new PackageVulnerabilityDetails { VulnerabilityId = "CVE-2024-0001", Source = "NVD", VulnerablePackages = [new VulnerablePackage { Name = "libfoo", Version = "1.0", Epoch = 0 }] },
        };
    }

    private List<string> Asff(string script, params object?[] arguments)
    {
        var result = session.Run(script, arguments);
        Assert.Empty(result.Errors);
        return [.. result.Output.Select(text => text.ToString())];
    }
}
