using System.Text.Json.Serialization;
using InspectorHub.Common;

namespace InspectorHub.Asff;

/// <summary>A package that has a vulnerability.</summary>
public sealed class AsffVulnerablePackage
{
    public string? Name { get; set; }

    public string? Version { get; set; }

    public string? Epoch { get; set; }

    public string? Release { get; set; }

    /// <summary>Upper case, for example X86_64.</summary>
    public string? Architecture { get; set; }

    /// <summary>For example OS or NPM.</summary>
    public string? PackageManager { get; set; }

    /// <summary>Where it lies.</summary>
    public string? FilePath { get; set; }

    /// <summary>The version without the vulnerability.</summary>
    public string? FixedInVersion { get; set; }

    /// <summary>The command that updates it.</summary>
    public string? Remediation { get; set; }

    /// <summary>The image layer that brought it.</summary>
    public string? SourceLayerHash { get; set; }

    /// <summary>The Lambda layer that brought it.</summary>
    public string? SourceLayerArn { get; set; }

    /// <summary>Members of the document that this model does not name; they are written back as they came.</summary>
    [JsonExtensionData]
    public AsffMembers? Unmodeled { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(Name, Version);
}
