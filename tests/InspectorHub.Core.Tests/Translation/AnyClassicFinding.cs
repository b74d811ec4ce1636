using CsCheck;
using InspectorHub.Common;
using InspectorHub.Findings.Classic;
using static InspectorHub.Core.Tests.Translation.AnyValue;

namespace InspectorHub.Core.Tests.Translation;

/// <summary>Findings of Amazon Inspector Classic of every shape that its API allows.</summary>
internal static class AnyClassicFinding
{
    public static Gen<ClassicFinding> Any { get; } =
        from place in Place
        from account in Account
        from createdAt in SomeDate
        from updatedAt in Date
        from texts in Text(20_000).Array[3]
        from rule in Text(128)
        from package in Enumeration(
            "arn:aws:inspector:eu-west-1:357557129151:rulespackage/0-SPzU33xe",
            "arn:aws:inspector:us-east-1:316112463485:rulespackage/0-gEjTy7T7",
            "Security Best Practices")
        from severity in Enumeration("Low", "Medium", "High", "Informational", "Undefined")
        from number in Optional(Gen.Double[0, 10])
        from confidence in Optional(Gen.Int[-1, 1000])
        from ofCompromise in Optional(Gen.Bool)
        from asset in Asset
        from run in Text(256)
        from attributes in List(Attribute, 50)
        from userAttributes in List(Attribute, 10)
        select new ClassicFinding
        {
            Arn = $"arn:{place.Partition}:inspector:{place.Region}:{account}:target/0-a/template/0-b/run/0-c/finding/0-d",
            Id = rule,
            Title = texts[0],
            Description = texts[1],
            Recommendation = texts[2],
            Severity = Severity.Of(severity),
            NumericSeverity = number,
            Confidence = confidence,
            IndicatorOfCompromise = ofCompromise,
            AssetType = "ec2-instance",
            CreatedAt = createdAt,
            UpdatedAt = updatedAt,
            ServiceAttributes = new ClassicServiceAttributes { SchemaVersion = 1, AssessmentRunArn = run, RulesPackageArn = package },
            AssetAttributes = asset,
            Attributes = attributes!,
            UserAttributes = userAttributes!,
        };

    private static Gen<ClassicAssetAttributes> Asset =>
        from texts in Text(256).Array[4]
        from addresses in List(Text(15), 50)
        from tags in List(Attribute, 60)
        from interfaces in List(Interface, 3)
        select new ClassicAssetAttributes
        {
            SchemaVersion = 1,
            AgentId = texts[0],
            AmiId = texts[1],
            AutoScalingGroup = texts[2],
            Hostname = texts[3],
            Ipv4Addresses = addresses!,
            Tags = tags!,
            NetworkInterfaces = interfaces!,
        };

    private static Gen<ClassicAttribute?> Attribute =>
        Gen.Select(Text(128), Text(256), (key, value) => (ClassicAttribute?)new ClassicAttribute { Key = key, Value = value });

    private static Gen<ClassicNetworkInterface?> Interface =>
        from texts in Text(60).Array[7]
        from addresses in List(Text(45), 5)
        from groups in List(Text(60).Array[2].Select(Group), 5)
        from further in List(Text(60).Array[2].Select(Private), 5)
        select (ClassicNetworkInterface?)new ClassicNetworkInterface
        {
            NetworkInterfaceId = texts[0],
            VpcId = texts[1],
            SubnetId = texts[2],
            PrivateDnsName = texts[3],
            PrivateIpAddress = texts[4],
            PrivateIpAddresses = further!,
            PublicDnsName = texts[5],
            PublicIp = texts[6],
            Ipv6Addresses = addresses!,
            SecurityGroups = groups!,
        };

    private static ClassicSecurityGroup? Group(string?[] texts) => new() { GroupId = texts[0], GroupName = texts[1] };

    private static ClassicPrivateAddress? Private(string?[] texts) => new() { PrivateDnsName = texts[0], PrivateIpAddress = texts[1] };
}
