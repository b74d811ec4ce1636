using System.Text.Json.Serialization;
using InspectorHub.Common;

namespace InspectorHub.Findings.Classic;

/// <summary>
/// A finding of Amazon Inspector Classic, in the shape of DescribeFindings. Source: Inspector API 2016-02-16, <c>Finding</c>.
/// </summary>
public sealed class ClassicFinding : InspectorFinding
{
    /// <summary>Names the finding: <c>arn:PARTITION:inspector:REGION:ACCOUNT:target/…/finding/…</c>.</summary>
    public string? Arn { get; set; }

    /// <summary>Version of the shape.</summary>
    public int? SchemaVersion { get; set; }

    /// <summary>Always <c>Inspector</c>.</summary>
    public string? Service { get; set; }

    /// <summary>The assessment run and the rules package.</summary>
    public ClassicServiceAttributes? ServiceAttributes { get; set; }

    /// <summary>Always <c>ec2-instance</c>.</summary>
    public string? AssetType { get; set; }

    /// <summary>The instance.</summary>
    public ClassicAssetAttributes? AssetAttributes { get; set; }

    /// <summary>The rule or the CVE, in words.</summary>
    public string? Id { get; set; }

    /// <summary>In short.</summary>
    public string? Title { get; set; }

    /// <summary>At length, up to 20,000 characters.</summary>
    public string? Description { get; set; }

    /// <summary>What to do, up to 20,000 characters.</summary>
    public string? Recommendation { get; set; }

    /// <summary>Low, Medium, High, Informational or Undefined.</summary>
    public Severity? Severity { get; set; }

    /// <summary>0 to 10; 0, 3, 6 and 9 in practice.</summary>
    public double? NumericSeverity { get; set; }

    /// <summary>0 to 10.</summary>
    public int? Confidence { get; set; }

    /// <summary>Not used by the service.</summary>
    public bool? IndicatorOfCompromise { get; set; }

    /// <summary>What the rule found.</summary>
    public ItemList<ClassicAttribute>? Attributes { get; set; }

    /// <summary>What users added.</summary>
    public ItemList<ClassicAttribute>? UserAttributes { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When attributes were last added.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string? FindingId => Arn;
}
