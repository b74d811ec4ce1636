using System.Globalization;

namespace InspectorHub.Asff;

/// <summary>Dates as ASFF writes them: RFC 3339 in UTC.</summary>
public static class AsffTime
{
    /// <summary><c>2020-08-19T17:36:22.169Z</c>, as in the findings of Inspector Classic.</summary>
    public static string Milliseconds(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary><c>2023-03-01T08:04:10Z</c>, the fraction dropped, as in the findings of the new Inspector.</summary>
    public static string Seconds(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
