using System.Globalization;

namespace InspectorHub.Asff.Rules;

/// <summary>A check of a finding under way: where it stands and what it has found. Messages are those of the service's validator (Ajv 6), as refusals quote them.</summary>
internal sealed class AsffCheck
{
    public AsffPath Path { get; } = new();

    public List<AsffViolation> Violations { get; } = [];

    public void Required(string member) => Add("required", member, "absent", $"should have required property '{member}'");

    public void Type(string expected, System.Text.Json.JsonValueKind actual) =>
        Add("type", expected, actual is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False ? "boolean" : Lower(actual), $"should be {expected}");

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

    public void Values(string allowed, string actual) => Add("enum", allowed, actual, "should be equal to one of the allowed values");

    public void Name(string limit, string name) => Add("propertyNames", limit, name, $"property name '{name}' is invalid");

    public void AnyOf(string limit) => Add("anyOf", limit, "absent", "should match some schema in anyOf");

    /// <summary>The words of the service for one field of 32,768 characters or more.</summary>
    public void Field(int length) => Violations.Add(new AsffViolation(
        Path.ToString(), "maxLength", Text(AsffLimits.AnyField), Text(length), $"The maximum size of an individual field should be less than {AsffLimits.AnyField + 1}"));

    /// <summary>No refusal for its size has been seen: the words are ours.</summary>
    public void Bytes(int bytes) => Add("maxBytes", AsffLimits.FindingBytes, bytes, $"should NOT be larger than {AsffLimits.FindingBytes} bytes");

    private void Add(string rule, int limit, int actual, string message) => Add(rule, Text(limit), Text(actual), message);

    private void Add(string rule, string limit, string actual, string message) =>
        Violations.Add(new AsffViolation(Path.ToString(), rule, limit, actual, $"{Path.InServiceWords()} {message}"));

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

#pragma warning disable CA1308 // JSON schema's names of types are lower case.
    private static string Lower(System.Text.Json.JsonValueKind kind) => kind.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
