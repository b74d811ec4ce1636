using System.Globalization;

namespace InspectorHub.Common;

/// <summary>What an object of many members says in a line.</summary>
internal static class Words
{
    /// <summary>What there is of some values, one after the other; numbers and dates as they are written everywhere.</summary>
    public static string Of(params object?[] values) =>
        string.Join(
            " ", values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)).Where(text => !string.IsNullOrEmpty(text)));
}
