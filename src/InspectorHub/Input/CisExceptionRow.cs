using System.Collections;
using System.Globalization;
using System.Management.Automation;
using InspectorHub.Sync.Cis;

namespace InspectorHub.Input;

/// <summary>Reads what is allowed to fail from a row, as Import-Csv gives it, or from a hashtable.</summary>
internal static class CisExceptionRow
{
    // 2027-01-31
    private const int DayLength = 10;

    /// <param name="row">The row.</param>
    /// <param name="number">Its place, from 1, for messages.</param>
    /// <exception cref="FormatException">It does not say which check, or why, or its date is none.</exception>
    public static CisException Read(PSObject row, int number) => new()
    {
        CheckId = Text(row, "CheckId") ?? throw new FormatException($"Exception {number} does not say which check: it has no CheckId."),
        Reason = Text(row, "Reason") ?? throw new FormatException($"Exception {number} does not say why: it has no Reason."),
        Platform = Text(row, "Platform"),
        AccountId = Text(row, "AccountId"),
        ResourceId = Text(row, "ResourceId"),
        Until = Until(Value(row, "Until"), number),
    };

    // A day lasts until it is over.
    private static DateTimeOffset? Until(object? value, int number)
    {
        switch (value)
        {
            case null or "":
                return null;
            case DateTimeOffset date:
                return date;
            case DateTime date:
                return new DateTimeOffset(date);
        }

        var text = value.ToString()!.Trim();
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until))
            throw new FormatException($"Exception {number} ends at '{text}', which is no date: one like 2027-01-31 is expected.");
        return text.Length <= DayLength ? until.AddDays(1) : until;
    }

    private static string? Text(PSObject row, string name) =>
        Value(row, name)?.ToString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private static object? Value(PSObject row, string name)
    {
        if (row.BaseObject is not IDictionary table) return row.Properties[name]?.Value.Unwrapped();
        foreach (DictionaryEntry entry in table)
        {
            if (string.Equals(entry.Key.ToString(), name, StringComparison.OrdinalIgnoreCase)) return entry.Value.Unwrapped();
        }

        return null;
    }
}
