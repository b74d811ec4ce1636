using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using InspectorHub.Common;

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
        var plain = value.Unwrapped();
        if (WriteNumber(writer, plain)) return;
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
            case DateTime date:
                writer.WriteStringValue(Text(date));
                break;
            case DateTimeOffset date:
                writer.WriteStringValue(Text(date.UtcDateTime));
                break;
            // Inspector's own are words; that of ASFF has more to it.
            case Severity severity when severity.GetType() == typeof(Severity):
                writer.WriteStringValue(severity.Label);
                break;
            case JsonElement element:
                element.WriteTo(writer);
                break;
            case IDictionary dictionary:
                WriteMap(writer, dictionary, depth);
                break;
            case IEnumerable list:
                writer.WriteStartArray();
                foreach (var item in list) Write(writer, item, depth + 1);
                writer.WriteEndArray();
                break;
            default:
                WriteOther(writer, value!, plain, depth);
                break;
        }
    }

    private static bool WriteNumber(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case double number when double.IsNaN(number) || double.IsInfinity(number):
            case float single when float.IsNaN(single) || float.IsInfinity(single):
                writer.WriteNullValue();
                return true;
            case double number:
                writer.WriteNumberValue(number);
                return true;
            case float number:
                writer.WriteRawValue(number.ToString("R", CultureInfo.InvariantCulture));
                return true;
            case decimal number:
                writer.WriteNumberValue(number);
                return true;
            case sbyte or byte or short or ushort or int or uint or long or ulong or System.Numerics.BigInteger:
                writer.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                return true;
            default:
                return false;
        }
    }

    private static void WriteMap(Utf8JsonWriter writer, IDictionary map, int depth)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry entry in map)
        {
            writer.WritePropertyName(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!);
            Write(writer, entry.Value, depth + 1);
        }

        writer.WriteEndObject();
    }

    private static void WriteOther(Utf8JsonWriter writer, object value, object plain, int depth)
    {
        if (IsConstant(plain.GetType()))
        {
            writer.WriteStringValue(plain.ToString());
            return;
        }

        if (MomentOf(value) is { } moment)
        {
            writer.WriteStringValue(Text(moment));
            return;
        }

        writer.WriteStartObject();
        foreach (var property in PSObject.AsPSObject(value).Properties)
        {
            if (!property.IsGettable || IsMarker(property, plain) || (depth == 0 && IsOfRemoting(property))) continue;
            if (Value(property) is not { } member) continue;
            writer.WritePropertyName(property.Name);
            Write(writer, member, depth + 1);
        }

        writer.WriteEndObject();
    }

    // A date without a zone is UTC: the SDK's are, and ConvertFrom-Json keeps the zone where there was one.
    // What ConvertFrom-Json took for a date may have been a text: it is written as AWS writes dates, which is what it most likely was.
    private static string Text(DateTime date)
    {
        var utc = date.Kind == DateTimeKind.Local ? date.ToUniversalTime() : date;
        var fraction = utc.Ticks % TimeSpan.TicksPerSecond;
        var digits = fraction == 0 ? "" : fraction % TimeSpan.TicksPerMillisecond == 0 ? ".fff" : ".fffffff";
        return utc.ToString($"yyyy-MM-dd'T'HH:mm:ss{digits}'Z'", CultureInfo.InvariantCulture);
    }

    // A DateTimeOffset comes out of Clixml as an object of its properties.
    internal static DateTime? MomentOf(object? value) =>
        value is PSObject wrapped && wrapped.TypeNames.Contains("Deserialized.System.DateTimeOffset")
            ? wrapped.Properties["UtcDateTime"]?.Value as DateTime?
            : null;

    // The SDK's enumerations derive from Amazon.Runtime.ConstantClass.
    private static bool IsConstant(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.Name == "ConstantClass") return true;
        }

        return false;
    }

    // In the SDK's models IsSetX and IsXSet tell whether X was set; they are no members of the document. A tag may be named like that.
    private static bool IsMarker(PSPropertyInfo property, object owner) =>
        owner is not PSCustomObject
            && property.TypeNameOfValue == typeof(bool).FullName
            && property.Name.StartsWith("Is", StringComparison.Ordinal) &&
        (property.Name.StartsWith("IsSet", StringComparison.Ordinal) || property.Name.EndsWith("Set", StringComparison.Ordinal));

    // Invoke-Command and Receive-Job write onto an object where it is from.
    private static bool IsOfRemoting(PSPropertyInfo property) =>
        property is PSNoteProperty { Name: "PSComputerName" or "PSShowComputerName" or "RunspaceId" or "PSSourceJobInstanceId" };

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
