using System.Text.Json;
using System.Text.Json.Serialization;

namespace InspectorHub.Asff;

/// <summary>A finding in the AWS Security Finding Format, as Security Hub takes and gives it. Members are named and ordered as in the format; dates are RFC 3339 text. Source: Security Hub API, <c>AwsSecurityFinding</c>.</summary>
public sealed class AsffFinding
{
    /// <summary>Always <c>2018-10-08</c>.</summary>
    public string? SchemaVersion { get; set; }

    /// <summary>Identifies the finding within its product, 1 to 512 characters.</summary>
    public string? Id { get; set; }

    /// <summary>The product that the finding comes from.</summary>
    public string? ProductArn { get; set; }

    /// <summary>Shown as the product; only a finding of the account's default product may set it.</summary>
    public string? ProductName { get; set; }

    /// <summary>Shown as the company; only a finding of the account's default product may set it.</summary>
    public string? CompanyName { get; set; }

    /// <summary>Filled in by Security Hub.</summary>
    public string? Region { get; set; }

    /// <summary>What produced the finding: a rules package, or <c>AWSInspector</c>.</summary>
    public string? GeneratorId { get; set; }

    /// <summary>The account the finding is about, 12 digits.</summary>
    public string? AwsAccountId { get; set; }

    /// <summary>One to fifty <c>namespace/category/classifier</c>.</summary>
    public List<string>? Types { get; set; }

    /// <summary>When the problem was first seen.</summary>
    public string? FirstObservedAt { get; set; }

    /// <summary>When the problem was last seen.</summary>
    public string? LastObservedAt { get; set; }

    /// <summary>When the finding was created; stays the same for its life.</summary>
    public string? CreatedAt { get; set; }

    /// <summary>When the finding was last changed; Security Hub ignores an update that is not newer.</summary>
    public string? UpdatedAt { get; set; }

    /// <summary>How bad it is.</summary>
    public AsffSeverity? Severity { get; set; }

    /// <summary>0 to 100.</summary>
    public int? Confidence { get; set; }

    /// <summary>0 to 100.</summary>
    public int? Criticality { get; set; }

    /// <summary>At most 256 characters.</summary>
    public string? Title { get; set; }

    /// <summary>At most 1,024 characters.</summary>
    public string? Description { get; set; }

    /// <summary>What to do.</summary>
    public AsffRemediation? Remediation { get; set; }

    /// <summary>A page about this finding in the product it comes from.</summary>
    public string? SourceUrl { get; set; }

    /// <summary>At most 50 fields of the product's own.</summary>
    public Dictionary<string, string>? ProductFields { get; set; }

    /// <summary>Fields of the customer's own; Security Hub ignores them in an import.</summary>
    public Dictionary<string, string>? UserDefinedFields { get; set; }

    /// <summary>What is affected, 1 to 32.</summary>
    public List<AsffResource>? Resources { get; set; }

    /// <summary>What a check of a standard came to.</summary>
    public AsffCompliance? Compliance { get; set; }

    /// <summary>Deprecated twin of <see cref="Workflow"/>.</summary>
    public string? WorkflowState { get; set; }

    /// <summary>Where the customer's investigation stands; ignored when an existing finding is updated.</summary>
    public AsffWorkflow? Workflow { get; set; }

    /// <summary><c>ACTIVE</c> or <c>ARCHIVED</c>.</summary>
    public string? RecordState { get; set; }

    /// <summary>A customer's note.</summary>
    public AsffNote? Note { get; set; }

    /// <summary>The vulnerabilities behind the finding.</summary>
    public List<AsffVulnerability>? Vulnerabilities { get; set; }

    /// <summary>The way in, step by step.</summary>
    public List<AsffNetworkPathComponent>? NetworkPath { get; set; }

    /// <summary>What the provider says where customers may say otherwise.</summary>
    public AsffFindingProviderFields? FindingProviderFields { get; set; }

    /// <summary>The detector behind a finding in code.</summary>
    public AsffGeneratorDetails? GeneratorDetails { get; set; }

    /// <summary>Members of the document that this model does not name; they are written back as they came.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unmodeled { get; set; }

    /// <summary>What had to be cut or left out to fit the format. Not part of the document.</summary>
    [JsonIgnore]
    public IReadOnlyList<AsffCut> Cuts { get; set; } = [];

    /// <summary>What the translation had to assume. Not part of the document.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Warnings { get; set; } = [];

    /// <summary>What its other form has and this one has not; null for a finding that was read as ASFF.</summary>
    internal AsffOtherForm? OtherForm { get; set; }

    internal AsffFinding Copy() => (AsffFinding)MemberwiseClone();
}
