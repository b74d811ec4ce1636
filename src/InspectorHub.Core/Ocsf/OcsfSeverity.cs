namespace InspectorHub.Ocsf;

/// <summary>How bad a finding is, by OCSF's scale. Source: OCSF, <c>severity_id</c>.</summary>
/// <param name="Id">0 Unknown, 1 Informational, 2 Low, 3 Medium, 4 High, 5 Critical, 99 Other.</param>
/// <param name="Name">The caption of the id; with 99 the product's own word.</param>
/// <param name="Original">The product's own word, written as Security Hub writes such words.</param>
internal readonly record struct OcsfSeverity(int Id, string Name, string Original)
{
    private const string Unknown = "Unknown";

    /// <param name="label">Inspector's label. UNTRIAGED, or none: nobody knows yet.</param>
    public static OcsfSeverity Of(string? label) => label?.ToUpperInvariant() switch
    {
        "INFORMATIONAL" => new(1, "Informational", "Informational"),
        "LOW" => new(2, "Low", "Low"),
        "MEDIUM" => new(3, "Medium", "Medium"),
        "HIGH" => new(4, "High", "High"),
        "CRITICAL" => new(5, "Critical", "Critical"),
        "UNTRIAGED" => new(0, Unknown, "Untriaged"),
        null or "" or "UNDEFINED" => new(0, Unknown, Unknown),
        _ => new(99, label!, label!),
    };
}
