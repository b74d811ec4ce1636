using InspectorHub.Common;

namespace InspectorHub.Findings.Scan;

/// <summary>A package of the artefact that has the vulnerability.</summary>
public sealed class ScanPackage
{
    public string? Name { get; set; }

    public string? Version { get; set; }

    /// <summary>Its epoch (rpm, deb).</summary>
    public string? Epoch { get; set; }

    public string? Architecture { get; set; }

    /// <summary>As Inspector's findings name it: OS, NODEPKG, …</summary>
    public string? PackageManager { get; set; }

    /// <summary>Where it lies.</summary>
    public string? FilePath { get; set; }

    /// <summary>The version without the vulnerability.</summary>
    public string? FixedInVersion { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(Name, Version);
}
