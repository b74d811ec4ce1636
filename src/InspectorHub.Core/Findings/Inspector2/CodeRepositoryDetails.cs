namespace InspectorHub.Findings.Inspector2;

/// <summary>A repository of source code.</summary>
public sealed class CodeRepositoryDetails
{
    public string? ProjectName { get; set; }

    /// <summary>The connection it is read through.</summary>
    public string? IntegrationArn { get; set; }

    /// <summary>For example GITHUB.</summary>
    public string? ProviderType { get; set; }

    /// <inheritdoc/>
    public override string ToString() => ProjectName ?? ProviderType ?? "";
}
