using System.Management.Automation.Host;

namespace InspectorHub.Views;

/// <summary>Colour in tables: only where the host can show it and the user has not asked for none.</summary>
internal static class Colour
{
    /// <summary>Text in a colour, or as it is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="code">Parameters of the ANSI sequence; empty for none.</param>
    /// <param name="style">$PSStyle. Where there is none (Windows PowerShell) tables count escape sequences as text, so
    /// nothing is coloured there; where it says plain text, the engine takes the colour out.</param>
    /// <param name="host">$Host.</param>
    public static string Of(string text, string code, object? style, PSHost? host)
    {
        var plain = style is null
            || host?.UI?.SupportsVirtualTerminal != true
            || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        return plain || code.Length == 0 ? text : $"\u001b[{code}m{text}\u001b[0m";
    }
}
