using System.Management.Automation.Host;

namespace InspectorHub.Views;

/// <summary>What became of a finding on its way, or how a check ended: good in green, waiting in yellow, bad in red.</summary>
public static class OutcomeView
{
    /// <summary>The text of an outcome, in colour where that is wanted.</summary>
    /// <param name="outcome">A status, a state or the outcome of a check.</param>
    /// <param name="style">$PSStyle.</param>
    /// <param name="host">$Host.</param>
    public static string Text(object? outcome, object? style, PSHost? host)
    {
        var text = outcome?.ToString() ?? "";
        return Colour.Of(text, Code(text), style, host);
    }

    /// <summary>The outcome of a check as a sign: ✓, ! or ✗, in words where the console does not write Unicode.</summary>
    /// <param name="outcome">Pass, Warn or Fail.</param>
    /// <param name="style">$PSStyle.</param>
    /// <param name="host">$Host.</param>
    public static string Check(object? outcome, object? style, PSHost? host)
    {
        var text = outcome?.ToString() ?? "";
        var sign = (text, Unicode: MarkView.WritesUnicode) switch
        {
            ("Pass", true) => "✓",
            ("Warn", true) => "!",
            ("Fail", true) => "✗",
            _ => text,
        };
        return Colour.Of(sign, Code(text), style, host);
    }

    private static string Code(string outcome) => outcome switch
    {
        "Received" or "Pass" => "92",
        "Waiting" or "Pending" or "InFlight" or "Warn" => "93",
        "Refused" or "Fail" => "91",
        _ => "",
    };
}
