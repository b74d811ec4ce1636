using System.Runtime.CompilerServices;

namespace InspectorHub.Common;

/// <summary>Checks the values of options where they are given: a wrong one fails there, with its name and its range.</summary>
internal static class Limit
{
    /// <summary>The value, if it is within its range, ends included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static T Between<T>(T value, T lowest, T highest, [CallerMemberName] string option = "") where T : IComparable<T> =>
        value.CompareTo(lowest) >= 0 && value.CompareTo(highest) <= 0
            ? value
            : throw new ArgumentOutOfRangeException(
                option, value, FormattableString.Invariant($"{option} is {value}; it may be {lowest} to {highest}."));

    /// <inheritdoc cref="Between{T}(T, T, T, string)"/>
    public static TimeSpan Seconds(TimeSpan value, double lowest, double highest, [CallerMemberName] string option = "") =>
        Between(value, TimeSpan.FromSeconds(lowest), TimeSpan.FromSeconds(highest), option);

    /// <summary>The value, if it is given.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public static T Given<T>(T value, [CallerMemberName] string option = "") where T : class =>
        value ?? throw new ArgumentNullException(option);
}
