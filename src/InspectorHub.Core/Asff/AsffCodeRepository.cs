namespace InspectorHub.Asff;

/// <summary>A repository of source code.</summary>
public sealed class AsffCodeRepository
{
    /// <summary>For example GITHUB.</summary>
    public string? ProviderType { get; set; }

    public string? ProjectName { get; set; }

    /// <summary>The connection that Amazon Inspector reads it through.</summary>
    public string? CodeSecurityIntegrationArn { get; set; }

    /// <inheritdoc/>
    public override string ToString() => ProjectName ?? ProviderType ?? "";
}
