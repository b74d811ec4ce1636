using System.Text.Json.Serialization;
using InspectorHub.Common;

namespace InspectorHub.Asff;

/// <summary>A CVSS score.</summary>
public sealed class AsffCvss
{
    /// <summary>2.0, 3.0, 3.1 or 4.0.</summary>
    public string? Version { get; set; }

    /// <summary>0 to 10.</summary>
    public double? BaseScore { get; set; }

    public string? BaseVector { get; set; }

    /// <summary>Who scored.</summary>
    public string? Source { get; set; }

    /// <summary>What Inspector changed for this environment.</summary>
    public ItemList<AsffCvssAdjustment>? Adjustments { get; set; }

    /// <summary>Members of the document that this model does not name; they are written back as they came.</summary>
    [JsonExtensionData]
    public AsffMembers? Unmodeled { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(Source, Version, BaseScore, BaseVector);
}
