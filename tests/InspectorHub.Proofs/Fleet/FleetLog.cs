using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace InspectorHub.Proofs.Fleet;

/// <summary>Reads what workers log: a JSON object a line.</summary>
internal static partial class FleetLog
{
    public static bool IsEntry(string line)
    {
        try
        {
            return JsonDocument.Parse(line).RootElement.TryGetProperty("level", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>How many messages a line says that were given back to the queue; 0 where it speaks of something else.</summary>
    public static int GivenBack(string line) =>
        Messages().Match(line) is { Success: true } match ? int.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"(?<count>\d+) messages are given back", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Messages();
}
