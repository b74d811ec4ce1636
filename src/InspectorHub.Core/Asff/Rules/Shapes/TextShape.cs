using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using InspectorHub.Common;

namespace InspectorHub.Asff.Rules.Shapes;

/// <summary>
/// A text: so long, of a pattern, or one of a few values. No text of the format may be empty or blank (API model, <c>NonEmptyString</c>).
/// </summary>
internal sealed class TextShape : AsffShape
{
    private const string NotBlank = @".*\S.*";

    private string? pattern;
    private Regex? expression;
    private byte[][]? values;

    // What has a pattern, an account or a product, is the same in finding after finding.
    private byte[]? matched;

    public int Minimum { get; init; } = 1;

    public int Maximum { get; init; } = AsffLimits.AnyField;

    /// <summary>All values that are allowed; null where any is.</summary>
    public string[]? Values
    {
        get;
        init
        {
            field = value;
            values = value is null ? null : [.. value.Select(Encoding.UTF8.GetBytes)];
        }
    }

    /// <summary>A regular expression for the whole text.</summary>
    public string? Pattern
    {
        get => pattern;
        init
        {
            pattern = value;
            expression = value is null ? null
                : new Regex(value.TrimEnd('$') + @"\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
                    TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>What else the text has to be; null where it may be anything.</summary>
    public AsffFormat? Format { get; init; }

    /// <summary>The characters a value may have; others are replaced when fitting.</summary>
    public AsffCharacters? Characters { get; init; }

    [MethodImpl(Hot.Path)]
    public override void Check(ref Utf8JsonReader json, AsffCheck check)
    {
        if (json.TokenType != JsonTokenType.String) check.Type("string", ref json);
        else if (!IsPlain(ref json))
        {
            var before = check.Violations.Count;
            Check(AsffText.Of(ref json), check);
            if (expression is not null && check.Violations.Count == before && !json.ValueIsEscaped) matched = json.ValueSpan.ToArray();
        }
    }

    public override object? Fit(object value, AsffFit fit) => value is string text ? Fit(text, fit) : value;

    public override void Write(Utf8JsonWriter json, object value) => json.WriteStringValue((string)value);

    /// <summary>Whether fitting would give back the text itself.</summary>
    [MethodImpl(Hot.Path)]
    public bool FitsAsIs(string? text) =>
        text is { Length: > 0 } && text.Length <= Maximum && AsffText.IsClean(text)
            && (text[0] is > ' ' and <= '~' || !AsffText.IsBlank(text)) &&
        (Minimum == 1 || !IsTooShort(text)) && Characters?.Allow(text) != false && (Values is null || Array.IndexOf(Values, text) >= 0);

    public string? Fit(string text, AsffFit fit)
    {
        if (FitsAsIs(text))
        {
            fit.Count(text);
            return text;
        }

        var clean = AsffText.Clean(text);
        if (AsffText.IsBlank(clean)) return null;
        if (Characters is { } characters) clean = fit.Replace(clean, characters);
        if (IsTooShort(clean)) return fit.LeaveOut(clean.Length, Minimum, "characters");
        if (Values is { } allowed && Array.IndexOf(allowed, clean) < 0) return fit.LeaveOut(clean, string.Join(", ", allowed));
        if (clean.Length > Maximum)
        {
            fit.Cut(Maximum, clean.Length, "characters");
            clean = AsffText.Cut(clean, Maximum);
        }

        fit.Count(clean);
        return clean;
    }

    // Nearly every text, told from its bytes: long and short enough, ASCII, something to see, and as further rules have it.
    [MethodImpl(Hot.Path)]
    private bool IsPlain(ref Utf8JsonReader json)
    {
        if (json.ValueIsEscaped) return false;
        var text = json.ValueSpan;
        if (expression is not null) return matched is { } known && text.SequenceEqual(known);
        return text is [> (byte)' ' and <= (byte)'~', ..] && text.Length >= Minimum && text.Length <= Maximum
            && (Format is null ? AsffText.IsAscii(text) : Format.IsPlain(text))
            && Characters?.Allow(text) != false && (values is null || IsOneOf(text, values));
    }

    private static bool IsOneOf(ReadOnlySpan<byte> text, byte[][] values)
    {
        foreach (var value in values)
        {
            if (text.SequenceEqual(value)) return true;
        }

        return false;
    }

    // A minimum is of code points, as the service counts; a maximum of UTF-16 units, which fits however the service counts.
    private bool IsTooShort(string text) => text.Length < Minimum || (text.Length < 2 * Minimum && AsffText.Length(text) < Minimum);

    [MethodImpl(Hot.Path)]
    private void Check(string text, AsffCheck check)
    {
        var length = AsffText.Length(text);
        if (length > AsffLimits.AnyField) check.Field(length);
        check.Length(length, Minimum, Maximum < AsffLimits.AnyField ? Maximum : int.MaxValue);
        if (length > 0 && AsffText.IsBlank(text)) check.Pattern(NotBlank, text);
        if (Values is { } allowed && Array.IndexOf(allowed, text) < 0) check.Values(string.Join(", ", allowed), text);
        Format?.Check(text, check);
        if (expression is { } whole && !whole.IsMatch(text)) check.Pattern(Pattern!, text);
        if (Characters is { } characters && !characters.Allow(text)) check.Pattern(characters.Pattern, text);
    }
}
