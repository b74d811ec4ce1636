using System.Management.Automation;
using System.Text.Json;
using InspectorHub.Common;

namespace InspectorHub.Views;

/// <summary>
/// OCSF as PowerShell objects: every member under OCSF's own name, as ConvertFrom-Json gives it, so that a finding reads the same whether
/// it was translated here, comes from the hub or from a lake.
/// </summary>
internal static class OcsfObject
{
    /// <summary>The name that views are found by.</summary>
    public const string TypeName = "InspectorHub.Ocsf.OcsfFinding";

    /// <summary>A finding of UTF-8 JSON, which the finding keeps.</summary>
    public static PSObject From(ReadOnlyMemory<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8.Span);
        json.Read();
        var finding = Object(ref json, utf8);
        finding.TypeNames.Insert(0, TypeName);
        return finding;
    }

    /// <summary>A value of UTF-8 JSON.</summary>
    public static object? Value(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8);
        json.Read();
        return Value(ref json);
    }

    /// <summary>The texts that a finding has at a path, <c>resources.uid</c>; each of a list's.</summary>
    public static IEnumerable<string?> Texts(PSObject finding, string path) =>
        path.Split('.').Aggregate(
            (IEnumerable<object?>)[finding], (found, name) => found.OfType<PSObject>().SelectMany(item => Members(item, name)))
            .Select(value => value as string);

    private static IEnumerable<object?> Members(PSObject item, string name) =>
        item.Properties[name]?.Value is { } value ? value as object?[] ?? [value] : [];

    // What holds others is made when it is looked at, where it is a part of the text that is given.
    private static PSObject Object(ref Utf8JsonReader json, ReadOnlyMemory<byte> whole = default)
    {
        var value = new PSObject();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            // Nobody can name it; ConvertFrom-Json cannot show it either.
            if (name.Length == 0) json.Skip();
            else value.Properties.Add(Member(name, ref json, whole), preValidated: true);
        }

        return value;
    }

    private static PSNoteProperty Member(string name, ref Utf8JsonReader json, ReadOnlyMemory<byte> whole)
    {
        if (whole.IsEmpty || json.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return new PSNoteProperty(name, Value(ref json));
        var start = (int)json.TokenStartIndex;
        json.Skip();
        return new OcsfPart(name, whole.Slice(start, (int)json.BytesConsumed - start));
    }

    private static object? Value(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.StartObject => Object(ref json),
        JsonTokenType.StartArray => List(ref json),
        JsonTokenType.String => CleanText.Of(json.GetString()!),
        JsonTokenType.Number => json.TryGetInt64(out var whole) ? (object)whole : json.GetDouble(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => null,
    };

    private static object?[] List(ref Utf8JsonReader json)
    {
        var items = new List<object?>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray) items.Add(Value(ref json));
        return [.. items];
    }
}
