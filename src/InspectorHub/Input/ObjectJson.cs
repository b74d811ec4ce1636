using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;

namespace InspectorHub.Input;

/// <summary>
/// Objects of any kind as JSON: those of ConvertFrom-Json, hashtables, and the models of the AWS SDK, whose assemblies this module
/// neither has nor loads (dates, lists that may be null, enumerations that are classes with a text of their own).
/// </summary>
internal static class ObjectJson
{
    private const int MaxDepth = 40;

    /// <summary>Writes an object as UTF-8.</summary>
    /// <exception cref="InvalidOperationException">It is nested without end: no finding.</exception>
    public static byte[] Write(object value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) Write(writer, value, depth: 0);
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        if (depth > MaxDepth) throw new InvalidOperationException("an object nested too deep");
        var plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        switch (plain)
        {
            case null or Stream or Delegate:
                writer.WriteNullValue();
                break;
            case string or char or Guid or Uri or Version or Enum:
                writer.WriteStringValue(plain.ToString());
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case double number when double.IsNaN(number) || double.IsInfinity(number):
            case float single when float.IsNaN(single) || float.IsInfinity(single):
                writer.WriteNullValue();
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case float number:
                writer.WriteRawValue(number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or System.Numerics.BigInteger:
                writer.WriteRawValue(((IFormattable)plain).ToString(null, CultureInfo.InvariantCulture));
                break;
            case DateTime date:
                writer.WriteStringValue(Text(date));
                break;
            case DateTimeOffset date:
                writer.WriteStringValue(Text(date.UtcDateTime));
                break;
            case IDictionary dictionary:
                writer.WriteStartObject();
                foreach (DictionaryEntry entry in dictionary)
                {
                    writer.WritePropertyName(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!);
                    Write(writer, entry.Value, depth + 1);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable list:
                writer.WriteStartArray();
                foreach (var item in list) Write(writer, item, depth + 1);
                writer.WriteEndArray();
                break;
            case var other when IsConstant(other.GetType()):
                writer.WriteStringValue(other.ToString());
                break;
            default:
                writer.WriteStartObject();
                foreach (var property in PSObject.AsPSObject(value).Properties)
                {
                    if (!property.IsGettable || IsMarker(property.Name)) continue;
                    if (Value(property) is not { } member) continue;
                    writer.WritePropertyName(property.Name);
                    Write(writer, member, depth + 1);
                }

                writer.WriteEndObject();
                break;
        }
    }

    // A date without a zone is UTC: the SDK's are, and ConvertFrom-Json keeps the zone where there was one.
    private static string Text(DateTime date) =>
        (date.Kind == DateTimeKind.Local ? date.ToUniversalTime() : date).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    // The SDK's enumerations derive from Amazon.Runtime.ConstantClass.
    private static bool IsConstant(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.Name == "ConstantClass") return true;
        }

        return false;
    }

    // IsSetX and IsXSet tell whether X was set; they are no members of the document.
    private static bool IsMarker(string name) =>
        name.StartsWith("IsSet", StringComparison.Ordinal) ||
        (name.StartsWith("Is", StringComparison.Ordinal) && name.EndsWith("Set", StringComparison.Ordinal));

    private static object? Value(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException)
        {
            return null;
        }
    }
}
