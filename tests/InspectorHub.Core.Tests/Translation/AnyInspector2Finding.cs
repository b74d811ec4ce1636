using CsCheck;
using InspectorHub.Common;
using InspectorHub.Findings.Inspector2;
using static InspectorHub.Core.Tests.Translation.AnyValue;

namespace InspectorHub.Core.Tests.Translation;

/// <summary>Findings of Amazon Inspector of every shape that its API allows.</summary>
internal static class AnyInspector2Finding
{
    public static Gen<Inspector2Finding> Any { get; } =
        from place in Place
        from account in Account
        from hash in Gen.Char["0123456789abcdef"].Array[32].Select(digits => new string(digits))
        from firstObservedAt in Date
        from lastObservedAt in SomeDate
        from updatedAt in Date
        from type in Enumeration("PACKAGE_VULNERABILITY", "NETWORK_REACHABILITY", "CODE_VULNERABILITY")
        from texts in Text(1024).Array[5]
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
        from details in Nullable(Details)
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
            ScanId = texts[4],
            Details = details,
        };

    private static Gen<Inspector2Resource?> Resource =>
        from type in Enumeration(
            "AWS_EC2_INSTANCE",
            "AWS_ECR_CONTAINER_IMAGE",
            "AWS_ECR_REPOSITORY",
            "AWS_LAMBDA_FUNCTION",
            "CODE_REPOSITORY",
            "Microsoft.Compute/virtualMachines",
            "Microsoft.ContainerRegistry/registries")
        from id in Gen.Frequency(
            (3, Gen.Const((string?)"i-0c0ffee0c0ffee001")),
            (1, Gen.Const((string?)"arn:aws:ecr:eu-west-1:111122223333:repository/a")),
            (2, Text(341)))
        from region in Text(20)
        from partition in Enumeration("aws", "aws-cn", "aws-us-gov", "aws-iso")
        from provider in Gen.Frequency((3, Gen.Const((string?)null)), (1, Enumeration("AWS", "AZURE")))
        from owners in Text(64).Array[2]
        from tags in Gen.Select(Text(128), Text(256)).Array[0, 55]
        from details in Nullable(OfResource)
        select (Inspector2Resource?)new Inspector2Resource
        {
            Type = type,
            Id = id,
            Region = region,
            Partition = partition,
            Provider = provider,
            ProviderAccountId = owners[0],
            ProviderOrgId = owners[1],
            Tags = new TextMap(tags.Where(tag => tag.Item1 is not null)
                .DistinctBy(tag => tag.Item1)
                .ToDictionary(tag => tag.Item1!, tag => tag.Item2!)),
            Details = details,
        };

    // Each of the kinds by itself: those of one finding may be of several.
    private static Gen<Inspector2ResourceDetails> OfResource =>
        from instance in Nullable(Instance)
        from image in Nullable(Image)
        from function in Nullable(Function)
        from repository in Nullable(Text(256).Array[3].Select(texts => new CodeRepositoryDetails
        {
            ProjectName = texts[0],
            IntegrationArn = texts[1],
            ProviderType = texts[2],
        }))
        from general in Nullable(General)
        select new Inspector2ResourceDetails
        {
            AwsEc2Instance = instance,
            AwsEcrContainerImage = image,
            AwsLambdaFunction = function,
            CodeRepository = repository,
            Vm = general?.Vm,
            Image = general?.Image,
            ServerlessFunction = general?.ServerlessFunction,
        };

    private static Gen<Ec2InstanceDetails> Instance =>
        from texts in Text(256).Array[7]
        from addresses in List(Text(45), 12)
        from date in Date
        select new Ec2InstanceDetails
        {
            Type = texts[0],
            ImageId = texts[1],
            IpV4Addresses = addresses!,
            IpV6Addresses = addresses!,
            KeyName = texts[2],
            VpcId = texts[3],
            SubnetId = texts[4],
            IamInstanceProfileArn = texts[5],
            LaunchedAt = date,
            Platform = texts[6],
        };

    private static Gen<EcrContainerImageDetails> Image =>
        from texts in Text(256).Array[6]
        from tags in List(Text(300), 320)
        from dates in Date.Array[2]
        from inUse in Optional(Gen.Long[0, 1000])
        select new EcrContainerImageDetails
        {
            RepositoryName = texts[0],
            ImageTags = tags!,
            Architecture = texts[1],
            ImageHash = texts[2],
            Registry = texts[3],
            Platform = texts[4],
            Author = texts[5],
            PushedAt = dates[0],
            LastInUseAt = dates[1],
            InUseCount = inUse,
        };

    private static Gen<LambdaFunctionDetails> Function =>
        from texts in Text(256).Array[7]
        from lists in List(Text(45), 12).Array[4]
        from date in Date
        select new LambdaFunctionDetails
        {
            FunctionName = texts[0],
            Runtime = texts[1],
            CodeSha256 = texts[2],
            Version = texts[3],
            ExecutionRoleArn = texts[4],
            Layers = lists[0]!,
            PackageType = texts[5],
            Architectures = lists[1]!,
            LastModifiedAt = date,
            VpcConfig = new LambdaVpcConfig { VpcId = texts[6], SubnetIds = lists[2]!, SecurityGroupIds = lists[3]! },
        };

    // What the newer API says of a resource of any provider.
    private static Gen<Inspector2ResourceDetails> General =>
        from texts in Text(256).Array[12]
        from lists in List(Text(45), 12).Array[3]
        from dates in Date.Array[2]
        from inUse in Optional(Gen.Long[0, 1000])
        select new Inspector2ResourceDetails
        {
            Vm = new VirtualMachineDetails
            {
                VmName = texts[0],
                Type = texts[1],
                VmImageReference = texts[2],
                Platform = texts[3],
                IpV4Addresses = lists[0]!,
                IpV6Addresses = lists[0]!,
                NetworkId = texts[4],
                SubnetIds = lists[1]!,
                SecurityGroupIds = lists[2]!,
                ExecutionRole = texts[5],
                KeyName = texts[6],
                LaunchedAt = dates[0],
            },
            Image = new ImageDetails
            {
                RepositoryName = texts[7],
                Registry = texts[8],
                ImageDigest = texts[9],
                ImageTags = lists[0]!,
                Architecture = texts[10],
                Platform = texts[3],
                Author = texts[11],
                PushedAt = dates[0],
                LastInUseAt = dates[1],
                InUseCount = inUse,
            },
            ServerlessFunction = new ServerlessFunctionDetails
            {
                ServerlessFunctionName = texts[0],
                Runtime = texts[1],
                Version = texts[2],
                CodeDigest = texts[9],
                ExecutionRole = texts[5],
                Layers = lists[0]!,
                PackageType = texts[6],
                Architectures = lists[1]!,
                NetworkId = texts[4],
                SubnetIds = lists[1]!,
                SecurityGroupIds = lists[2]!,
                LastModifiedAt = dates[1],
            },
        };

    private static Gen<AdjustedCvss> Adjusted =>
        from texts in Text(200).Array[4]
        from score in Optional(Gen.Double[0, 10])
        from adjustments in List(Gen.Select(Text(50), Text(600), Adjustment), 4)
        select new AdjustedCvss
        {
            ScoreSource = texts[0],
            CvssSource = texts[1],
            Version = texts[2],
            ScoringVector = texts[3],
            Score = score,
            Adjustments = adjustments!,
        };

    private static CvssAdjustment? Adjustment(string? metric, string? reason) => new() { Metric = metric, Reason = reason };

    private static Gen<NetworkReachabilityDetails> Network =>
        from begin in Optional(Gen.Int[0, 65_535])
        from end in Optional(Gen.Int[0, 65_535])
        from protocol in Enumeration("TCP", "UDP")
        from steps in List(Gen.Select(Text(128), Text(128), Text(512), Step), 30)
        select new NetworkReachabilityDetails
        {
            OpenPortRange = new PortRange { Begin = begin, End = end },
            Protocol = protocol,
            NetworkPath = new NetworkPath { Steps = steps! },
        };

    private static NetworkPathStep? Step(string? id, string? type, string? arn) =>
        new() { ComponentId = id, ComponentType = type, ComponentArn = arn };

    private static Gen<PackageVulnerabilityDetails> Package =>
        from texts in Text(500).Array[4]
        from date in Date
        from urls in List(Text(300), 20)
        from cvss in List(Gen.Select(Text(100), Optional(Gen.Double[0, 10]), Cvss), 5)
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

    private static CvssScore? Cvss(string? text, double? score) =>
        new() { BaseScore = score, ScoringVector = text, Source = text, Version = text };

    private static Gen<VulnerablePackage?> Vulnerable =>
        from texts in Text(1024).Array[6]
        from epoch in Optional(Gen.Long[0, 9])
        select (VulnerablePackage?)new VulnerablePackage
        {
            Name = texts[0],
            Version = texts[1],
            Epoch = epoch,
            Release = texts[2],
            Arch = texts[3],
            FilePath = texts[4],
            Remediation = texts[4],
            FixedInVersion = texts[0],
            SourceLayerHash = texts[1],
            SourceLambdaLayerArn = texts[5],
            PackageManager = texts[2],
        };

    private static Gen<CodeVulnerabilityDetails> Code =>
        from texts in Text(300).Array[6]
        from list in List(Text(300), 12)
        from line in Optional(Gen.Int[1, 100_000])
        select new CodeVulnerabilityDetails
        {
            FilePath = new CodeFilePath { FileName = texts[0], FilePath = texts[1], StartLine = line, EndLine = line },
            DetectorId = texts[2],
            DetectorName = texts[3],
            RuleId = texts[4],
            SourceLambdaLayerArn = texts[5],
            DetectorTags = list!,
            ReferenceUrls = list!,
            Cwes = list!,
        };

    // What BatchGetFindingDetails has beside the finding.
    private static Gen<FindingDetails> Details =>
        from risk in Optional(Gen.Int[0, 100])
        from epss in Optional(Gen.Double[0, 1])
        from dates in Date.Array[4]
        from action in Text(500)
        from lists in List(Text(100), 20).Array[4]
        from evidences in List(Text(300).Array[3].Select(Evidence), 5)
        select new FindingDetails
        {
            RiskScore = risk,
            EpssScore = epss,
            CisaData = new CisaData { DateAdded = dates[0], DateDue = dates[1], Action = action },
            ExploitObserved = new ExploitObserved { FirstSeen = dates[2], LastSeen = dates[3] },
            Ttps = lists[0]!,
            Tools = lists[1]!,
            Cwes = lists[2]!,
            ReferenceUrls = lists[3]!,
            Evidences = evidences!,
        };

    private static FindingEvidence? Evidence(string?[] texts) =>
        new() { EvidenceRule = texts[0], EvidenceDetail = texts[1], Severity = texts[2] };
}
