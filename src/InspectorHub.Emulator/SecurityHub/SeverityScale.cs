using System.Globalization;
using System.Text;
using InspectorHub.Asff;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>Label and Normalized of a severity, each filled in from the other. Source: Security Hub API, <c>Severity</c>.</summary>
internal static class SeverityScale
{
    public static JsonMembers Completed(JsonMembers severity)
    {
        var label = severity.Text("Label");
        var normalized = severity.Number("Normalized");
        if (label is null && normalized is { } number) severity.Set("Label", AsffSeverity.LabelOf((int)number));
        else if (label is not null && normalized is null)
            severity.Set(
                "Normalized", Encoding.ASCII.GetBytes((AsffSeverity.NormalizedOf(label) ?? 0).ToString(CultureInfo.InvariantCulture)));
        return severity;
    }
}
