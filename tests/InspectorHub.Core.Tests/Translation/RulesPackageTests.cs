using InspectorHub.Common;
using InspectorHub.Findings.Classic;
using InspectorHub.Translation;
using InspectorHub.Translation.Classic;

namespace InspectorHub.Core.Tests.Translation;

public sealed class RulesPackageTests
{
    // One package of each Region, from the user guide's table.
    [Theory]
    [InlineData("aws", "us-east-2", "646659390643", "0-JnA8Zp85", "Common Vulnerabilities and Exposures", "Vulnerabilities/CVE")]
    [InlineData("aws", "us-east-1", "316112463485", "0-rExsr2X8", "CIS Operating System Security Configuration Benchmarks",
        "Industry and Regulatory Standards/CIS Host Hardening Benchmarks")]
    [InlineData("aws", "us-west-1", "166987590008", "0-TxmXimXF", "Network Reachability",
        "AWS Security Best Practices/Network Reachability - a rule")]
    [InlineData("aws", "us-west-2", "758058086616", "0-JJOtZiqQ", "Security Best Practices", "AWS Security Best Practices")]
    [InlineData("aws", "ap-south-1", "162588757376", "0-EhMQZy6C", "Runtime Behavior Analysis",
        "AWS Security Best Practices/Runtime Behavior Analysis")]
    [InlineData("aws", "ap-northeast-2", "526946625049", "0-PoGHMznc", "Common Vulnerabilities and Exposures", "Vulnerabilities/CVE")]
    [InlineData("aws", "ap-southeast-2", "454640832652", "0-Vkd2Vxjq", "CIS Operating System Security Configuration Benchmarks",
        "Industry and Regulatory Standards/CIS Host Hardening Benchmarks")]
    [InlineData("aws", "ap-northeast-1", "406045910587", "0-YI95DVd7", "Network Reachability",
        "AWS Security Best Practices/Network Reachability - a rule")]
    [InlineData("aws", "eu-central-1", "537503971621", "0-ZujVHEPB", "Security Best Practices", "AWS Security Best Practices")]
    [InlineData("aws", "eu-west-1", "357557129151", "0-lLmwe1zd", "Runtime Behavior Analysis",
        "AWS Security Best Practices/Runtime Behavior Analysis")]
    [InlineData("aws", "eu-west-2", "146838936955", "0-kZGCqcE1", "Common Vulnerabilities and Exposures", "Vulnerabilities/CVE")]
    [InlineData("aws", "eu-north-1", "453420244670", "0-52Sn74uu", "Network Reachability",
        "AWS Security Best Practices/Network Reachability - a rule")]
    [InlineData("aws-us-gov", "us-gov-east-1", "206278770380", "0-850TmCFX", "Runtime Behavior Analysis",
        "AWS Security Best Practices/Runtime Behavior Analysis")]
    [InlineData("aws-us-gov", "us-gov-west-1", "850862329162", "0-rOTGqe5G", "Security Best Practices", "AWS Security Best Practices")]
    public void Every_package_gives_its_name_and_type(string partition, string region, string owner, string id, string name, string type)
    {
        var asff = AsffTranslator.Translate(Finding($"arn:{partition}:inspector:{region}:{owner}:rulespackage/{id}"));
        Assert.Equal((name, $"Software and Configuration Checks/{type}"),
            (asff.ProductFields!["aws/inspector/RulesPackageName"], asff.Types![0]));
        Assert.Empty(asff.Warnings);
    }

    // All of the user guide's table: vulnerabilities, CIS, network, practices, behaviour.
    [Theory]
    [InlineData("arn:aws:inspector:us-east-2:646659390643", "0-JnA8Zp85", "0-m8r61nnh", "0-cE4kTR30", "0-AxKmMHPX", "0-UCYZFKPV")]
    [InlineData("arn:aws:inspector:us-east-1:316112463485", "0-gEjTy7T7", "0-rExsr2X8", "0-PmNV0Tcd", "0-R01qwB5Q", "0-gBONHN9h")]
    [InlineData("arn:aws:inspector:us-west-1:166987590008", "0-TKgzoVOa", "0-xUY8iRqX", "0-TxmXimXF", "0-byoQRFYm", "0-yeYxlt0x")]
    [InlineData("arn:aws:inspector:us-west-2:758058086616", "0-9hgA516p", "0-H5hpSawc", "0-rD1z6dpl", "0-JJOtZiqQ", "0-vg5GGHSD")]
    [InlineData("arn:aws:inspector:ap-south-1:162588757376", "0-LqnJE9dO", "0-PSUlX14m", "0-YxKfjFu1", "0-fs0IZZBj", "0-EhMQZy6C")]
    [InlineData("arn:aws:inspector:ap-northeast-2:526946625049", "0-PoGHMznc", "0-T9srhg1z", "0-s3OmLzhL", "0-2WRpmi4n", "0-PoYq7lI7")]
    [InlineData("arn:aws:inspector:ap-southeast-2:454640832652", "0-D5TGAxiR", "0-Vkd2Vxjq", "0-FLcuV4Gz", "0-asL6HRgN", "0-P8Tel2Xj")]
    [InlineData("arn:aws:inspector:ap-northeast-1:406045910587", "0-gHP9oWNT", "0-7WNjqgGu", "0-YI95DVd7", "0-bBUQnxMq", "0-knGBhqEu")]
    [InlineData("arn:aws:inspector:eu-central-1:537503971621", "0-wNqHa8M9", "0-nZrAVuv8", "0-6yunpJ91", "0-ZujVHEPB", "0-0GMUM6fg")]
    [InlineData("arn:aws:inspector:eu-west-1:357557129151", "0-ubA5XvBh", "0-sJBhCr0F", "0-SPzU33xe", "0-SnojL3Z6", "0-lLmwe1zd")]
    [InlineData("arn:aws:inspector:eu-west-2:146838936955", "0-kZGCqcE1", "0-IeCjwf1W", "0-AizSYyNq", "0-XApUiSaP", null)]
    [InlineData("arn:aws:inspector:eu-north-1:453420244670", "0-IgdgIewd", "0-Yn8jlX7f", "0-52Sn74uu", "0-HfBQSbSf", null)]
    [InlineData("arn:aws-us-gov:inspector:us-gov-east-1:206278770380", "0-3IFKFuOb", "0-pTLCdIww", null, "0-vlgEGcVD", "0-850TmCFX")]
    [InlineData("arn:aws-us-gov:inspector:us-gov-west-1:850862329162", "0-4oQgcI4G", "0-Ac4CFOuc", null, "0-rOTGqe5G", "0-JMyjuzoW")]
    public void Every_package_of_every_Region_is_known_by_its_ARN(string owner, string? cve, string? cis, string? network,
        string? practices, string? runtime)
    {
        string[] names = ["Common Vulnerabilities and Exposures", "CIS Operating System Security Configuration Benchmarks",
            "Network Reachability", "Security Best Practices", "Runtime Behavior Analysis"];
        foreach (var (id, name) in new[] { cve, cis, network, practices, runtime }.Zip(names))
        {
            if (id is not null) Assert.Equal(name, RulesPackage.Find($"{owner}:rulespackage/{id}")?.Name);
        }
    }

    [Fact]
    public void A_package_given_by_name_is_known() =>
        Assert.Equal(["Software and Configuration Checks/Vulnerabilities/CVE"],
            AsffTranslator.Translate(Finding("Common Vulnerabilities and Exposures")).Types!);

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
