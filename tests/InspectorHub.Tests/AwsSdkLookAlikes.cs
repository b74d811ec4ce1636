// Types of the shapes that AWS.Tools and the AWS SDK give, since their packages are not at hand: enumerations that are classes,
// dates as DateTime, numbers that may be null, lists that may be null, and markers that tell whether a member was set.
#pragma warning disable CA1822, MA0041
namespace Amazon.Inspector2
{
    using Amazon.Runtime;

    public sealed class Severity(string value) : ConstantClass(value);

    public sealed class FindingType(string value) : ConstantClass(value);

    public sealed class FindingStatus(string value) : ConstantClass(value);

    public sealed class ResourceType(string value) : ConstantClass(value);
}

namespace Amazon.Inspector2.Model
{
    public sealed class ListFindingsResponse
    {
        public List<Finding>? Findings { get; set; }

        public string? NextToken { get; set; }

        public System.Net.HttpStatusCode HttpStatusCode { get; set; } = System.Net.HttpStatusCode.OK;
    }

    public sealed class Finding
    {
        public string? AwsAccountId { get; set; }

        public string? Description { get; set; }

        public EpssDetails? Epss { get; set; }

        public string? FindingArn { get; set; }

        public DateTime? FirstObservedAt { get; set; }

        public double? InspectorScore { get; set; }

        public bool IsInspectorScoreSet => InspectorScore is not null;

        public DateTime? LastObservedAt { get; set; }

        public PackageVulnerabilityDetails? PackageVulnerabilityDetails { get; set; }

        public List<Resource>? Resources { get; set; }

        public Severity? Severity { get; set; }

        public FindingStatus? Status { get; set; }

        public string? Title { get; set; }

        public FindingType? Type { get; set; }

        public DateTime? UpdatedAt { get; set; }

        public string Fragile => throw new InvalidOperationException("A member that cannot be read.");
    }

    public sealed class EpssDetails
    {
        public double? Score { get; set; }
    }

    public sealed class PackageVulnerabilityDetails
    {
        public List<string>? ReferenceUrls { get; set; }

        public string? Source { get; set; }

        public string? VulnerabilityId { get; set; }

        public List<VulnerablePackage>? VulnerablePackages { get; set; }
    }

    public sealed class VulnerablePackage
    {
        public int? Epoch { get; set; }

        public string? Name { get; set; }

        public string? Version { get; set; }
    }

    public sealed class Resource
    {
        public string? Id { get; set; }

        public string? Partition { get; set; }

        public string? Region { get; set; }

        public Dictionary<string, string>? Tags { get; set; }

        public ResourceType? Type { get; set; }
    }
}

namespace Amazon.Inspector.Model
{
    public sealed class Finding
    {
        public string? Arn { get; set; }

        public AssetAttributes? AssetAttributes { get; set; }

        public List<Attribute>? Attributes { get; set; }

        public int? Confidence { get; set; }

        public DateTime? CreatedAt { get; set; }

        public string? Id { get; set; }

        public double? NumericSeverity { get; set; }

        public InspectorServiceAttributes? ServiceAttributes { get; set; }

        public Amazon.Inspector2.Severity? Severity { get; set; }

        public string? Title { get; set; }

        public DateTime? UpdatedAt { get; set; }
    }

    public sealed class AssetAttributes
    {
        public string? AgentId { get; set; }

        public List<string>? Ipv4Addresses { get; set; }
    }

    public sealed class Attribute
    {
        public string? Key { get; set; }

        public string? Value { get; set; }
    }

    public sealed class InspectorServiceAttributes
    {
        public string? AssessmentRunArn { get; set; }

        public string? RulesPackageArn { get; set; }
    }
}
