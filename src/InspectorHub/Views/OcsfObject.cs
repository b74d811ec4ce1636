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

    /// <summary>A finding of UTF-8 JSON.</summary>
    public static PSObject From(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8);
        json.Read();
        var finding = Object(ref json);
        finding.TypeNames.Insert(0, TypeName);
        return finding;
    }

    /// <summary>The texts that a finding has at a path, <c>resources.uid</c>; each of a list's.</summary>
    public static IEnumerable<string?> Texts(PSObject finding, string path) =>
        path.Split('.').Aggregate(
            (IEnumerable<object?>)[finding], (found, name) => found.OfType<PSObject>().SelectMany(item => Members(item, name)))
            .Select(value => value as string);

    private static IEnumerable<object?> Members(PSObject item, string name) =>
        item.Properties[name]?.Value is { } value ? value as object?[] ?? [value] : [];

    private static PSObject Object(ref Utf8JsonReader json)
    {
        var value = new PSObject();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            // A member that comes twice, or that nobody can name, is left out as ConvertFrom-Json cannot show it either.
            if (name.Length > 0 && value.Properties[name] is null)
                value.Properties.Add(new PSNoteProperty(name, Value(ref json)), preValidated: true);
            else json.Skip();
        }

        return value;
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
