using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>A package that has a vulnerability.</summary>
public sealed class VulnerablePackage
{
    public string? Name { get; set; }

    public string? Version { get; set; }

    /// <summary>The image layer that brought it.</summary>
    public string? SourceLayerHash { get; set; }

    public long? Epoch { get; set; }

    public string? Release { get; set; }

    /// <summary>Its architecture.</summary>
    public string? Arch { get; set; }

    /// <summary>For example OS or NPM.</summary>
    public string? PackageManager { get; set; }

    /// <summary>Where it lies.</summary>
    public string? FilePath { get; set; }

    /// <summary>The version without the vulnerability.</summary>
    public string? FixedInVersion { get; set; }

    /// <summary>The command that updates it.</summary>
    public string? Remediation { get; set; }

    /// <summary>The Lambda layer that brought it.</summary>
    public string? SourceLambdaLayerArn { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(Name, Version);
}
