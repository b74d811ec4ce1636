using System.Text.Json.Nodes;
using InspectorHub.Asff;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>Label and Normalized of a severity, each filled in from the other. Source: Security Hub API, <c>Severity</c>.</summary>
internal static class SeverityScale
{
    public static JsonObject Completed(JsonObject severity)
    {
        var label = (string?)severity["Label"];
        var normalized = (int?)(double?)severity["Normalized"];
        if (label is null && normalized is { } number) severity["Label"] = AsffSeverity.LabelOf(number);
        else if (label is not null && normalized is null) severity["Normalized"] = AsffSeverity.NormalizedOf(label) ?? 0;
        return severity;
    }
}
