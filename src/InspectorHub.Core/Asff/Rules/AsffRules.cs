using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using InspectorHub.Asff.Serialization;

namespace InspectorHub.Asff.Rules;

/// <summary>What Security Hub accepts: the check of a finding against the whole format.</summary>
public static class AsffRules
{
    /// <summary>Finds everything in a finding that Security Hub would refuse; nothing where it is fine.</summary>
    /// <param name="utf8">A finding as UTF-8 JSON, in either form.</param>
    /// <param name="origin">Where it was read, for whoever sees the violations.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static IReadOnlyList<AsffViolation> Check(ReadOnlySpan<byte> utf8, string? origin = null)
    {
        var json = new Utf8JsonReader(utf8);
        json.Read();
        return Check(ref json, utf8, new AsffCheck { IsStrict = true }, origin);
    }

    /// <summary>The same for the value that the reader of a text stands at; it is left at the value's end.</summary>
    internal static IReadOnlyList<AsffViolation> Check(ref Utf8JsonReader json, ReadOnlySpan<byte> text, AsffCheck check,
        string? origin = null)
    {
        var start = (int)json.TokenStartIndex;
        var isObject = json.TokenType == JsonTokenType.StartObject;
        AsffSchema.Finding.Check(ref json, check);
        var finding = text.Slice(start, (int)json.BytesConsumed - start);
        if (isObject)
        {
            HereOrByProvider(finding, "Severity", check);
            HereOrByProvider(finding, "Types", check);
            if (check.IsStrict) AsffAgreement.Check(finding, check);
            Size(finding, check);
        }

        if (check.Violations.Count == 0) return check.Violations;
        var id = isObject && Find(finding, "Id", out var named) && named.TokenType == JsonTokenType.String ? AsffText.Of(ref named) : null;
        return check.Violations.ConvertAll(violation => violation with { FindingId = id, Origin = origin });
    }

    /// <inheritdoc cref="Check(ReadOnlySpan{byte}, string)"/>
    public static IReadOnlyList<AsffViolation> Check(JsonElement finding, string? origin = null) =>
        Check(Encoding.UTF8.GetBytes(finding.GetRawText()), origin);

    /// <inheritdoc cref="Check(ReadOnlySpan{byte}, string)"/>
    public static IReadOnlyList<AsffViolation> Check(AsffFinding finding) => Check(AsffJson.Serialize(finding));

    /// <summary>The sentence in which Security Hub refuses a finding (ErrorMessage of a failed finding).</summary>
    public static string Refusal(IReadOnlyList<AsffViolation> violations) =>
        $"Finding does not adhere to Amazon Finding Format. {string.Join(", ", violations.Select(violation => violation.Message))}.";

    // Either at the top or in FindingProviderFields, as the service's own schema says.
    private static void HereOrByProvider(ReadOnlySpan<byte> finding, string member, AsffCheck check)
    {
        if (Find(finding, member, out _)) return;
        if (!Find(finding, "FindingProviderFields", out var fields))
        {
            // Said once, whatever of it is missing.
            if (check.Violations.Exists(violation => violation.Rule == "anyOf" && violation.Path == "$")) return;
            check.Required("FindingProviderFields");
        }
        else if (fields.TokenType != JsonTokenType.StartObject || Find(ref fields, member)) return;
        else
        {
            check.Path.Push("FindingProviderFields");
            check.Required(member);
            check.Path.Pop();
        }

        check.AnyOf($"{member} or FindingProviderFields.{member}");
    }

    private static bool Find(ReadOnlySpan<byte> finding, string member, out Utf8JsonReader value)
    {
        value = new Utf8JsonReader(finding);
        value.Read();
        return Find(ref value, member);
    }

    // From the start of an object to the value of a member.
    private static bool Find(ref Utf8JsonReader json, string member)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = json.ValueTextEquals(member);
            json.Read();
            if (isIt) return true;
            json.Skip();
        }

        return false;
    }

    private static void Size(ReadOnlySpan<byte> finding, AsffCheck check)
    {
        // Blanks between members do not count; where they do not matter, nothing is written to be counted.
        if (finding.Length <= AsffLimits.FindingBytes) return;
        using var stream = new MemoryStream();
        using (var document = JsonDocument.Parse(finding.ToArray()))
        using (var writer = new Utf8JsonWriter(stream,
            new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) document.RootElement.WriteTo(writer);
        if (stream.Length > AsffLimits.FindingBytes) check.Bytes((int)stream.Length);
    }
}
