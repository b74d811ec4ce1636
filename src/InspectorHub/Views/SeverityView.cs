using System.Management.Automation.Host;
using InspectorHub.Reports;

namespace InspectorHub.Views;

/// <summary>A severity as a table shows it: in colour where the host can show colour and the user has not asked for none.</summary>
public static class SeverityView
{
    private const string Reset = "\u001b[0m";

    // By rank: critical white on red, high red, medium yellow, low cyan, informational as it is.
    private static readonly string[] Colours = ["\u001b[97;41m", "\u001b[91m", "\u001b[93m", "\u001b[96m", ""];

    /// <summary>The text of a severity.</summary>
    /// <param name="severity">An ASFF label, or what an Inspector product calls it.</param>
    /// <param name="style">$PSStyle. Where there is none (Windows PowerShell) tables count escape sequences as text, so nothing is coloured there; where it says plain text, the engine takes the colour out.</param>
    /// <param name="host">$Host.</param>
    public static string Text(string? severity, object? style, PSHost? host)
    {
        if (string.IsNullOrEmpty(severity)) return "";
        var plain = style is null || host?.UI?.SupportsVirtualTerminal != true || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        var colour = plain ? "" : Colours[SeverityCounts.Rank(severity)];
        return colour.Length == 0 ? severity! : colour + severity + Reset;
    }
}
