using System.Text.Json;

namespace InspectorHub.Asff.Rules;

/// <summary>True or false.</summary>
internal sealed class FlagShape : AsffShape
{
    public override void Check(JsonElement value, AsffCheck check)
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) check.Type("boolean", value.ValueKind);
    }

    public override object Fit(object value, AsffFit fit) => value;

    public override void Write(Utf8JsonWriter json, object value) => json.WriteBooleanValue((bool)value);
}
