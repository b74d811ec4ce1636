using System.Text.Json;

namespace InspectorHub.Asff.Rules;

/// <summary>What the table does not describe: only the size of any single field counts.</summary>
internal sealed class AnyShape : AsffShape
{
    public override void Check(JsonElement value, AsffCheck check)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String when AsffText.Length(AsffText.Of(value)) is var length && length > AsffLimits.AnyField:
                check.Field(length);
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var element in value.EnumerateArray())
                {
                    check.Path.Push(index++);
                    Check(element, check);
                    check.Path.Pop();
                }

                break;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    check.Path.Push(property.Name);
                    Check(property.Value, check);
                    check.Path.Pop();
                }

                break;
        }
    }

    public override object Fit(object value, AsffFit fit) => value;

    public override void Write(Utf8JsonWriter json, object value) => ((JsonElement)value).WriteTo(json);
}
