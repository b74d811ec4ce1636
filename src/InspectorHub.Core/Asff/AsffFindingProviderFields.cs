using System.Text.Json.Serialization;
using InspectorHub.Common;

namespace InspectorHub.Asff;

/// <summary>What a provider says where customers may say otherwise. A provider may update these on an existing finding.</summary>
public sealed class AsffFindingProviderFields
{
    /// <summary>0 to 100.</summary>
    public int? Confidence { get; set; }

    /// <summary>0 to 100.</summary>
    public int? Criticality { get; set; }

    /// <summary>Severity by the provider.</summary>
    public AsffFindingProviderSeverity? Severity { get; set; }

    /// <summary>Types by the provider.</summary>
    public ItemList<string>? Types { get; set; }

    /// <summary>Members of the document that this model does not name; they are written back as they came.</summary>
    [JsonExtensionData]
    public AsffMembers? Unmodeled { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(Severity, Types);
}
