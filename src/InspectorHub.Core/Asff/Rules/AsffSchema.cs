
namespace InspectorHub.Asff.Rules;

/// <summary>
/// The Security Finding Format: every member with what it may hold. The numbers are those of <see cref="AsffLimits"/>.
/// Sources: Security Hub API reference and the user guide's required and optional ASFF attributes; the patterns of Types
/// and of timestamps are quoted in the service's own refusals.
/// </summary>
internal static class AsffSchema
{
    private const string Timestamp = @"^([0-9]{4})-[0-1]([0-9])-[0-3]([0-9])[Tt](?:[0-2]([0-9]):[0-5]([0-9]):[0-5]([0-9])|23:59:60)(?:\.[0-9]{1,9})?(?:[Zz]|[+-](0[0-9]|1[0-8])(?::?([0-5][0-9]))?)$";
    private const string TypePath = "^([^/]+)(/[^/]+){0,2}$";
    private const string Account = "^[0-9]{12}$";
    private const string Product = "^arn:aws[a-z-]*:securityhub:[a-z0-9-]+:([0-9]{12})?:product/[^/]+/[^/]+$";

    private static readonly AsffCharacters FieldKeys = new(" .:+=@_/-");
    private static readonly AsffCharacters UserFieldKeys = new("-_=+@./:");

    private static readonly TextShape Any = new();
    private static readonly TextShape Time = new() { Pattern = Timestamp };
    private static readonly NumberShape Number = new();
    private static readonly NumberShape Whole = new() { Whole = true };
    private static readonly NumberShape Ratio = new() { Minimum = 0, Maximum = AsffLimits.Ratio, Whole = true };
    private static readonly NumberShape Port = new() { Minimum = 0, Maximum = AsffLimits.Port, Whole = true };
    private static readonly TextShape Label = OneOf("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL");
    private static readonly TextShape Region = Text(AsffLimits.Region);
    private static readonly ListShape Types = List(new TextShape { Pattern = TypePath }, AsffLimits.Types);

    private static readonly ListShape RelatedFindings = new(new ObjectShape(
        Required("ProductArn", Text(AsffLimits.ProductArn)),
        Required("Id", Text(AsffLimits.Id))))
    { Minimum = 1, Maximum = AsffLimits.RelatedFindings };

    private static readonly ObjectShape PortRange = new(Has("Begin", Port), Has("End", Port));

    private static readonly ObjectShape NetworkEndpoint = new(Has("Address", List(Any)), Has("PortRanges", List(PortRange)));

    private static readonly ObjectShape NetworkHeader = new(
        Has("Protocol", Text(AsffLimits.Protocol)),
        Has("Destination", NetworkEndpoint),
        Has("Source", NetworkEndpoint));

    private static readonly ObjectShape Details = new(
        Has("AwsEc2Instance", new ObjectShape(
            Has("Type", Text(AsffLimits.Ec2Type)),
            Has("ImageId", Text(AsffLimits.Ec2ImageId)),
            Has("IpV4Addresses", List(Any, AsffLimits.Ec2Addresses)),
            Has("IpV6Addresses", List(Any, AsffLimits.Ec2Addresses)),
            Has("KeyName", Text(AsffLimits.Ec2KeyName)),
            Has("IamInstanceProfileArn", Any),
            Has("VpcId", Text(AsffLimits.Ec2NetworkId)),
            Has("SubnetId", Text(AsffLimits.Ec2NetworkId)),
            Has("LaunchedAt", Time))),
        Has("AwsEcrContainerImage", new ObjectShape(
            Has("RegistryId", Any),
            Has("RepositoryName", new TextShape { Minimum = AsffLimits.EcrRepositoryNameMinimum, Maximum = AsffLimits.EcrRepositoryName }),
            Has("Architecture", Any),
            Has("ImageDigest", Any),
            Has("ImageTags", new ListShape(Text(AsffLimits.ImageTag)) { Minimum = 1, Maximum = AsffLimits.ImageTags }),
            Has("ImagePublishedAt", Time))),
        Has("AwsEcrRepository", new ObjectShape(
            Has("Arn", Any),
            Has("RepositoryName", new TextShape { Minimum = AsffLimits.EcrRepositoryNameMinimum, Maximum = AsffLimits.EcrRepositoryName }))),
        Has("AwsLambdaFunction", new ObjectShape(
            Has("FunctionName", Any),
            Has("Runtime", Any),
            Has("CodeSha256", Any),
            Has("Version", Any),
            Has("Role", Any),
            Has("Layers", List(new ObjectShape(Has("Arn", Any), Has("CodeSize", Whole)))),
            Has("VpcConfig", new ObjectShape(Has("SecurityGroupIds", List(Any)), Has("SubnetIds", List(Any)), Has("VpcId", Any))),
            Has("PackageType", Any),
            Has("Architectures", List(Any)),
            Has("LastModified", Time))),
        Has("Container", new ObjectShape(
            Has("Name", Text(AsffLimits.ContainerName)),
            Has("ImageId", Text(AsffLimits.ContainerName)),
            Has("ImageName", Text(AsffLimits.ContainerName)))),
        Has("CodeRepository", new ObjectShape(Has("ProviderType", Any), Has("ProjectName", Any), Has("CodeSecurityIntegrationArn", Any))),
        Has("Other", new MapShape(Text(AsffLimits.OtherDetailValue)) { Maximum = AsffLimits.OtherDetails, KeyMaximum = AsffLimits.OtherDetailKey }));

    private static readonly ObjectShape Resource = new(
        Required("Type", Text(AsffLimits.ResourceType)),
        Required("Id", Text(AsffLimits.ResourceId)),
        Has("Partition", OneOf("aws", "aws-cn", "aws-us-gov")),
        Has("Region", Region),
        Has("ResourceRole", Any),
        Has("Tags", new MapShape(new TextShape { Maximum = AsffLimits.TagValue, Characters = FieldKeys }) { Maximum = AsffLimits.Tags, KeyMaximum = AsffLimits.TagKey }),
        Has("Details", Details));

    private static readonly ObjectShape Vulnerability = new(
        Required("Id", Text(AsffLimits.VulnerabilityId)),
        Has("VulnerablePackages", List(new ObjectShape(
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
        Has("Cvss", List(new ObjectShape(
            Has("Version", Any),
            Has("BaseScore", Number),
            Has("BaseVector", Any),
            Has("Source", Any),
            Has("Adjustments", new ListShape(new ObjectShape(Has("Metric", Any), Has("Reason", Text(AsffLimits.AdjustmentReason)))) { KeepsEmpty = true })))),
        Has("RelatedVulnerabilities", List(Any)),
        Has("Vendor", new ObjectShape(
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
        Has("CodeVulnerabilities", List(new ObjectShape(
            Has("Cwes", List(Any)),
            Has("FilePath", new ObjectShape(Has("FileName", Any), Has("FilePath", Any), Has("StartLine", Whole), Has("EndLine", Whole))),
            Has("SourceArn", Any)))));

    /// <summary>A finding, the root of it all.</summary>
    public static ObjectShape Finding { get; } = new(
        Required("SchemaVersion", OneOf(AsffLimits.SchemaVersion)),
        Required("Id", Text(AsffLimits.Id)),
        Required("ProductArn", new TextShape { Minimum = AsffLimits.ProductArnMinimum, Maximum = AsffLimits.ProductArn, Pattern = Product }),
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
        { AnyOf = ["Label", "Normalized"] }),
        Has("Confidence", Ratio),
        Has("Criticality", Ratio),
        Required("Title", Text(AsffLimits.Title)),
        Required("Description", Text(AsffLimits.Description)),
        Has("Remediation", new ObjectShape(
            Has("Recommendation", new ObjectShape(Has("Text", Text(AsffLimits.RecommendationText)), Has("Url", Any)) { AnyOf = ["Text", "Url"] }))),
        Has("SourceUrl", Any),
        Has("ProductFields", new MapShape(Text(AsffLimits.ProductFieldValue)) { Maximum = AsffLimits.Fields, KeyMaximum = AsffLimits.FieldKey, KeyCharacters = FieldKeys }),
        Has("UserDefinedFields", new MapShape(Text(AsffLimits.UserDefinedFieldValue)) { Maximum = AsffLimits.Fields, KeyMaximum = AsffLimits.FieldKey, KeyCharacters = UserFieldKeys }),
        Has("Malware", List(new ObjectShape(
            Required("Name", Text(AsffLimits.ShortName)),
            Has("Type", Any),
            Has("Path", Text(AsffLimits.FilePath)),
            Has("State", OneOf("OBSERVED", "REMOVAL_FAILED", "REMOVED"))), AsffLimits.Malware)),
        Has("NetworkPath", List(new ObjectShape(
            Has("ComponentId", Text(AsffLimits.NetworkComponent)),
            Has("ComponentType", Text(AsffLimits.NetworkComponent)),
            Has("Egress", NetworkHeader),
            Has("Ingress", NetworkHeader)))),
        Has("Process", new ObjectShape(
            Has("Name", Text(AsffLimits.ShortName)),
            Has("Path", Text(AsffLimits.FilePath)),
            Has("Pid", Whole),
            Has("ParentPid", new NumberShape { Minimum = 0, Maximum = int.MaxValue, Whole = true }),
            Has("LaunchedAt", Time),
            Has("TerminatedAt", Time))),
        Has("Threats", new ListShape(new ObjectShape(
            Has("Name", Text(AsffLimits.ThreatName)),
            Has("Severity", Text(AsffLimits.ThreatName)),
            Has("ItemCount", Whole),
            Has("FilePaths", new ListShape(new ObjectShape(
                Has("FilePath", Text(AsffLimits.ThreatName)),
                Has("FileName", Text(AsffLimits.ThreatName)),
                Has("ResourceId", Text(AsffLimits.ThreatName)),
                Has("Hash", Text(AsffLimits.ThreatName)))) { Minimum = 1, Maximum = AsffLimits.ThreatItems })))
        { Minimum = 1, Maximum = AsffLimits.Threats }),
        Has("ThreatIntelIndicators", new ListShape(new ObjectShape(
            Has("Value", Text(AsffLimits.FilePath)),
            Has("Source", Text(AsffLimits.ShortName)),
            Has("LastObservedAt", Time)))
        { Minimum = 1, Maximum = AsffLimits.ThreatItems }),
        Required("Resources", new ListShape(Resource) { Minimum = 1, Maximum = AsffLimits.Resources }),
        Has("Compliance", new ObjectShape(
            Has("Status", OneOf("PASSED", "WARNING", "FAILED", "NOT_AVAILABLE")),
            Has("RelatedRequirements", List(Any, AsffLimits.RelatedRequirements)),
            Has("StatusReasons", List(new ObjectShape(Required("ReasonCode", Any), Has("Description", Any)))),
            Has("SecurityControlId", Any),
            Has("AssociatedStandards", List(new ObjectShape(Has("StandardsId", Any)), AsffLimits.AssociatedStandards)))),
        Has("VerificationState", OneOf("UNKNOWN", "TRUE_POSITIVE", "FALSE_POSITIVE", "BENIGN_POSITIVE")),
        Has("WorkflowState", OneOf("NEW", "ASSIGNED", "IN_PROGRESS", "DEFERRED", "RESOLVED")),
        Has("Workflow", new ObjectShape(Has("Status", OneOf("NEW", "NOTIFIED", "RESOLVED", "SUPPRESSED")))),
        Has("RecordState", OneOf("ACTIVE", "ARCHIVED")),
        Has("RelatedFindings", RelatedFindings),
        Has("Note", new ObjectShape(
            Required("Text", Text(AsffLimits.Note)),
            Required("UpdatedBy", Text(AsffLimits.Note)),
            Required("UpdatedAt", Time))),
        Has("Vulnerabilities", List(Vulnerability)),
        Has("PatchSummary", new ObjectShape(
            Required("Id", Text(AsffLimits.PatchSummary)),
            Has("InstalledCount", Patches()),
            Has("MissingCount", Patches()),
            Has("FailedCount", Patches()),
            Has("InstalledOtherCount", Patches()),
            Has("InstalledRejectedCount", Patches()),
            Has("InstalledPendingReboot", Patches()),
            Has("OperationStartTime", Time),
            Has("OperationEndTime", Time),
            Has("RebootOption", Text(AsffLimits.PatchSummary)),
            Has("Operation", Text(AsffLimits.PatchSummary)))),
        Has("FindingProviderFields", new ObjectShape(
            Has("Confidence", Ratio),
            Has("Criticality", Ratio),
            Has("RelatedFindings", RelatedFindings),
            Has("Severity", new ObjectShape(Has("Label", Label), Has("Normalized", Ratio), Has("Product", Number), Has("Original", Text(AsffLimits.SeverityOriginal)))),
            Has("Types", Types))),
        Has("Sample", new FlagShape()),
        Has("GeneratorDetails", new ObjectShape(Has("Name", Any), Has("Description", Any), Has("Labels", List(Any, AsffLimits.GeneratorLabels)))))
    { StaysWhole = true };

    private static AsffMember Has(string name, AsffShape shape) => new(name, shape);

    private static AsffMember Required(string name, AsffShape shape) => new(name, shape, IsRequired: true);

    private static TextShape Text(int maximum) => new() { Maximum = maximum };

    private static TextShape OneOf(params string[] values) => new() { Values = values };

    private static ListShape List(AsffShape item, int maximum = int.MaxValue) => new(item) { Maximum = maximum };

    private static NumberShape Patches() => new() { Minimum = 0, Maximum = AsffLimits.PatchCount, Whole = true };
}
