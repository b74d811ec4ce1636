using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using InspectorHub.Asff.Rules;
using InspectorHub.Asff.Serialization;
using InspectorHub.Common;

namespace InspectorHub.Asff;

/// <summary>
/// A finding in the AWS Security Finding Format, as Security Hub takes and gives it. Members are named and ordered as in the format.
/// Source: Security Hub API, <c>AwsSecurityFinding</c>.
/// </summary>
public sealed class AsffFinding
{
    private TextMap? productFields;
    private TextMap? userDefinedFields;
    private ItemList<AsffCut>? cuts;
    private ItemList<string>? warnings;

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
    public ItemList<string>? Types { get; set; }

    /// <summary>When the problem was first seen.</summary>
    [JsonIgnore]
    public DateTimeOffset? FirstObservedAt
    {
        get => AsffTime.Read(FirstObservedAtText);
        set => FirstObservedAtText = AsffTime.Write(value, FirstObservedAtText);
    }

    /// <summary>The same as it is written.</summary>
    [JsonInclude]
    [JsonPropertyName("FirstObservedAt")]
    [JsonConverter(typeof(AsffTimeConverter))]
    internal string? FirstObservedAtText { get; set; }

    /// <summary>When the problem was last seen.</summary>
    [JsonIgnore]
    public DateTimeOffset? LastObservedAt
    {
        get => AsffTime.Read(LastObservedAtText);
        set => LastObservedAtText = AsffTime.Write(value, LastObservedAtText);
    }

    /// <summary>The same as it is written.</summary>
    [JsonInclude]
    [JsonPropertyName("LastObservedAt")]
    [JsonConverter(typeof(AsffTimeConverter))]
    internal string? LastObservedAtText { get; set; }

    /// <summary>When the finding was created; stays the same for its life.</summary>
    [JsonIgnore]
    public DateTimeOffset? CreatedAt
    {
        get => AsffTime.Read(CreatedAtText);
        set => CreatedAtText = AsffTime.Write(value, CreatedAtText);
    }

    /// <summary>The same as it is written.</summary>
    [JsonInclude]
    [JsonPropertyName("CreatedAt")]
    [JsonConverter(typeof(AsffTimeConverter))]
    internal string? CreatedAtText { get; set; }

    /// <summary>When the finding was last changed; Security Hub ignores an update that is not newer.</summary>
    [JsonIgnore]
    public DateTimeOffset? UpdatedAt
    {
        get => AsffTime.Read(UpdatedAtText);
        set => UpdatedAtText = AsffTime.Write(value, UpdatedAtText);
    }

    /// <summary>The same as it is written.</summary>
    [JsonInclude]
    [JsonPropertyName("UpdatedAt")]
    [JsonConverter(typeof(AsffTimeConverter))]
    internal string? UpdatedAtText { get; set; }

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

    /// <summary>At most 50 fields of the product's own. Never null: what is added to an empty one is there.</summary>
    [AllowNull]
    [JsonIgnore]
    public TextMap ProductFields
    {
        get => productFields ??= TextMap.Placeholder();
        set => productFields = value;
    }

    /// <summary>The same as a document has it: null where it has none.</summary>
    [JsonInclude]
    [JsonPropertyName("ProductFields")]
    internal TextMap? GivenProductFields
    {
        get => TextMap.OrNull(productFields);
        set => productFields = value;
    }

    /// <summary>
    /// Fields of the customer's own; Security Hub ignores them in an import. Never null: what is added to an empty one is there.
    /// </summary>
    [AllowNull]
    [JsonIgnore]
    public TextMap UserDefinedFields
    {
        get => userDefinedFields ??= TextMap.Placeholder();
        set => userDefinedFields = value;
    }

    /// <summary>The same as a document has it: null where it has none.</summary>
    [JsonInclude]
    [JsonPropertyName("UserDefinedFields")]
    internal TextMap? GivenUserDefinedFields
    {
        get => TextMap.OrNull(userDefinedFields);
        set => userDefinedFields = value;
    }

    /// <summary>What is affected, 1 to 32.</summary>
    public ItemList<AsffResource>? Resources { get; set; }

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
    public ItemList<AsffVulnerability>? Vulnerabilities { get; set; }

    /// <summary>The way in, step by step.</summary>
    public ItemList<AsffNetworkPathComponent>? NetworkPath { get; set; }

    /// <summary>What the provider says where customers may say otherwise.</summary>
    public AsffFindingProviderFields? FindingProviderFields { get; set; }

    /// <summary>The detector behind a finding in code.</summary>
    public AsffGeneratorDetails? GeneratorDetails { get; set; }

    /// <summary>Members of the document that this model does not name; they are written back as they came.</summary>
    [JsonExtensionData]
    public AsffMembers? Unmodeled { get; set; }

    /// <summary>What had to be cut or left out to fit the format. Not part of the document.</summary>
    [JsonIgnore]
    public ItemList<AsffCut> Cuts
    {
        get => cuts ??= [];
        set => cuts = value;
    }

    /// <summary>What the translation had to assume. Not part of the document.</summary>
    [JsonIgnore]
    public ItemList<string> Warnings
    {
        get => warnings ??= [];
        set => warnings = value;
    }

    /// <summary>What its other form has and this one has not; null for a finding that was read as ASFF.</summary>
    internal AsffOtherForm? OtherForm { get; set; }

    internal AsffFinding Copy() => (AsffFinding)MemberwiseClone();

    /// <inheritdoc/>
    public override string ToString() => Title ?? Id ?? "";
}
