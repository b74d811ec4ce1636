// Types of the shapes that AWS.Tools and the AWS SDK give, since their packages are not at hand: enumerations that are classes,
// dates as DateTime, numbers that may be null, lists that may be null, and markers that tell whether a member was set. In the C#
// that Add-Type of Windows PowerShell knows.
namespace Amazon.Runtime
{
    public class ConstantClass
    {
        private readonly string value;

        public ConstantClass(string value) { this.value = value; }

        public string Value { get { return value; } }

        public override string ToString() { return value; }
    }
}

namespace Amazon.Inspector2
{
    public sealed class Severity : Amazon.Runtime.ConstantClass { public Severity(string value) : base(value) { } }

    public sealed class FindingType : Amazon.Runtime.ConstantClass { public FindingType(string value) : base(value) { } }

    public sealed class FindingStatus : Amazon.Runtime.ConstantClass { public FindingStatus(string value) : base(value) { } }

    public sealed class ResourceType : Amazon.Runtime.ConstantClass { public ResourceType(string value) : base(value) { } }
}

namespace Amazon.Inspector2.Model
{
    using System;
    using System.Collections.Generic;

    public sealed class ListFindingsResponse
    {
        public ListFindingsResponse() { HttpStatusCode = System.Net.HttpStatusCode.OK; }

        public List<Finding> Findings { get; set; }

        public string NextToken { get; set; }

        public System.Net.HttpStatusCode HttpStatusCode { get; set; }
    }

    public sealed class Finding
    {
        public string AwsAccountId { get; set; }

        public string Description { get; set; }

        public EpssDetails Epss { get; set; }

        public string FindingArn { get; set; }

        public DateTime? FirstObservedAt { get; set; }

        public double? InspectorScore { get; set; }

        public bool IsInspectorScoreSet { get { return InspectorScore != null; } }

        public DateTime? LastObservedAt { get; set; }

        public PackageVulnerabilityDetails PackageVulnerabilityDetails { get; set; }

        public List<Resource> Resources { get; set; }

        public Severity Severity { get; set; }

        public FindingStatus Status { get; set; }

        public string Title { get; set; }

        public FindingType Type { get; set; }

        public DateTime? UpdatedAt { get; set; }

        public string Fragile { get { throw new InvalidOperationException("A member that cannot be read."); } }
    }

    public sealed class EpssDetails
    {
        public double? Score { get; set; }
    }

    public sealed class PackageVulnerabilityDetails
    {
        public List<string> ReferenceUrls { get; set; }

        public string Source { get; set; }

        public string VulnerabilityId { get; set; }

        public List<VulnerablePackage> VulnerablePackages { get; set; }
    }

    public sealed class VulnerablePackage
    {
        public int? Epoch { get; set; }

        public string Name { get; set; }

        public string Version { get; set; }
    }

    public sealed class Resource
    {
        public string Id { get; set; }

        public string Partition { get; set; }

        public string Region { get; set; }

        public Dictionary<string, string> Tags { get; set; }

        public ResourceType Type { get; set; }
    }
}

namespace Amazon.Inspector.Model
{
    using System;
    using System.Collections.Generic;

    public sealed class Finding
    {
        public string Arn { get; set; }

        public AssetAttributes AssetAttributes { get; set; }

        public List<Attribute> Attributes { get; set; }

        public int? Confidence { get; set; }

        public DateTime? CreatedAt { get; set; }

        public string Id { get; set; }

        public double? NumericSeverity { get; set; }

        public InspectorServiceAttributes ServiceAttributes { get; set; }

        public Amazon.Inspector2.Severity Severity { get; set; }

        public string Title { get; set; }

        public DateTime? UpdatedAt { get; set; }
    }

    public sealed class AssetAttributes
    {
        public string AgentId { get; set; }

        public List<string> Ipv4Addresses { get; set; }
    }

    public sealed class Attribute
    {
        public string Key { get; set; }

        public string Value { get; set; }
    }

    public sealed class InspectorServiceAttributes
    {
        public string AssessmentRunArn { get; set; }

        public string RulesPackageArn { get; set; }
    }
}

// What -Finding of Import-SHUBFindingsBatch is made of, in part.
namespace Amazon.SecurityHub.Model
{
    using System.Collections.Generic;

    public sealed class AwsSecurityFinding
    {
        public string AwsAccountId { get; set; }

        public Severity Severity { get; set; }

        public Dictionary<string, string> ProductFields { get; set; }

        public List<Resource> Resources { get; set; }

        public List<Vulnerability> Vulnerabilities { get; set; }

        public List<string> Types { get; set; }
    }

    public sealed class Severity
    {
        public string Label { get; set; }

        public int? Normalized { get; set; }
    }

    public sealed class Resource
    {
        public string Id { get; set; }

        public Dictionary<string, string> Tags { get; set; }
    }

    public sealed class Vulnerability
    {
        public List<Cvss> Cvss { get; set; }
    }

    public sealed class Cvss
    {
        public double? BaseScore { get; set; }
    }
}

namespace InspectorHub.LookAlikes
{
    // Looks like AWSCredentials of an AWSSDK.Core that is not ours.
    public sealed class Credentials
    {
        private readonly Keys keys;

        public Credentials(string accessKey,
            string secretKey) { keys = new Keys { AccessKey = accessKey, SecretKey = secretKey, Token = "" }; }

        public Keys GetCredentials() { return keys; }
    }

    public sealed class Keys
    {
        public string AccessKey { get; set; }

        public string SecretKey { get; set; }

        public string Token { get; set; }
    }

    // Looks like what AWS.Tools keeps in $StoredAWSCredentials: the credentials are in a member that is not public.
    public sealed class StoredCredentials
    {
        private readonly Credentials credentials;

        public StoredCredentials(Credentials credentials) { this.credentials = credentials; }

        internal Credentials Credentials { get { return credentials; } }
    }
}
