using System.Text.Json.Serialization;
using InspectorHub.Common;

namespace InspectorHub.Asff;

/// <summary>What a check of a standard came to.</summary>
public sealed class AsffCompliance
{
    /// <summary>PASSED, WARNING, FAILED or NOT_AVAILABLE.</summary>
    public string? Status { get; set; }

    /// <summary>Requirements of standards that the check belongs to, at most 32.</summary>
    public ItemList<string>? RelatedRequirements { get; set; }

    /// <summary>Why the status is what it is.</summary>
    public ItemList<AsffStatusReason>? StatusReasons { get; set; }

    /// <summary>Standards that the check is part of, at most 20.</summary>
    public ItemList<AsffAssociatedStandard>? AssociatedStandards { get; set; }

    /// <summary>Members of the document that this model does not name; they are written back as they came.</summary>
    [JsonExtensionData]
    public AsffMembers? Unmodeled { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Status ?? "";
}
