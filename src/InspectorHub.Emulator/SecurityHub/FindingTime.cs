using System.Globalization;
using System.Text.RegularExpressions;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>Timestamps as Security Hub keeps them: to the millisecond.</summary>
internal static class FindingTime
{
    private static readonly Regex Finer = new(@"(?<milliseconds>\.\d{3})\d+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    // 2025-01-01T00:00:00.000Z: nothing shorter is finer.
    private const int Milliseconds = 24;

    /// <summary>The time that a text names, or null.</summary>
    public static DateTimeOffset? Parse(string? text) =>
        text is not null && DateTimeOffset.TryParse(ToMilliseconds(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>What is finer than a millisecond falls off: <c>…123456789Z</c> becomes <c>.123Z</c>. Source: Security Hub API reference.</summary>
    public static string ToMilliseconds(string text) => text.Length <= Milliseconds ? text : Finer.Replace(text, "${milliseconds}");
}
