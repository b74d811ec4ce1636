using InspectorHub.Findings.Classic;
using InspectorHub.Translation;

namespace InspectorHub.Core.Tests.Translation;

public sealed class ClassicIdentityTests
{
    [Fact]
    public void The_next_assessment_run_gives_the_same_id()
    {
        var next = NetworkProblem.Finding();
        next.Arn = "arn:aws:inspector:eu-west-1:111122223333:target/0-a/template/0-b/run/0-NEXT/finding/0-OTHER";
        next.ServiceAttributes!.AssessmentRunArn = "arn:aws:inspector:eu-west-1:111122223333:target/0-a/template/0-b/run/0-NEXT";
        next.CreatedAt = next.CreatedAt!.Value.AddDays(1);
        next.UpdatedAt = next.CreatedAt;
        Assert.Equal(Id(NetworkProblem.Finding()), Id(next));
    }

    [Fact]
    public void A_process_that_was_started_again_is_the_same_problem()
    {
        var restarted = NetworkProblem.Finding();
        restarted.Attributes!.Find(attribute => attribute.Key == "PROCESS_PID")!.Value = "4711";
        restarted.Description = restarted.Description!.Replace("4868", "4711", StringComparison.Ordinal);
        Assert.Equal(Id(NetworkProblem.Finding()), Id(restarted));
    }

    [Fact]
    public void A_vulnerability_scored_anew_is_the_same_problem()
    {
        var scored = NetworkProblem.Finding();
        scored.Attributes!.Add(new ClassicAttribute { Key = "CVSS3_SCORE", Value = "9.8" });
        Assert.Equal(Id(NetworkProblem.Finding()), Id(scored));
    }

    [Fact]
    public void The_order_of_attributes_does_not_matter()
    {
        var reversed = NetworkProblem.Finding();
        reversed.Attributes!.Reverse();
        Assert.Equal(Id(NetworkProblem.Finding()), Id(reversed));
    }

    [Fact]
    public void The_rules_package_of_another_region_gives_another_id()
    {
        var elsewhere = NetworkProblem.Finding();
        elsewhere.ServiceAttributes!.RulesPackageArn = NetworkProblem.PackageOf("us-east-1", "316112463485", "0-PmNV0Tcd");
        Assert.NotEqual(Id(NetworkProblem.Finding()), Id(elsewhere));
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
        var other = NetworkProblem.Finding();
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

        Assert.NotEqual(Id(NetworkProblem.Finding()), Id(other));
    }

    private static string Id(ClassicFinding finding) => AsffTranslator.Translate(finding).Id!;
}
