using System.Globalization;
using InspectorHub.Common;
using InspectorHub.Findings.Classic;
using InspectorHub.Translation;

namespace InspectorHub.Core.Tests.Translation;

public sealed class ClassicIdentityTests
{
    private const string Region = "eu-west-1";
    private static readonly string Package = PackageOf(Region, "357557129151", "0-SPzU33xe");

    [Fact]
    public void The_next_assessment_run_gives_the_same_id()
    {
        var next = Finding();
        next.Arn = "arn:aws:inspector:eu-west-1:111122223333:target/0-a/template/0-b/run/0-NEXT/finding/0-OTHER";
        next.ServiceAttributes!.AssessmentRunArn = "arn:aws:inspector:eu-west-1:111122223333:target/0-a/template/0-b/run/0-NEXT";
        next.CreatedAt = next.CreatedAt!.Value.AddDays(1);
        next.UpdatedAt = next.CreatedAt;
        Assert.Equal(Id(Finding()), Id(next));
    }

    [Fact]
    public void A_process_that_was_started_again_is_the_same_problem()
    {
        var restarted = Finding();
        restarted.Attributes!.Find(attribute => attribute.Key == "PROCESS_PID")!.Value = "4711";
        restarted.Description = restarted.Description!.Replace("4868", "4711", StringComparison.Ordinal);
        Assert.Equal(Id(Finding()), Id(restarted));
    }

    [Fact]
    public void A_vulnerability_scored_anew_is_the_same_problem()
    {
        var scored = Finding();
        scored.Attributes!.Add(new ClassicAttribute { Key = "CVSS3_SCORE", Value = "9.8" });
        Assert.Equal(Id(Finding()), Id(scored));
    }

    [Fact]
    public void The_order_of_attributes_does_not_matter()
    {
        var reversed = Finding();
        reversed.Attributes!.Reverse();
        Assert.Equal(Id(Finding()), Id(reversed));
    }

    [Fact]
    public void The_rules_package_of_another_region_gives_another_id()
    {
        var elsewhere = Finding();
        elsewhere.ServiceAttributes!.RulesPackageArn = PackageOf("us-east-1", "316112463485", "0-PmNV0Tcd");
        Assert.NotEqual(Id(Finding()), Id(elsewhere));
    }

    [Theory]
    [InlineData("rule")]
    [InlineData("asset")]
    [InlineData("attribute")]
    [InlineData("value")]
    [InlineData("absent")]
    [InlineData("shifted")]
    [InlineData("account")]
    public void Another_problem_has_another_id(string difference)
    {
        var other = Finding();
        switch (difference)
        {
            case "rule": other.Id = "Recognized port reachable from internet"; break;
            case "asset": other.AssetAttributes!.AgentId = "i-0c0ffee0c0ffee002"; break;
            case "attribute": other.Attributes!.Add(new ClassicAttribute { Key = "PCX", Value = "pcx-1" }); break;
            case "value": other.Attributes!.Find(attribute => attribute.Key == "PORT")!.Value = "23"; break;
            case "absent": other.Attributes!.Find(attribute => attribute.Key == "PORT")!.Value = null; break;
            case "shifted": (other.Id, other.AssetAttributes!.AgentId) = (other.Id + "i", other.AssetAttributes.AgentId![1..]); break;
            case "account": other.Arn = other.Arn!.Replace("111122223333", "444455556666", StringComparison.Ordinal); break;
            default: throw new ArgumentOutOfRangeException(nameof(difference));
        }

        Assert.NotEqual(Id(Finding()), Id(other));
    }

    [Fact]
    public void A_million_made_up_findings_have_a_million_ids()
    {
        const int Count = 1_000_000;
        var finding = Finding();
        var port = finding.Attributes!.Find(attribute => attribute.Key == "PORT")!;
        var arn = Arn.Parse(finding.Arn)!.Value;
        // The rightmost 16 hex digits alone are 64 bits: a collision of whole ids would be one of these.
        var seen = new HashSet<ulong>(Count);
        for (var number = 0; number < Count; number++)
        {
            // Ports of instances: neighbouring values, as in real accounts.
            port.Value = (number % 1000).ToString(CultureInfo.InvariantCulture);
            finding.AssetAttributes!.AgentId = $"i-{number / 1000:x17}";
            var id = InspectorHub.Translation.Classic.ClassicIdentity.Of(finding, arn);
            Assert.True(seen.Add(ulong.Parse(id.AsSpan(id.Length - 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
        }
    }

    private static string Id(ClassicFinding finding) => AsffTranslator.Translate(finding).Id!;

    private static string PackageOf(string region, string owner, string id) => $"arn:aws:inspector:{region}:{owner}:rulespackage/{id}";

    private static ClassicFinding Finding() => new()
    {
        Arn = "arn:aws:inspector:eu-west-1:111122223333:target/0-a/template/0-b/run/0-c/finding/0-d",
        Id = "Recognized port with listener reachable from internet",
        Title = "On instance i-0c0ffee0c0ffee001, process 'sshd' is listening on TCP port 22",
        Description = "The process has name 'sshd', process id 4868.",
        Severity = Severity.Of("Medium"),
        NumericSeverity = 6,
        CreatedAt = new DateTimeOffset(2020, 11, 16, 19, 36, 0, TimeSpan.Zero),
        UpdatedAt = new DateTimeOffset(2020, 11, 16, 19, 36, 0, TimeSpan.Zero),
        ServiceAttributes = new ClassicServiceAttributes
        {
            AssessmentRunArn = "arn:aws:inspector:eu-west-1:111122223333:target/0-a/template/0-b/run/0-c",
            RulesPackageArn = Package,
        },
        AssetAttributes = new ClassicAssetAttributes { AgentId = "i-0c0ffee0c0ffee001" },
        Attributes =
        [
            new ClassicAttribute { Key = "INSTANCE_ID", Value = "i-0c0ffee0c0ffee001" },
            new ClassicAttribute { Key = "PORT", Value = "22" },
            new ClassicAttribute { Key = "PROCESS_NAME", Value = "sshd" },
            new ClassicAttribute { Key = "PROCESS_PID", Value = "4868" },
        ],
    };
}
