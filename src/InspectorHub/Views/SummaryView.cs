using System.Management.Automation;

namespace InspectorHub.Views;

/// <summary>Where findings went, in the width of a table's column; where none did, or some could not, that.</summary>
public static class SummaryView
{
    /// <summary>The Regions of a summary, of this session or come through remoting.</summary>
    public static string Where(PSObject summary)
    {
        var (findings, earlier, unusable) = (Number(summary, "Findings"), Number(summary, "Earlier"), Number(summary, "Unusable"));
        var word = unusable > 0 ? $"{unusable} unusable" : findings + earlier == 0 ? "nothing to send" : "";
        return string.Join("; ",
            new[] { summary.Properties["Region"]?.Value?.ToString(), word }.Where(part => !string.IsNullOrEmpty(part)));
    }

    private static int Number(PSObject summary, string member) => summary.Properties[member]?.Value as int? ?? 0;
}
