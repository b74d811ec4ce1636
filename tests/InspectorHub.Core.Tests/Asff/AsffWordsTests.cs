using System.Text.Json;
using InspectorHub.Asff;

namespace InspectorHub.Core.Tests.Asff;

/// <summary>How a part of a finding reads in a table: by what names it best of what it has, and empty where it has nothing.</summary>
public sealed class AsffWordsTests
{
    public static TheoryData<object, string> Parts => new()
    {
        { new AsffAssociatedStandard { StandardsId = "standard" }, "standard" },
        { new AsffCodeFilePath { FilePath = "src/a.py", FileName = "a.py" }, "src/a.py" },
        { new AsffCodeFilePath { FileName = "a.py" }, "a.py" },
        { new AsffCodeRepository { ProjectName = "shop", ProviderType = "GITHUB" }, "shop" },
        { new AsffCodeRepository { ProviderType = "GITHUB" }, "GITHUB" },
        { new AsffCompliance { Status = "PASSED" }, "PASSED" },
        { new AsffContainer { Name = "web", ImageName = "nginx", ImageId = "sha256:1" }, "web" },
        { new AsffContainer { ImageName = "nginx", ImageId = "sha256:1" }, "nginx" },
        { new AsffContainer { ImageId = "sha256:1" }, "sha256:1" },
        { new AsffEcrRepository { RepositoryName = "shop", Arn = "arn:x" }, "shop" },
        { new AsffEcrRepository { Arn = "arn:x" }, "arn:x" },
        { new AsffFinding { Title = "A finding", Id = "1" }, "A finding" },
        { new AsffFinding { Id = "1" }, "1" },
        { new AsffGeneratorDetails { Name = "detector" }, "detector" },
        { new AsffLambdaLayer { Arn = "arn:x" }, "arn:x" },
        { new AsffLambdaVpcConfig { VpcId = "vpc-1" }, "vpc-1" },
        { new AsffMembers { ["a\"b"] = JsonElement.Parse("[1]"), ["c"] = JsonElement.Parse("null") }, """{"a\u0022b":[1],"c":null}""" },
        { new AsffNote { Text = "note" }, "note" },
        { new AsffOwnerId { Id = "owner" }, "owner" },
        { new AsffPortRange { Begin = 80, End = 80 }, "80" },
        { new AsffPortRange { Begin = 80, End = 90 }, "80-90" },
        { new AsffRecommendation { Text = "Update", Url = "https://x" }, "Update (https://x)" },
        { new AsffRecommendation { Text = "Update" }, "Update" },
        { new AsffRecommendation { Url = "https://x" }, "https://x" },
        { new AsffRemediation { Recommendation = new AsffRecommendation { Text = "Update" } }, "Update" },
        { new AsffResource { Id = "i-1", Type = "AwsEc2Instance" }, "i-1" },
        { new AsffResource { Type = "AwsEc2Instance" }, "AwsEc2Instance" },
        { new AsffStatusReason { Description = "why", ReasonCode = "CODE" }, "why" },
        { new AsffStatusReason { ReasonCode = "CODE" }, "CODE" },
        { new AsffVulnerability { Id = "CVE-1" }, "CVE-1" },
        { new AsffVulnerabilityVendor { Name = "NVD" }, "NVD" },
        { new AsffWorkflow { Status = "NEW" }, "NEW" },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public void It_reads_by_its_name(object part, string words) => Assert.Equal(words, part.ToString());

    [Fact]
    public void What_has_nothing_reads_as_nothing()
    {
        object[] empty =
        [
            new AsffAssociatedStandard(), new AsffCodeFilePath(), new AsffCodeRepository(), new AsffCompliance(), new AsffContainer(),
            new AsffEcrRepository(), new AsffFinding(), new AsffGeneratorDetails(), new AsffLambdaLayer(), new AsffLambdaVpcConfig(),
            new AsffNote(), new AsffOwnerId(), new AsffPortRange(), new AsffRecommendation(), new AsffRemediation(), new AsffResource(),
            new AsffStatusReason(), new AsffVulnerability(), new AsffVulnerabilityVendor(), new AsffWorkflow(),
        ];
        Assert.All(empty, part => Assert.Equal("", part.ToString()));
        Assert.Equal("{}", new AsffMembers().ToString());
    }

    [Theory]
    [InlineData("NEW", "NEW")]
    [InlineData(" suppressed ", "SUPPRESSED")]
    [InlineData("Notified", "NOTIFIED")]
    [InlineData("resolved", "RESOLVED")]
    public void A_workflow_is_made_like_its_status_in_any_case(string text, string status)
    {
        var workflow = AsffWorkflow.Parse(text);
        Assert.Equal(status, workflow.Status);
        Assert.True(workflow.Equals(new AsffWorkflow { Status = status.ToLowerInvariant() }));
        Assert.True(workflow.Equals((object)AsffWorkflow.Parse(status)));
        Assert.Equal(workflow.GetHashCode(), new AsffWorkflow { Status = status.ToLowerInvariant() }.GetHashCode());
        Assert.False(workflow.Equals(new AsffWorkflow()));
        Assert.False(workflow.Equals(null));
        Assert.False(workflow.Equals("NEW"));
    }

    [Fact]
    public void Another_status_is_none()
    {
        Assert.Equal(
            "'CLOSED' is no status of a workflow; one of NEW, NOTIFIED, RESOLVED, SUPPRESSED is expected.",
            Assert.Throws<FormatException>(() => AsffWorkflow.Parse("CLOSED")).Message);
        Assert.Equal(new AsffWorkflow().GetHashCode(), new AsffWorkflow { Status = "" }.GetHashCode());
    }
}
