using System.Runtime.CompilerServices;
using System.Text.Json;
using InspectorHub.Common;

namespace InspectorHub.Asff.Rules.Shapes;

/// <summary>Keys and texts.</summary>
internal sealed class MapShape(TextShape value) : AsffShape
{
    /// <summary>The service refuses a map without entries.</summary>
    public int Minimum { get; init; } = 1;

    public int Maximum { get; init; } = int.MaxValue;

    public int KeyMaximum { get; init; } = AsffLimits.AnyField;

    public AsffCharacters? KeyCharacters { get; init; }

    [MethodImpl(Hot.Path)]
    public override void Check(ref Utf8JsonReader json, AsffCheck check)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            check.Type("object", ref json);
            return;
        }

        var count = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            count++;
            var key = AsffText.Of(ref json);
            if (AsffText.IsBlank(key) || AsffText.Length(key) > KeyMaximum) check.Name($"1 to {KeyMaximum} characters", key);
            else if (KeyCharacters is { } characters && !characters.Allow(key)) check.Name(characters.Pattern, key);
            check.Path.PushKey(key);
            json.Read();
            value.Check(ref json, check);
            check.Path.Pop();
        }

        check.Properties(count, Minimum, Maximum);
    }

    public override object? Fit(object map, AsffFit fit)
    {
        var given = (TextMap)map;
        return given.Count <= Maximum && Fits(given, fit) ? given : Fitted(given, fit);
    }

    public override void Write(Utf8JsonWriter json, object map)
    {
        json.WriteStartObject();
        foreach (var entry in (TextMap)map) json.WriteString(entry.Key, entry.Value);
        json.WriteEndObject();
    }

    // Nearly every map fits as it is: it is walked once, and nothing is allocated.
    private bool Fits(TextMap given, AsffFit fit)
    {
        foreach (var entry in given)
        {
            if (entry.Key.Length > KeyMaximum || AsffText.IsBlank(entry.Key)
                || !(KeyCharacters?.Allow(entry.Key) ?? AsffText.IsClean(entry.Key)) || !value.FitsAsIs(entry.Value)) return false;
            // Counted again where the map does not fit after all: what is counted is an upper bound.
            fit.Count(entry.Key);
            fit.Count(entry.Value);
        }

        return given.Count > 0;
    }

    private TextMap? Fitted(TextMap given, AsffFit fit)
    {
        var fitted = new TextMap();
        foreach (var entry in given)
        {
            var told = fit.Reports;
            // A null of ours is an absent member; an empty text is a value that the format does not have.
            if (entry.Value is null || value.Fit(entry.Value, fit) is not { } text)
            {
                if (entry.Value is not null) fit.LeaveOut(0, 1, "characters");
            }
            else if (fitted.Count < Maximum)
            {
                var key = Key(entry.Key, fitted, fit);
                fit.Count(key);
                fitted[key] = text;
            }

            if (fit.Reports > told) fit.Within($"['{entry.Key}']", told);
        }

        if (given.Count > Maximum && fitted.Count == Maximum) fit.Cut(Maximum, given.Count, "entries");
        return fitted.Count > 0 ? fitted : null;
    }

    // Two keys that fit only by becoming the same stay two.
    private string Key(string given, TextMap taken, AsffFit fit)
    {
        var key = AsffText.Clean(given);
        if (KeyCharacters is { } characters) key = fit.Replace(key, characters);
        if (AsffText.IsBlank(key)) key = "_";
        if (key.Length > KeyMaximum)
        {
            fit.Cut(KeyMaximum, key.Length, "characters");
            key = AsffText.Cut(key, KeyMaximum);
        }

        var unique = key;
        for (var number = 2; taken.ContainsKey(unique); number++)
        {
            var suffix = $"_{number}";
            unique = (key.Length + suffix.Length <= KeyMaximum ? key : AsffText.Cut(key, KeyMaximum - suffix.Length)) + suffix;
        }

        return unique;
    }
}
