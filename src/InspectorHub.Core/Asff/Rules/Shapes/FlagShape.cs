using System.Text.Json;

namespace InspectorHub.Asff.Rules.Shapes;

/// <summary>True or false.</summary>
internal sealed class FlagShape : AsffShape
{
    public override void Check(ref Utf8JsonReader json, AsffCheck check)
    {
        if (json.TokenType is not (JsonTokenType.True or JsonTokenType.False)) check.Type("boolean", ref json);
    }

    public override object Fit(object value, AsffFit fit) => value;

    public override void Write(Utf8JsonWriter json, object value) => json.WriteBooleanValue((bool)value);
}
