namespace InspectorHub.Findings.Classic;

/// <summary>The assessment run and the rules package of a finding.</summary>
public sealed class ClassicServiceAttributes
{
    /// <summary>Version of the shape.</summary>
    public int? SchemaVersion { get; set; }

    public string? AssessmentRunArn { get; set; }

    public string? RulesPackageArn { get; set; }

    /// <inheritdoc/>
    public override string ToString() => AssessmentRunArn ?? "";
}
