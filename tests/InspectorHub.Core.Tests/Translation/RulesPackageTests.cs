using InspectorHub.Common;
using InspectorHub.Findings.Classic;
using InspectorHub.Translation;

namespace InspectorHub.Core.Tests.Translation;

public sealed class RulesPackageTests
{
    // One package of each Region, from the user guide's table.
    [Theory]
    [InlineData("aws", "us-east-2", "646659390643", "0-JnA8Zp85", "Common Vulnerabilities and Exposures", "Vulnerabilities/CVE")]
    [InlineData("aws", "us-east-1", "316112463485", "0-rExsr2X8", "CIS Operating System Security Configuration Benchmarks", "Industry and Regulatory Standards/CIS Host Hardening Benchmarks")]
    [InlineData("aws", "us-west-1", "166987590008", "0-TxmXimXF", "Network Reachability", "AWS Security Best Practices/Network Reachability - a rule")]
    [InlineData("aws", "us-west-2", "758058086616", "0-JJOtZiqQ", "Security Best Practices", "AWS Security Best Practices")]
    [InlineData("aws", "ap-south-1", "162588757376", "0-EhMQZy6C", "Runtime Behavior Analysis", "AWS Security Best Practices/Runtime Behavior Analysis")]
    [InlineData("aws", "ap-northeast-2", "526946625049", "0-PoGHMznc", "Common Vulnerabilities and Exposures", "Vulnerabilities/CVE")]
    [InlineData("aws", "ap-southeast-2", "454640832652", "0-Vkd2Vxjq", "CIS Operating System Security Configuration Benchmarks", "Industry and Regulatory Standards/CIS Host Hardening Benchmarks")]
    [InlineData("aws", "ap-northeast-1", "406045910587", "0-YI95DVd7", "Network Reachability", "AWS Security Best Practices/Network Reachability - a rule")]
    [InlineData("aws", "eu-central-1", "537503971621", "0-ZujVHEPB", "Security Best Practices", "AWS Security Best Practices")]
    [InlineData("aws", "eu-west-1", "357557129151", "0-lLmwe1zd", "Runtime Behavior Analysis", "AWS Security Best Practices/Runtime Behavior Analysis")]
    [InlineData("aws", "eu-west-2", "146838936955", "0-kZGCqcE1", "Common Vulnerabilities and Exposures", "Vulnerabilities/CVE")]
    [InlineData("aws", "eu-north-1", "453420244670", "0-52Sn74uu", "Network Reachability", "AWS Security Best Practices/Network Reachability - a rule")]
    [InlineData("aws-us-gov", "us-gov-east-1", "206278770380", "0-850TmCFX", "Runtime Behavior Analysis", "AWS Security Best Practices/Runtime Behavior Analysis")]
    [InlineData("aws-us-gov", "us-gov-west-1", "850862329162", "0-rOTGqe5G", "Security Best Practices", "AWS Security Best Practices")]
    public void Every_package_gives_its_name_and_type(string partition, string region, string owner, string id, string name, string type)
    {
        var asff = AsffTranslator.Translate(Finding($"arn:{partition}:inspector:{region}:{owner}:rulespackage/{id}"));
        Assert.Equal((name, $"Software and Configuration Checks/{type}"), (asff.ProductFields!["aws/inspector/RulesPackageName"], asff.Types![0]));
        Assert.Empty(asff.Warnings);
    }

    [Fact]
    public void A_package_given_by_name_is_known() =>
        Assert.Equal(["Software and Configuration Checks/Vulnerabilities/CVE"], AsffTranslator.Translate(Finding("Common Vulnerabilities and Exposures")).Types!);

    [Fact]
    public void A_package_that_nobody_knows_loses_no_finding()
    {
        var asff = AsffTranslator.Translate(Finding("arn:aws:inspector:us-west-2:758058086616:rulespackage/0-X1KXtawP"));
        Assert.Equal(["Software and Configuration Checks"], asff.Types!);
        Assert.Contains("0-X1KXtawP", Assert.Single(asff.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_slash_in_a_rule_does_not_reach_types() =>
        Assert.Equal(
            "Software and Configuration Checks/AWS Security Best Practices/Network Reachability - TCP UDP",
            AsffTranslator.Translate(Finding("arn:aws:inspector:eu-west-1:357557129151:rulespackage/0-SPzU33xe", "TCP/UDP")).Types![0]);

    private static ClassicFinding Finding(string package, string rule = "a rule") => new()
    {
        Arn = "arn:aws:inspector:eu-west-1:111122223333:target/0-a/template/0-b/run/0-c/finding/0-d",
        Id = rule,
        Title = "t",
        Description = "d",
        Severity = Severity.Of("Low"),
        NumericSeverity = 3,
        CreatedAt = DateTimeOffset.UnixEpoch,
        ServiceAttributes = new ClassicServiceAttributes { RulesPackageArn = package },
        AssetAttributes = new ClassicAssetAttributes { AgentId = "i-1" },
    };
}
