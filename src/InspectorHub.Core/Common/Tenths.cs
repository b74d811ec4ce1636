namespace InspectorHub.Common;

/// <summary>
/// Numbers of one decimal from 0.1 to 10, as scores are: few, so that what is made of one can be looked up, where formatting it takes as
/// long as writing five texts.
/// </summary>
internal static class Tenths
{
    private const int Most = 100;

    /// <summary>Makes what is to be looked up, by the count of tenths.</summary>
    public static T[] Each<T>(Func<double, T> make) => [.. Enumerable.Range(0, Most + 1).Select(count => make(count / 10.0))];

    /// <summary>Counts the tenths that a number is; false where it is another number.</summary>
    public static bool TryCount(double number, out int count)
    {
        count = number is > 0 and <= Most / 10 ? (int)Math.Round(10 * number) : 0;
        return count > 0 && count / 10.0 == number;
    }
}
