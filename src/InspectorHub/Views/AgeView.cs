using System.Globalization;
using System.Management.Automation;

namespace InspectorHub.Views;

/// <summary>How long ago something was, in one number: 5min, 3h, 12d.</summary>
public static class AgeView
{
    /// <summary>The time since a moment.</summary>
    /// <param name="since">RFC 3339 text or a date; nothing gives nothing.</param>
    public static string Text(object? since)
    {
        var moment = since switch
        {
            DateTimeOffset date => date,
            DateTime date => new DateTimeOffset(date),
            // One that has come through remoting.
            PSObject { BaseObject: PSCustomObject } remote when remote.Properties["UtcDateTime"]?.Value is DateTime date =>
                new DateTimeOffset(date),
            PSObject wrapped when wrapped.BaseObject is DateTimeOffset date => date,
            string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) =>
                date,
            _ => (DateTimeOffset?)null,
        };
        if (moment is null) return "";
        var age = DateTimeOffset.UtcNow - moment.Value;
        return age.TotalDays >= 1
            ? $"{(long)age.TotalDays}d"
            : age.TotalHours >= 1
            ? $"{(long)age.TotalHours}h"
            : $"{Math.Max(0, (long)age.TotalMinutes)}min";
    }
}
