using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using InspectorHub.Asff.Rules;

namespace InspectorHub.Asff;

/// <summary>What Security Hub accepts: the check of a finding against the whole format.</summary>
public static class AsffRules
{
    /// <summary>Finds everything in a finding that Security Hub would refuse; nothing where it is fine.</summary>
    /// <param name="finding">A finding as JSON, in either form. Members that the format does not know are let through.</param>
    /// <param name="origin">Where it was read, for whoever sees the violations.</param>
    public static IReadOnlyList<AsffViolation> Check(JsonElement finding, string? origin = null)
    {
        var check = new AsffCheck();
        AsffSchema.Finding.Check(finding, check);
        if (finding.ValueKind == JsonValueKind.Object)
        {
            HereOrByProvider(finding, "Severity", check);
            HereOrByProvider(finding, "Types", check);
            Size(finding, check);
        }

        if (check.Violations.Count == 0) return check.Violations;
        var id = finding.ValueKind == JsonValueKind.Object && finding.TryGetProperty("Id", out var named) && named.ValueKind == JsonValueKind.String ? AsffText.Of(named) : null;
        return check.Violations.ConvertAll(violation => violation with { FindingId = id, Origin = origin });
    }

    /// <inheritdoc cref="Check(JsonElement, string)"/>
    public static IReadOnlyList<AsffViolation> Check(AsffFinding finding)
    {
        using var document = JsonDocument.Parse(AsffJson.Serialize(finding));
        return Check(document.RootElement);
    }

    /// <summary>The sentence in which Security Hub refuses a finding (ErrorMessage of a failed finding).</summary>
    public static string Refusal(IReadOnlyList<AsffViolation> violations) =>
        $"Finding does not adhere to Amazon Finding Format. {string.Join(", ", violations.Select(violation => violation.Message))}.";

    // Either at the top or in FindingProviderFields, as the service's own schema says.
    private static void HereOrByProvider(JsonElement finding, string member, AsffCheck check)
    {
        if (finding.TryGetProperty(member, out _)) return;
        if (!finding.TryGetProperty("FindingProviderFields", out var fields))
        {
            // Said once, whatever of it is missing.
            if (check.Violations.Exists(violation => violation.Rule == "anyOf" && violation.Path == "$")) return;
            check.Required("FindingProviderFields");
        }
        else if (fields.ValueKind != JsonValueKind.Object || fields.TryGetProperty(member, out _)) return;
        else
        {
            check.Path.Push("FindingProviderFields");
            check.Required(member);
            check.Path.Pop();
        }

        check.AnyOf($"{member} or FindingProviderFields.{member}");
    }

    private static void Size(JsonElement finding, AsffCheck check)
    {
        // Blanks between members do not count; where they do not matter, nothing is written to be counted.
        if (Encoding.UTF8.GetByteCount(finding.GetRawText()) <= AsffLimits.FindingBytes) return;
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) finding.WriteTo(writer);
        if (stream.Length > AsffLimits.FindingBytes) check.Bytes((int)stream.Length);
    }
}
