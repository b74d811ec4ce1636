using System.Text.Json.Nodes;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>Label and Normalized of a severity, each filled in from the other. Source: Security Hub API, <c>Severity</c>.</summary>
internal static class SeverityScale
{
    public static JsonObject Completed(JsonObject severity)
    {
        var label = (string?)severity["Label"];
        var normalized = (int?)(double?)severity["Normalized"];
        if (label is null && normalized is { } number) severity["Label"] = Label(number);
        else if (label is not null && normalized is null) severity["Normalized"] = Normalized(label);
        return severity;
    }

    private static string Label(int normalized) => normalized switch
    {
        0 => "INFORMATIONAL",
        < 40 => "LOW",
        < 70 => "MEDIUM",
        < 90 => "HIGH",
        _ => "CRITICAL",
    };

    private static int Normalized(string label) => label switch
    {
        "LOW" => 1,
        "MEDIUM" => 40,
        "HIGH" => 70,
        "CRITICAL" => 90,
        _ => 0,
    };
}
