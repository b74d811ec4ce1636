using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>A resource that a finding is about.</summary>
public sealed class Inspector2Resource
{
    private TextMap? tags;

    /// <summary>For example AWS_EC2_INSTANCE.</summary>
    public string? Type { get; set; }

    /// <summary>ARN, or bare instance id.</summary>
    public string? Id { get; set; }

    /// <summary>AWS partition.</summary>
    public string? Partition { get; set; }

    public string? Region { get; set; }

    /// <summary>AWS or AZURE; absent in findings older than July 2026.</summary>
    public string? Provider { get; set; }

    /// <summary>The account of the provider: an account of AWS, a subscription of Azure.</summary>
    public string? ProviderAccountId { get; set; }

    /// <summary>The organization of the provider: an organization of AWS, a tenant of Azure.</summary>
    public string? ProviderOrgId { get; set; }

    /// <summary>Its tags; values may be empty. Never null: what is added to an empty one is there.</summary>
    [AllowNull]
    [JsonIgnore]
    public TextMap Tags
    {
        get => tags ??= TextMap.Placeholder();
        set => tags = value;
    }

    /// <summary>The same as a document has it: null where it has none.</summary>
    [JsonInclude]
    [JsonPropertyName("tags")]
    internal TextMap? GivenTags
    {
        get => TextMap.OrNull(tags);
        set => tags = value;
    }

    /// <summary>What is known about it.</summary>
    public Inspector2ResourceDetails? Details { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Id ?? Type ?? "";
}
