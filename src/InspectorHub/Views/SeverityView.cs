using System.Management.Automation.Host;
using InspectorHub.Reports;

namespace InspectorHub.Views;

/// <summary>A severity as a table shows it.</summary>
public static class SeverityView
{
    // By rank: critical white on red, high red, medium yellow, low cyan, informational as it is.
    private static readonly string[] Colours = ["97;41", "91", "93", "96", ""];

    /// <summary>The text of a severity, in colour where that is wanted.</summary>
    /// <param name="severity">An ASFF label, or what an Inspector product calls it.</param>
    /// <param name="style">$PSStyle.</param>
    /// <param name="host">$Host.</param>
    public static string Text(string? severity, object? style, PSHost? host) =>
        string.IsNullOrEmpty(severity) ? "" : Colour.Of(severity!, Colours[SeverityCounts.Rank(severity)], style, host);
}
