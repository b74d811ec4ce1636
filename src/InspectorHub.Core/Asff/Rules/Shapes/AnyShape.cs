using System.Text.Json;
using InspectorHub.Asff.Serialization;

namespace InspectorHub.Asff.Rules.Shapes;

/// <summary>What the table does not describe: only the size of any single field counts.</summary>
internal sealed class AnyShape : AsffShape
{
    public override void Check(ref Utf8JsonReader json, AsffCheck check)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.String when json.ValueSpan.Length > AsffLimits.AnyField
                && AsffText.Length(AsffText.Of(ref json)) is var length && length > AsffLimits.AnyField:
                check.Field(length);
                break;
            case JsonTokenType.StartArray:
                for (var index = 0; json.Read() && json.TokenType != JsonTokenType.EndArray; index++)
                {
                    check.Path.Push(index);
                    Check(ref json, check);
                    check.Path.Pop();
                }

                break;
            case JsonTokenType.StartObject:
                while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                {
                    check.Path.Push(AsffText.Of(ref json));
                    json.Read();
                    Check(ref json, check);
                    check.Path.Pop();
                }

                break;
        }
    }

    public override object Fit(object value, AsffFit fit)
    {
        fit.CountUnmodeled();
        return value;
    }

    public override void Write(Utf8JsonWriter json, object value) => AsffFreeJson.WriteValue(json, value);
}
