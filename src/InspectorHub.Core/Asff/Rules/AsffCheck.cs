using System.Globalization;
using System.Text.Json;

namespace InspectorHub.Asff.Rules;

/// <summary>
/// A check of a finding under way: where it stands and what it has found. Messages are those of the service's validator (Ajv 6), as
/// refusals quote them.
/// </summary>
internal sealed class AsffCheck
{
    public AsffPath Path { get; } = new();

    public List<AsffViolation> Violations { get; } = [];

    /// <summary>Filled with the places of the finding's own members, for who needs them anyway; null otherwise.</summary>
    public List<AsffMemberPlace>? Places { get; init; }

    /// <summary>
    /// Whether to report also what the guide asks for and whose refusal has never been seen: members that are unknown, a label and a
    /// number that do not agree, names that are AWS's own. An emulated service takes these.
    /// </summary>
    public bool IsStrict { get; init; }

    public void Required(string member) => Add("required", member, "absent", $"should have required property '{member}'");

    /// <summary>Reports a value of another type, and passes over it.</summary>
    public void Type(string expected, ref Utf8JsonReader json)
    {
        Add("type", expected, NameOf(json.TokenType), $"should be {expected}");
        json.Skip();
    }

    public void Length(int length, int minimum, int maximum)
    {
        if (length < minimum) Add("minLength", minimum, length, $"should NOT be shorter than {minimum} characters");
        if (length > maximum) Add("maxLength", maximum, length, $"should NOT be longer than {maximum} characters");
    }

    public void Items(int count, int minimum, int maximum)
    {
        if (count < minimum) Add("minItems", minimum, count, $"should NOT have fewer than {minimum} items");
        if (count > maximum) Add("maxItems", maximum, count, $"should NOT have more than {maximum} items");
    }

    public void Properties(int count, int minimum, int maximum)
    {
        if (count < minimum) Add("minProperties", minimum, count, $"should NOT have fewer than {minimum} properties");
        if (count > maximum) Add("maxProperties", maximum, count, $"should NOT have more than {maximum} properties");
    }

    public void Range(double value, double minimum, double maximum)
    {
        if (value < minimum) Add("minimum", Text(minimum), Text(value), $"should be >= {Text(minimum)}");
        if (value > maximum) Add("maximum", Text(maximum), Text(value), $"should be <= {Text(maximum)}");
    }

    public void Pattern(string pattern, string actual) => Add("pattern", pattern, actual, $"should match pattern \"{pattern}\"");

    public void Format(string format, string actual) => Add("format", format, actual, $"should match format \"{format}\"");

    public void Unknown(string name) =>
        Add("additionalProperties", "the members of the format", name, "should NOT have additional properties");

    public void Values(string allowed, string actual) => Add("enum", allowed, actual, "should be equal to one of the allowed values");

    public void Name(string limit, string name) => Add("propertyNames", limit, name, $"property name '{name}' is invalid");

    public void AnyOf(string limit) => Add("anyOf", limit, "absent", "should match some schema in anyOf");

    /// <summary>The words of the service for one field of 32,768 characters or more.</summary>
    public void Field(int length) => Violations.Add(new AsffViolation(
        Path.ToString(), "maxLength", Text(AsffLimits.AnyField), Text(length),
            $"The maximum size of an individual field should be less than {AsffLimits.AnyField + 1}"));

    /// <summary>No refusal for its size has been seen: the words are ours.</summary>
    public void Bytes(int bytes) =>
        Add("maxBytes", AsffLimits.FindingBytes, bytes, $"should NOT be larger than {AsffLimits.FindingBytes} bytes");

    /// <summary>What was found of a whole after its parts comes before what was found in those.</summary>
    /// <param name="before">How much had been found before the parts were looked at.</param>
    /// <param name="within">How much after.</param>
    public void SayFirst(int before, int within)
    {
        if (within == before || within == Violations.Count) return;
        var whole = Violations.GetRange(within, Violations.Count - within);
        Violations.RemoveRange(within, whole.Count);
        Violations.InsertRange(before, whole);
    }

    private void Add(string rule, int limit, int actual, string message) => Add(rule, Text(limit), Text(actual), message);

    private void Add(string rule, string limit, string actual, string message) =>
        Violations.Add(new AsffViolation(Path.ToString(), rule, limit, actual, $"{Path.InServiceWords()} {message}"));

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static string NameOf(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "object",
        JsonTokenType.StartArray => "array",
        JsonTokenType.String => "string",
        JsonTokenType.Number => "number",
        JsonTokenType.Null => "null",
        _ => "boolean",
    };
}
