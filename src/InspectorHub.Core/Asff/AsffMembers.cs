using System.Text.Json;

namespace InspectorHub.Asff;

/// <summary>Members of a document that the model does not name. They read as JSON where text is wanted.</summary>
public sealed class AsffMembers : Dictionary<string, JsonElement>
{
    /// <summary>No members.</summary>
    public AsffMembers() : base(StringComparer.Ordinal)
    {
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{{{string.Join(",", this.Select(member => $"\"{JsonEncodedText.Encode(member.Key)}\":{member.Value.GetRawText()}"))}}}";
}
