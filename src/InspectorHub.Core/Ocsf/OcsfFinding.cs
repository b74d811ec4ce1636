using System.Text.Json;
using InspectorHub.Common;
using InspectorHub.Json;

namespace InspectorHub.Ocsf;

/// <summary>A finding in OCSF, of whichever product and class: what every finding is known by, and its JSON as it came.</summary>
public sealed class OcsfFinding
{
    private OcsfFinding(byte[] json) => Json = json;

    /// <summary>The finding as UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary><c>class_uid</c>: 2002 for a vulnerability; null where it is missing.</summary>
    public int? ClassUid { get; private init; }

    /// <summary><c>finding_info.uid</c>: with the account and the product it names the finding.</summary>
    public string? Uid { get; private init; }

    /// <summary><c>metadata.uid</c>: the hub's own name of the finding.</summary>
    public string? MetadataUid { get; private init; }

    /// <summary><c>metadata.product.uid</c>.</summary>
    public string? ProductUid { get; private init; }

    /// <summary><c>cloud.account.uid</c>.</summary>
    public string? AccountId { get; private init; }

    /// <summary><c>cloud.region</c>.</summary>
    public string? Region { get; private init; }

    /// <summary><c>finding_info.title</c>.</summary>
    public string? Title { get; private init; }

    /// <summary><c>severity</c>.</summary>
    public string? Severity { get; private init; }

    /// <summary><c>status</c>.</summary>
    public string? Status { get; private init; }

    /// <summary><c>finding_info.modified_time</c>, else <c>time</c>.</summary>
    public DateTimeOffset? ModifiedAt { get; private init; }

    /// <summary>Reads a finding.</summary>
    /// <exception cref="JsonException">It is not JSON, or no object.</exception>
    public static OcsfFinding Parse(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        return Of(document.RootElement, utf8.ToArray());
    }

    /// <summary>Reads a finding of a larger document.</summary>
    /// <exception cref="JsonException">It is no object.</exception>
    public static OcsfFinding Parse(JsonElement finding) => Of(finding, CompactJson.Bytes(finding.WriteTo));

    private static OcsfFinding Of(JsonElement finding, byte[] json)
    {
        if (finding.ValueKind != JsonValueKind.Object) throw new JsonException("An OCSF finding is expected.");
        return new OcsfFinding(json)
        {
            ClassUid = At(finding, "class_uid") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var uid)
                ? uid
                : null,
            Uid = Text(finding, "finding_info", "uid"),
            MetadataUid = Text(finding, "metadata", "uid"),
            ProductUid = Text(finding, "metadata", "product", "uid"),
            AccountId = Text(finding, "cloud", "account", "uid"),
            Region = Text(finding, "cloud", "region"),
            Title = Text(finding, "finding_info", "title"),
            Severity = Text(finding, "severity"),
            Status = Text(finding, "status"),
            ModifiedAt = Time(finding, "finding_info", "modified_time") ?? Time(finding, "time"),
        };
    }

    private static JsonElement? At(JsonElement element, params string[] path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return null;
        }

        return element;
    }

    private static string? Text(JsonElement finding, params string[] path) =>
        At(finding, path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    // The number is there always, its twin as text only with the profile datetime.
    private static DateTimeOffset? Time(JsonElement finding, params string[] path)
    {
        if (At(finding, path) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var milliseconds))
            return FromEpoch(milliseconds);
        path[path.Length - 1] += "_dt";
        return Rfc3339.Read(Text(finding, path));
    }

    private static DateTimeOffset? FromEpoch(long milliseconds)
    {
        const long YearTenThousand = 253_402_300_800_000;
        return milliseconds is > -YearTenThousand / 5 and < YearTenThousand ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }
}
