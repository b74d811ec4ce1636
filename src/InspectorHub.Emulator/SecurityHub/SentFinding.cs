using System.Text.Json;
using InspectorHub.Asff;
using InspectorHub.Asff.Rules;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>A finding of an import, as it was sent.</summary>
/// <param name="Members">Its members; none when it is no object.</param>
/// <param name="Violations">What of it Security Hub does not accept.</param>
internal sealed record SentFinding(JsonMembers Members, IReadOnlyList<AsffViolation> Violations)
{
#if !NET
    private static readonly System.Text.UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
#endif

    public string? Id => Members.Text("Id");

    public string? Title => Members.Text("Title");

    public string? AwsAccountId => Members.Text("AwsAccountId");

    public string? ProductArn => Members.Text("ProductArn");

    public string? UpdatedAt => Members.Text("UpdatedAt");

    /// <summary>
    /// The findings in the body of an import, checked. The body is gone through once for both, which is most of the work of
    /// an import.
    /// </summary>
    /// <exception cref="ServiceError">400: too many, none, too large.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static IReadOnlyList<SentFinding> ReadAll(ReadOnlyMemory<byte> body)
    {
        if (body.Length > AsffLimits.BatchBytes) throw Invalid("The maximum size of a batch of findings is 6 MB");
        List<SentFinding>? findings = null;
        if (!IsUtf8(body)) throw new JsonException("UTF-8 is expected.");
        var json = new Utf8JsonReader(body.Span);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject) throw new JsonException("An object is expected.");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isFindings = json.ValueTextEquals("Findings"u8);
            json.Read();
            if (isFindings) findings = ReadList(ref json, body);
            else json.Skip();
        }

        json.Read();
        return findings?.Count switch
        {
            null => throw Invalid("data should have required property 'Findings'"),
            0 => throw Invalid("data.Findings should NOT have fewer than 1 items"),
            > AsffLimits.BatchFindings => throw Invalid($"data.Findings should NOT have more than {AsffLimits.BatchFindings} items"),
            _ => findings,
        };
    }

    /// <summary>A finding by itself, checked.</summary>
    public static SentFinding Read(byte[] utf8)
    {
        var json = new Utf8JsonReader(utf8);
        json.Read();
        return Read(ref json, utf8);
    }

    private static SentFinding Read(ref Utf8JsonReader json, ReadOnlyMemory<byte> body)
    {
        var check = new AsffCheck { Places = [] };
        var violations = AsffRules.Check(ref json, body.Span, check);
        return new SentFinding(JsonMembers.At(check.Places, body), violations);
    }

    private static List<SentFinding>? ReadList(ref Utf8JsonReader json, ReadOnlyMemory<byte> body)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Skip();
            return null;
        }

        List<SentFinding> findings = [];
        while (json.Read() && json.TokenType != JsonTokenType.EndArray) findings.Add(Read(ref json, body));

        return findings;
    }

    // Readers of JSON look at bytes, and only at those of texts that somebody asks for.
    private static bool IsUtf8(ReadOnlyMemory<byte> body)
    {
#if NET
        return System.Text.Unicode.Utf8.IsValid(body.Span);
#else
        try
        {
            return Strict.GetCharCount(body.ToArray()) >= 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
#endif
    }

    private static ServiceError Invalid(string problem) => new(400, "InvalidInputException", $"Invalid parameter 'Findings'. {problem}");
}
