using InspectorHub.Asff.Rules.Shapes;


namespace InspectorHub.Asff.Rules;

/// <summary>
/// The Security Finding Format: what its members may hold. The numbers are those of <see cref="AsffLimits"/>; members that need no
/// word here are those of AWS's API model (<see cref="AsffModel"/>). Sources: Security Hub API reference and the user guide's required
/// and optional ASFF attributes; the patterns of Types and of timestamps are quoted in the service's own refusals.
/// </summary>
internal static class AsffSchema
{
    private const string TypePath = "^([^/]+)(/[^/]+){0,2}$";
    private const string Account = "^[0-9]{12}$";
    private const string Product = "^arn:aws[a-z-]*:securityhub:[a-z0-9-]+:([0-9]{12})?:product/[^/]+/[^/]+$";
    private const string MacAddress = "^([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}$";

    private static readonly AsffCharacters FieldKeys = new(" .:+=@_/-");
    private static readonly AsffCharacters UserFieldKeys = new("-_=+@./:");

    private static readonly TextShape Any = new();
    private static readonly TextShape Time = new() { Format = AsffFormat.Time };
    private static readonly TextShape IpV4 = new() { Format = AsffFormat.IpV4 };
    private static readonly TextShape IpV6 = new() { Format = AsffFormat.IpV6 };
    private static readonly NumberShape Number = new();
    private static readonly NumberShape Whole = new() { Whole = true };
    private static readonly NumberShape Ratio = new() { Minimum = 0, Maximum = AsffLimits.Ratio, Whole = true };
    private static readonly NumberShape Port = new() { Minimum = 0, Maximum = AsffLimits.Port, Whole = true };
    private static readonly NumberShape Patches = new() { Minimum = 0, Maximum = AsffLimits.PatchCount, Whole = true };
    private static readonly TextShape Label = OneOf("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL");
    private static readonly TextShape Region = Text(AsffLimits.Region);
    private static readonly TextShape RepositoryName =
        new() { Minimum = AsffLimits.EcrRepositoryNameMinimum, Maximum = AsffLimits.EcrRepositoryName };
    private static readonly ListShape Types = new(new TextShape { Pattern = TypePath }) { Minimum = 1, Maximum = AsffLimits.Types };

    private static readonly ListShape RelatedFindings = new(Structure(
        "RelatedFinding",
        Required("ProductArn", Text(AsffLimits.ProductArn)),
        Required("Id", Text(AsffLimits.Id))))
    { Minimum = 1, Maximum = AsffLimits.RelatedFindings };

    private static readonly ObjectShape PortRange = Structure("PortRange", Has("Begin", Port), Has("End", Port));

    private static readonly ObjectShape NetworkEndpoint =
        Structure("NetworkPathComponentDetails", Has("Address", List(Any)), Has("PortRanges", List(PortRange)));

    private static readonly ObjectShape NetworkHeader = Structure(
        "NetworkHeader",
        Has("Protocol", Text(AsffLimits.Protocol)),
        Has("Destination", NetworkEndpoint),
        Has("Source", NetworkEndpoint));

    private static readonly ObjectShape Network = Structure(
        "Network",
        Has("Direction", OneOf("IN", "OUT")),
        Has("Protocol", Text(AsffLimits.Protocol)),
        Has("OpenPortRange", PortRange),
        Has("SourceIpV4", IpV4),
        Has("SourceIpV6", IpV6),
        Has("SourcePort", Port),
        Has("SourceDomain", Text(AsffLimits.Domain)),
        Has("SourceMac", new TextShape { Pattern = MacAddress }),
        Has("DestinationIpV4", IpV4),
        Has("DestinationIpV6", IpV6),
        Has("DestinationPort", Port),
        Has("DestinationDomain", Text(AsffLimits.Domain)));

    private static readonly ObjectShape Details = Structure(
        "ResourceDetails",
        Has("AwsEc2Instance", Structure(
            "AwsEc2InstanceDetails",
            Has("Type", Text(AsffLimits.Ec2Type)),
            Has("ImageId", Text(AsffLimits.Ec2ImageId)),
            Has("IpV4Addresses", List(Any, AsffLimits.Ec2Addresses)),
            Has("IpV6Addresses", List(Any, AsffLimits.Ec2Addresses)),
            Has("KeyName", Text(AsffLimits.Ec2KeyName)),
            Has("IamInstanceProfileArn", Any),
            Has("VpcId", Text(AsffLimits.Ec2NetworkId)),
            Has("SubnetId", Text(AsffLimits.Ec2NetworkId)),
            Has("LaunchedAt", Time))),
        Has("AwsEcrContainerImage", Structure(
            "AwsEcrContainerImageDetails",
            Has("RegistryId", Any),
            Has("RepositoryName", RepositoryName),
            Has("Architecture", Any),
            Has("ImageDigest", Any),
            Has("ImageTags", new ListShape(Text(AsffLimits.ImageTag)) { Minimum = 1, Maximum = AsffLimits.ImageTags }),
            Has("ImagePublishedAt", Time))),
        Has("AwsEcrRepository", Structure("AwsEcrRepositoryDetails", Has("Arn", Any), Has("RepositoryName", RepositoryName))),
        Has("AwsLambdaFunction", Structure(
            "AwsLambdaFunctionDetails",
            Has("FunctionName", Any),
            Has("Runtime", Any),
            Has("CodeSha256", Any),
            Has("Version", Any),
            Has("Role", Any),
            Has("Layers", List(Structure("AwsLambdaFunctionLayer", Has("Arn", Any), Has("CodeSize", Whole)))),
            Has("VpcConfig", Structure(
                "AwsLambdaFunctionVpcConfig", Has("SecurityGroupIds", List(Any)), Has("SubnetIds", List(Any)), Has("VpcId", Any))),
            Has("PackageType", Any),
            Has("Architectures", List(Any)),
            Has("LastModified", Time))),
        Has("Container", Structure(
            "ContainerDetails",
            Has("Name", Text(AsffLimits.ContainerName)),
            Has("ImageId", Text(AsffLimits.ContainerName)),
            Has("ImageName", Text(AsffLimits.ContainerName)),
            Has("LaunchedAt", Time))),
        Has("CodeRepository",
            Structure("CodeRepositoryDetails", Has("ProviderType", Any), Has("ProjectName", Any), Has("CodeSecurityIntegrationArn", Any))),
        Has("AzureResource", new AnyShape()),
        Has(
            "Other",
            new MapShape(Text(AsffLimits.OtherDetailValue)) { Maximum = AsffLimits.OtherDetails, KeyMaximum = AsffLimits.OtherDetailKey }));

    private static readonly MapShape Tags = new(new TextShape { Maximum = AsffLimits.TagValue, Characters = FieldKeys })
    {
        Maximum = AsffLimits.Tags,
        KeyMaximum = AsffLimits.TagKey,
    };

    private static readonly ObjectShape Resource = Structure(
        "Resource",
        Required("Type", Text(AsffLimits.ResourceType)),
        Required("Id", Text(AsffLimits.ResourceId)),
        Has("Partition", OneOf("aws", "aws-cn", "aws-us-gov", "aws-us-iso", "aws-us-iso-b", "AzureCloud")),
        Has("Region", Region),
        Has("Provider", OneOf("AWS", "Azure")),
        Has("Owner", Structure(
            "ResourceOwner",
            Has("Account", Structure("ResourceOwnerAccount", Has("Id", Any))),
            Has("Org", Structure("ResourceOwnerOrg", Has("Id", Any))))),
        Has("ResourceRole", Any),
        Has("Tags", Tags),
        Has("Details", Details));

    // An empty list says that nothing was adjusted.
    private static readonly ListShape Adjustments =
        new(Structure("Adjustment", Has("Metric", Any), Has("Reason", Text(AsffLimits.AdjustmentReason)))) { KeepsEmpty = true };

    private static readonly ObjectShape Vulnerability = Structure(
        "Vulnerability",
        Required("Id", Text(AsffLimits.VulnerabilityId)),
        Has("VulnerablePackages", List(Structure(
            "SoftwarePackage",
            Has("Name", Any),
            Has("Version", Any),
            Has("Epoch", Any),
            Has("Release", Any),
            Has("Architecture", Any),
            Has("PackageManager", Any),
            Has("FilePath", Any),
            Has("FixedInVersion", Any),
            Has("Remediation", Any),
            Has("SourceLayerHash", Any),
            Has("SourceLayerArn", Any)))),
        Has("Cvss", List(Structure(
            "Cvss",
            Has("Version", Any),
            Has("BaseScore", Number),
            Has("BaseVector", Any),
            Has("Source", Any),
            Has("Adjustments", Adjustments)))),
        Has("RelatedVulnerabilities", List(Any)),
        Has("Vendor", Structure(
            "VulnerabilityVendor",
            Required("Name", Text(AsffLimits.VendorName)),
            Has("Url", Any),
            Has("VendorSeverity", Text(AsffLimits.VendorName)),
            Has("VendorCreatedAt", Time),
            Has("VendorUpdatedAt", Time))),
        Has("ReferenceUrls", List(Any)),
        Has("FixAvailable", OneOf("YES", "NO", "PARTIAL")),
        Has("EpssScore", Number),
        Has("ExploitAvailable", OneOf("YES", "NO")),
        Has("LastKnownExploitAt", Time),
        Has("CodeVulnerabilities", List(Structure(
            "VulnerabilityCodeVulnerabilities",
            Has("Cwes", List(Any)),
            Has("FilePath", Structure(
                "CodeVulnerabilitiesFilePath", Has("FileName", Any), Has("FilePath", Any), Has("StartLine", Whole), Has("EndLine", Whole))),
            Has("SourceArn", Any)))));

    private static readonly ObjectShape Recommendation =
        new(Has("Text", Text(AsffLimits.RecommendationText)), Has("Url", Any)) { Structure = "Recommendation", AnyOf = ["Text", "Url"] };

    private static readonly ListShape Malware = List(
        Structure(
            "Malware",
            Required("Name", Text(AsffLimits.ShortName)),
            Has("Type", OneOf(
                "ADWARE", "BLENDED_THREAT", "BOTNET_AGENT", "COIN_MINER", "EXPLOIT_KIT", "KEYLOGGER", "MACRO", "POTENTIALLY_UNWANTED",
                "SPYWARE", "RANSOMWARE", "REMOTE_ACCESS", "ROOTKIT", "TROJAN", "VIRUS", "WORM")),
            Has("Path", Text(AsffLimits.FilePath)),
            Has("State", OneOf("OBSERVED", "REMOVAL_FAILED", "REMOVED"))),
        AsffLimits.Malware);

    private static readonly ObjectShape Process = Structure(
        "ProcessDetails",
        Has("Name", Text(AsffLimits.ShortName)),
        Has("Path", Text(AsffLimits.FilePath)),
        Has("Pid", Whole),
        Has("ParentPid", new NumberShape { Minimum = 0, Maximum = int.MaxValue, Whole = true }),
        Has("LaunchedAt", Time),
        Has("TerminatedAt", Time));

    private static readonly ListShape Threats = new(Structure(
        "Threat",
        Has("Name", Text(AsffLimits.ThreatName)),
        Has("Severity", Text(AsffLimits.ThreatName)),
        Has("ItemCount", Whole),
        Has("FilePaths", new ListShape(Structure(
            "FilePaths",
            Has("FilePath", Text(AsffLimits.ThreatName)),
            Has("FileName", Text(AsffLimits.ThreatName)),
            Has("ResourceId", Text(AsffLimits.ThreatName)),
            Has("Hash", Text(AsffLimits.ThreatName)))) { Minimum = 1, Maximum = AsffLimits.ThreatItems })))
    { Minimum = 1, Maximum = AsffLimits.Threats };

    private static readonly ListShape Indicators = new(Structure(
        "ThreatIntelIndicator",
        Has("Type", OneOf(
            "DOMAIN", "EMAIL_ADDRESS", "HASH_MD5", "HASH_SHA1", "HASH_SHA256", "HASH_SHA512", "IPV4_ADDRESS", "IPV6_ADDRESS", "MUTEX",
            "PROCESS", "URL")),
        Has("Value", Text(AsffLimits.FilePath)),
        Has("Category", OneOf("BACKDOOR", "CARD_STEALER", "COMMAND_AND_CONTROL", "DROP_SITE", "EXPLOIT_SITE", "KEYLOGGER")),
        Has("LastObservedAt", Time),
        Has("Source", Text(AsffLimits.ShortName)),
        Has("SourceUrl", Any)))
    { Minimum = 1, Maximum = AsffLimits.ThreatItems };

    private static readonly ObjectShape PatchSummary = Structure(
        "PatchSummary",
        Required("Id", Text(AsffLimits.PatchSummary)),
        Has("InstalledCount", Patches),
        Has("MissingCount", Patches),
        Has("FailedCount", Patches),
        Has("InstalledOtherCount", Patches),
        Has("InstalledRejectedCount", Patches),
        Has("InstalledPendingReboot", Patches),
        Has("OperationStartTime", Time),
        Has("OperationEndTime", Time),
        Has("RebootOption", Text(AsffLimits.PatchSummary)),
        Has("Operation", Text(AsffLimits.PatchSummary)));

    // Normalized and Product are in no model: Security Hub keeps them here where it has copied a severity from the top level.
    private static readonly ObjectShape ProviderFields = Structure(
        "FindingProviderFields",
        Has("Confidence", Ratio),
        Has("Criticality", Ratio),
        Has("RelatedFindings", RelatedFindings),
        Has("Severity", new ObjectShape(
            Has("Label", Label),
            Has("Normalized", Ratio),
            Has("Product", Number),
            Has("Original", Text(AsffLimits.SeverityOriginal)))
        { Structure = "FindingProviderSeverity", AnyOf = ["Label", "Normalized"] }),
        Has("Types", Types));

    /// <summary>A finding, the root of it all.</summary>
    public static ObjectShape Finding { get; } = new(
        Required("SchemaVersion", OneOf(AsffLimits.SchemaVersion)),
        Required("Id", Text(AsffLimits.Id)),
        Required("ProductArn",
            new TextShape { Minimum = AsffLimits.ProductArnMinimum, Maximum = AsffLimits.ProductArn, Pattern = Product }),
        Has("ProductName", Text(AsffLimits.ProductName)),
        Has("CompanyName", Text(AsffLimits.ProductName)),
        Has("Region", Region),
        Required("GeneratorId", Text(AsffLimits.GeneratorId)),
        Required("AwsAccountId", new TextShape { Pattern = Account }),
        Has("AwsAccountName", Text(AsffLimits.AccountName)),
        Has("Types", Types),
        Has("FirstObservedAt", Time),
        Has("LastObservedAt", Time),
        Required("CreatedAt", Time),
        Required("UpdatedAt", Time),
        Has("ProcessedAt", Time),
        Has("Severity", new ObjectShape(
            Has("Label", Label),
            Has("Normalized", Ratio),
            Has("Product", Number),
            Has("Original", Text(AsffLimits.SeverityOriginal)))
        { Structure = "Severity", AnyOf = ["Label", "Normalized"] }),
        Has("Confidence", Ratio),
        Has("Criticality", Ratio),
        Required("Title", Text(AsffLimits.Title)),
        Required("Description", Text(AsffLimits.Description)),
        Has("Remediation", Structure(
            "Remediation",
            Required("Recommendation", Recommendation))),
        Has("SourceUrl", Any),
        Has("ProductFields", Fields(AsffLimits.ProductFieldValue, FieldKeys)),
        Has("UserDefinedFields", Fields(AsffLimits.UserDefinedFieldValue, UserFieldKeys)),
        Has("Malware", Malware),
        Has("Network", Network),
        Has("NetworkPath", List(Structure(
            "NetworkPathComponent",
            Has("ComponentId", Text(AsffLimits.NetworkComponent)),
            Has("ComponentType", Text(AsffLimits.NetworkComponent)),
            Has("Egress", NetworkHeader),
            Has("Ingress", NetworkHeader)))),
        Has("Process", Process),
        Has("Threats", Threats),
        Has("ThreatIntelIndicators", Indicators),
        Required("Resources", new ListShape(Resource) { Minimum = 1, Maximum = AsffLimits.Resources }),
        Has("Compliance", Structure(
            "Compliance",
            Has("Status", OneOf("PASSED", "WARNING", "FAILED", "NOT_AVAILABLE")),
            Has("RelatedRequirements", List(Any, AsffLimits.RelatedRequirements)),
            Has("StatusReasons", List(Structure("StatusReason", Required("ReasonCode", Any), Has("Description", Any)))),
            Has("AssociatedStandards", List(Structure("AssociatedStandard", Has("StandardsId", Any)), AsffLimits.AssociatedStandards)))),
        Has("VerificationState", OneOf("UNKNOWN", "TRUE_POSITIVE", "FALSE_POSITIVE", "BENIGN_POSITIVE")),
        Has("WorkflowState", OneOf("NEW", "ASSIGNED", "IN_PROGRESS", "DEFERRED", "RESOLVED")),
        Has("Workflow", Structure("Workflow", Has("Status", OneOf("NEW", "NOTIFIED", "RESOLVED", "SUPPRESSED")))),
        Has("RecordState", OneOf("ACTIVE", "ARCHIVED")),
        Has("RelatedFindings", RelatedFindings),
        Has("Note", Structure(
            "Note",
            Required("Text", Text(AsffLimits.Note)),
            Required("UpdatedBy", Text(AsffLimits.Note)),
            Required("UpdatedAt", Time))),
        Has("Vulnerabilities", List(Vulnerability)),
        Has("PatchSummary", PatchSummary),
        Has("FindingProviderFields", ProviderFields),
        Has("Sample", new FlagShape()),
        Has("GeneratorDetails",
            Structure("GeneratorDetails", Has("Name", Any), Has("Description", Any), Has("Labels", List(Any, AsffLimits.GeneratorLabels)))))
    { Structure = "AwsSecurityFinding", StaysWhole = true };

    private static AsffMember Has(string name, AsffShape shape) => new(name, shape);

    private static AsffMember Required(string name, AsffShape shape) => new(name, shape, IsRequired: true);

    private static ObjectShape Structure(string name, params AsffMember[] members) => new(members) { Structure = name };

    private static TextShape Text(int maximum) => new() { Maximum = maximum };

    private static TextShape OneOf(params string[] values) => new() { Values = values };

    private static MapShape Fields(int value, AsffCharacters keys) =>
        new(Text(value)) { Maximum = AsffLimits.Fields, KeyMaximum = AsffLimits.FieldKey, KeyCharacters = keys };

    private static ListShape List(AsffShape item, int maximum = int.MaxValue) => new(item) { Maximum = maximum };
}
