using System.Text.Json;

namespace InspectorHub.Aws.Inspector;

/// <summary>What ListFindings of Amazon Inspector Classic is to list. Source: Inspector API 2016-02-16, <c>FindingFilter</c>.</summary>
public sealed class ClassicFilter
{
    /// <summary>
    /// Severities in any case; the service knows <c>High</c>, <c>Medium</c>, <c>Low</c>, <c>Informational</c>,
    /// <c>Undefined</c>.
    /// </summary>
    public IEnumerable<string>? Severities { get; init; }

    /// <summary>Instances.</summary>
    public IEnumerable<string>? AgentIds { get; init; }

    /// <summary>Rules, for example a CVE.</summary>
    public IEnumerable<string>? RuleNames { get; init; }

    /// <summary>Rules packages.</summary>
    public IEnumerable<string>? RulesPackageArns { get; init; }

    /// <summary>Found at this time or later.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>The document, UTF-8.</summary>
    public byte[] ToJson() => JsonBody.Write(json =>
    {
        WriteList(
            json, "severities",
            Severities?.Select(severity => $"{char.ToUpperInvariant(severity[0])}{severity.Substring(1).ToLowerInvariant()}"));
        WriteList(json, "agentIds", AgentIds);
        WriteList(json, "ruleNames", RuleNames);
        WriteList(json, "rulesPackageArns", RulesPackageArns);
        if (CreatedAfter is not { } start) return;
        json.WriteStartObject("creationTimeRange");
        json.WriteNumber("beginDate", start.ToUnixTimeMilliseconds() / 1000m);
        json.WriteEndObject();
    });

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string>? values)
    {
        if (values is null) return;
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
