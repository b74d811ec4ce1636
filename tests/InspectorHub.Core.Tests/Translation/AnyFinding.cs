using CsCheck;
using InspectorHub.Common;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;

namespace InspectorHub.Core.Tests.Translation;

/// <summary>
/// Findings of every shape that the two APIs allow: members absent, empty, null among items, at their longest; text in any
/// script, with control characters, joined characters and halves of surrogate pairs.
/// </summary>
internal static class AnyFinding
{
    // One piece of text each: scripts, combining marks, joined emoji, flags, controls, lone surrogates, what JSON escapes.
    private static readonly string[] Pieces =
    [
        "a", "Z", "7", " ", "/", "'", "\"", "\\", "<", "é", "e\u0301", "ü", "ß", "д", "ك", "क्षि", "本", "番", "한", "👩‍👩‍👧‍👦", "🇪🇺", "🏽", "𝒳",
        "\0", "\u001f", "\u007f", "\u0085", "\t", "\n", "\r\n", "\u2028", "\uFEFF", "\uD83D", "\uDE00", "\uFFFF", "…",
    ];

    private static readonly Gen<string> Mixed = OneOf(Pieces).Array[0, 40].Select(string.Concat);

    private static readonly Gen<DateTimeOffset?> Date =
        Gen.Frequency((5, Gen.Long[0, 253_402_300_799].Select(seconds => (DateTimeOffset?)DateTimeOffset.FromUnixTimeSeconds(seconds))), (1, Gen.Const((DateTimeOffset?)null)));

    private static readonly Gen<DateTimeOffset> SomeDate = Gen.Long[0, 253_402_300_799].Select(DateTimeOffset.FromUnixTimeSeconds);

    private static readonly Gen<string> Account = Gen.Long[0, 999_999_999_999].Select(number => number.ToString("000000000000", System.Globalization.CultureInfo.InvariantCulture));

    private static readonly Gen<(string Partition, string Region)> Place = OneOf(
        ("aws", "eu-west-1"), ("aws", "ap-southeast-2"), ("aws-cn", "cn-north-1"), ("aws-us-gov", "us-gov-west-1"), ("aws-iso-b", "us-isob-east-1"), ("aws-eusc", "eusc-de-east-1"));

    public static Gen<Inspector2Finding> Inspector2 { get; } =
        from place in Place
        from account in Account
        from hash in Gen.Char["0123456789abcdef"].Array[32].Select(digits => new string(digits))
        from firstObservedAt in Date
        from lastObservedAt in SomeDate
        from updatedAt in Date
        from type in Enumeration("PACKAGE_VULNERABILITY", "NETWORK_REACHABILITY", "CODE_VULNERABILITY")
        from texts in Text(1024).Array[4]
        from severity in Enumeration("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL", "UNTRIAGED")
        from status in Enumeration("ACTIVE", "SUPPRESSED", "CLOSED")
        from resources in List(Resource, 10)
        from score in Optional(Gen.Double[0, 10])
        from adjusted in Nullable(Adjusted)
        from network in Nullable(Network)
        from package in Nullable(Package)
        from code in Nullable(Code)
        from fix in Enumeration("YES", "NO", "PARTIAL")
        from exploit in Enumeration("YES", "NO")
        from epss in Optional(Gen.Double[0, 1])
        select new Inspector2Finding
        {
            FindingArn = $"arn:{place.Partition}:inspector2:{place.Region}:{account}:finding/{hash}",
            AwsAccountId = account,
            Type = type,
            Title = texts[0],
            Description = texts[1],
            Remediation = new Inspector2Remediation { Recommendation = new Inspector2Recommendation { Text = texts[2], Url = texts[3] } },
            Severity = Severity.Of(severity),
            Status = status,
            FirstObservedAt = firstObservedAt,
            LastObservedAt = lastObservedAt,
            UpdatedAt = updatedAt,
            Resources = resources,
            InspectorScore = score,
            InspectorScoreDetails = new Inspector2ScoreDetails { AdjustedCvss = adjusted },
            NetworkReachabilityDetails = network,
            PackageVulnerabilityDetails = package,
            CodeVulnerabilityDetails = code,
            FixAvailable = fix,
            ExploitAvailable = exploit,
            ExploitabilityDetails = new ExploitabilityDetails { LastKnownExploitAt = updatedAt },
            Epss = epss is null ? null : new Epss { Score = epss },
        };

    public static Gen<ClassicFinding> Classic { get; } =
        from place in Place
        from account in Account
        from createdAt in SomeDate
        from updatedAt in Date
        from texts in Text(20_000).Array[3]
        from rule in Text(128)
        from package in Enumeration(
            "arn:aws:inspector:eu-west-1:357557129151:rulespackage/0-SPzU33xe", "arn:aws:inspector:us-east-1:316112463485:rulespackage/0-gEjTy7T7", "Security Best Practices")
        from severity in Enumeration("Low", "Medium", "High", "Informational", "Undefined")
        from number in Optional(Gen.Double[0, 10])
        from confidence in Optional(Gen.Int[-1, 1000])
        from agent in Text(128)
        from texts2 in Text(256).Array[2]
        from addresses in List(Text(15), 50)
        from tags in List(Attribute, 60)
        from interfaces in List(Interface, 3)
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
            CreatedAt = createdAt,
            UpdatedAt = updatedAt,
            ServiceAttributes = new ClassicServiceAttributes { SchemaVersion = 1, AssessmentRunArn = texts2[0], RulesPackageArn = package },
            AssetAttributes = new ClassicAssetAttributes { AgentId = agent, AmiId = texts2[1], Ipv4Addresses = addresses!, Tags = tags!, NetworkInterfaces = interfaces! },
            Attributes = attributes!,
            UserAttributes = userAttributes!,
        };

    /// <summary>Text of up to so many characters, now and then exactly as many, now and then none.</summary>
    public static Gen<string?> Text(int longest) => Gen.Frequency(
        (6, Mixed.Select(text => (string?)(text.Length <= longest ? text : text[..longest]))),
        (1, Mixed.Select(text => text.Length == 0 ? "x" : text).Select(text => (string?)string.Concat(Enumerable.Repeat(text, (longest / text.Length) + 1))[..longest])),
        (1, Gen.Const((string?)null)));

    private static Gen<Inspector2Resource?> Resource =>
        from type in Enumeration("AWS_EC2_INSTANCE", "AWS_ECR_CONTAINER_IMAGE", "AWS_ECR_REPOSITORY", "AWS_LAMBDA_FUNCTION", "CODE_REPOSITORY")
        from id in Gen.Frequency((3, Gen.Const((string?)"i-0c0ffee0c0ffee001")), (1, Gen.Const((string?)"arn:aws:ecr:eu-west-1:111122223333:repository/a")), (2, Text(341)))
        from region in Text(20)
        from partition in Enumeration("aws", "aws-cn", "aws-us-gov", "aws-iso")
        from tags in Gen.Select(Text(128), Text(256)).Array[0, 55]
        from details in Nullable(Details)
        select (Inspector2Resource?)new Inspector2Resource
        {
            Type = type,
            Id = id,
            Region = region,
            Partition = partition,
            Tags = new TextMap(tags.Where(tag => tag.Item1 is not null).DistinctBy(tag => tag.Item1).ToDictionary(tag => tag.Item1!, tag => tag.Item2!)),
            Details = details,
        };

    private static Gen<Inspector2ResourceDetails> Details =>
        from texts in Text(256).Array[12]
        from addresses in List(Text(45), 12)
        from tags in List(Text(300), 320)
        from date in Date
        select new Inspector2ResourceDetails
        {
            AwsEc2Instance = new Ec2InstanceDetails { Type = texts[0], ImageId = texts[1], IpV4Addresses = addresses!, IpV6Addresses = addresses!, KeyName = texts[2], VpcId = texts[3], SubnetId = texts[4], IamInstanceProfileArn = texts[5], LaunchedAt = date, Platform = texts[6] },
            AwsEcrContainerImage = new EcrContainerImageDetails { RepositoryName = texts[7], ImageTags = tags!, Architecture = texts[8], ImageHash = texts[9], Registry = texts[10], Platform = texts[11], PushedAt = date },
            AwsLambdaFunction = new LambdaFunctionDetails { FunctionName = texts[0], Runtime = texts[1], CodeSha256 = texts[2], Version = texts[3], ExecutionRoleArn = texts[4], Layers = addresses!, PackageType = texts[5], Architectures = addresses!, LastModifiedAt = date, VpcConfig = new LambdaVpcConfig { VpcId = texts[6], SubnetIds = addresses! } },
            CodeRepository = new CodeRepositoryDetails { ProjectName = texts[0], IntegrationArn = texts[1], ProviderType = texts[2] },
        };

    private static Gen<AdjustedCvss> Adjusted =>
        from texts in Text(200).Array[4]
        from score in Optional(Gen.Double[0, 10])
        from adjustments in List(Gen.Select(Text(50), Text(600), (metric, reason) => (CvssAdjustment?)new CvssAdjustment { Metric = metric, Reason = reason }), 4)
        select new AdjustedCvss { ScoreSource = texts[0], CvssSource = texts[1], Version = texts[2], ScoringVector = texts[3], Score = score, Adjustments = adjustments! };

    private static Gen<NetworkReachabilityDetails> Network =>
        from begin in Optional(Gen.Int[0, 65_535])
        from end in Optional(Gen.Int[0, 65_535])
        from protocol in Enumeration("TCP", "UDP")
        from steps in List(Gen.Select(Text(128), Text(128), (id, type) => (NetworkPathStep?)new NetworkPathStep { ComponentId = id, ComponentType = type }), 30)
        select new NetworkReachabilityDetails { OpenPortRange = new PortRange { Begin = begin, End = end }, Protocol = protocol, NetworkPath = new NetworkPath { Steps = steps! } };

    private static Gen<PackageVulnerabilityDetails> Package =>
        from texts in Text(500).Array[4]
        from date in Date
        from urls in List(Text(300), 20)
        from cvss in List(Gen.Select(Text(100), Optional(Gen.Double[0, 10]), (text, score) => (CvssScore?)new CvssScore { BaseScore = score, ScoringVector = text, Source = text, Version = text }), 5)
        from packages in List(Vulnerable, 30)
        select new PackageVulnerabilityDetails
        {
            VulnerabilityId = texts[0],
            Source = texts[1],
            SourceUrl = texts[2],
            VendorSeverity = texts[3],
            VendorCreatedAt = date,
            VendorUpdatedAt = date,
            ReferenceUrls = urls!,
            RelatedVulnerabilities = urls!,
            Cvss = cvss!,
            VulnerablePackages = packages!,
        };

    private static Gen<VulnerablePackage?> Vulnerable =>
        from texts in Text(1024).Array[5]
        from epoch in Optional(Gen.Long[0, 9])
        select (VulnerablePackage?)new VulnerablePackage { Name = texts[0], Version = texts[1], Epoch = epoch, Release = texts[2], Arch = texts[3], FilePath = texts[4], Remediation = texts[4], FixedInVersion = texts[0], SourceLayerHash = texts[1], PackageManager = texts[2] };

    private static Gen<CodeVulnerabilityDetails> Code =>
        from texts in Text(300).Array[5]
        from list in List(Text(300), 12)
        from line in Optional(Gen.Int[1, 100_000])
        select new CodeVulnerabilityDetails { FilePath = new CodeFilePath { FileName = texts[0], FilePath = texts[1], StartLine = line, EndLine = line }, DetectorId = texts[2], DetectorName = texts[3], RuleId = texts[4], DetectorTags = list!, ReferenceUrls = list!, Cwes = list! };

    private static Gen<ClassicAttribute?> Attribute => Gen.Select(Text(128), Text(256), (key, value) => (ClassicAttribute?)new ClassicAttribute { Key = key, Value = value });

    private static Gen<ClassicNetworkInterface?> Interface => Gen.Select(Text(40), Text(40), (vpc, subnet) => (ClassicNetworkInterface?)new ClassicNetworkInterface { VpcId = vpc, SubnetId = subnet });

    private static Gen<string?> Enumeration(params string[] values) => Gen.Frequency((8, OneOf(values).Select(value => (string?)value)), (1, Text(40)));

    private static Gen<ItemList<T?>?> List<T>(Gen<T?> item, int longest)
        where T : class =>
        Gen.Frequency((5, Gen.Frequency((9, item), (1, Gen.Const((T?)null))).List[0, Math.Min(longest, 4)].Select(list => list is null ? null : new ItemList<T?>(list))), (1, item.List[longest].Select(list => list is null ? null : new ItemList<T?>(list))), (1, Gen.Const((ItemList<T?>?)null)));

    private static Gen<T?> Nullable<T>(Gen<T> gen)
        where T : class => Gen.Frequency((4, gen.Select(value => (T?)value)), (1, Gen.Const((T?)null)));

    private static Gen<T?> Optional<T>(Gen<T> gen)
        where T : struct => Gen.Frequency((4, gen.Select(value => (T?)value)), (1, Gen.Const((T?)null)));

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
