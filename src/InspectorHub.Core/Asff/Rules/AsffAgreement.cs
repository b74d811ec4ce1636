using System.Text.Json;
using InspectorHub.Common;

namespace InspectorHub.Asff.Rules;

/// <summary>
/// Members of a finding that have to agree with one another. Security Hub has never been seen to refuse these: the API reference and the
/// user guide ask for them (severity, Id, ProductFields).
/// </summary>
internal static class AsffAgreement
{
    private const string Reserved = "aws/";

    // What the service itself adds to every finding, and gives back with it.
    private const string FilledIn = Reserved + "securityhub/";

    /// <param name="utf8">The finding, an object.</param>
    /// <param name="check">Takes what does not agree.</param>
    public static void Check(ReadOnlySpan<byte> utf8, AsffCheck check)
    {
        var json = new Utf8JsonReader(utf8);
        json.Read();
        using var document = JsonDocument.ParseValue(ref json);
        var finding = document.RootElement;
        Severity(finding, check);
        ProviderSeverity(finding, check);
        if (Text(finding, "ProductArn") is { } product && IsAccountsOwn(product)) OwnProduct(finding, check);
    }

    private static void Severity(JsonElement finding, AsffCheck check)
    {
        var severity = Member(finding, "Severity");
        if (Text(severity, "Label") is not { } label || AsffSeverity.NormalizedOf(label) is not { } first) return;
        if (Member(severity, "Normalized") is not { ValueKind: JsonValueKind.Number } number || !number.TryGetInt32(out var normalized)
            || normalized is < 0 or > AsffLimits.Ratio) return;
        if (AsffSeverity.LabelOf(normalized) == label) return;
        check.Path.Push("Severity");
        check.Path.Push("Normalized");
        if (normalized < first) check.Range(normalized, first, AsffLimits.Ratio);
        else check.Range(normalized, 0, Last(first));
        check.Path.Pop();
        check.Path.Pop();
    }

    // Where the label ends that begins there.
    private static int Last(int first)
    {
        var last = first;
        while (last < AsffLimits.Ratio && AsffSeverity.LabelOf(last + 1) == AsffSeverity.LabelOf(first)) last++;
        return last;
    }

    // With neither it is no severity at all, which the schema says.
    private static void ProviderSeverity(JsonElement finding, AsffCheck check)
    {
        if (Member(Member(finding, "FindingProviderFields"), "Severity") is not { ValueKind: JsonValueKind.Object } severity
            || severity.TryGetProperty("Label", out _)
            || !severity.TryGetProperty("Normalized", out _)) return;
        check.Path.Push("FindingProviderFields");
        check.Path.Push("Severity");
        check.Required("Label");
        check.Path.Pop();
        check.Path.Pop();
    }

    // arn:P:securityhub:R:ACCOUNT:product/ACCOUNT/default
    private static bool IsAccountsOwn(string productArn) =>
        Arn.Parse(productArn) is { } arn && arn.AccountId.Length > 0 && arn.Resource == $"product/{arn.AccountId}/default";

    private static void OwnProduct(JsonElement finding, AsffCheck check)
    {
        if (Text(finding, "Id") is { } id && id.StartsWith(Arn.Prefix, StringComparison.Ordinal))
        {
            check.Path.Push("Id");
            check.Pattern("^(?!arn:)", id);
            check.Path.Pop();
        }

        if (Member(finding, "ProductFields") is not { ValueKind: JsonValueKind.Object } fields) return;
        check.Path.Push("ProductFields");
        foreach (var field in fields.EnumerateObject())
        {
            // A name that is no valid Unicode cannot be told as text; it has been reported by its characters.
            if (!field.ToString().StartsWith($"\"{Reserved}", StringComparison.Ordinal)
                || field.Name.StartsWith(FilledIn, StringComparison.Ordinal)) continue;
            check.Name("^(?!aws/)", field.Name);
        }

        check.Path.Pop();
    }

    // Null for what is no text, or no valid Unicode: that has been reported as it is.
    private static string? Text(JsonElement parent, string name)
    {
        try
        {
            return Member(parent, name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;
}
