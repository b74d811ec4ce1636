using System.Globalization;
using System.Runtime.CompilerServices;

namespace InspectorHub.Translation;

/// <summary>
/// The names of product fields, put together once: findings that come together have the same. A name takes the place of another whose
/// hash is like its own.
/// </summary>
internal static class FieldNames
{
    private const int Count = 2048;

    // Threads may overwrite each other's, but whichever is read is whole.
    private static readonly JoinedName?[] Places = new JoinedName?[Count];

    /// <summary>What the names of fields of an item of a list begin with: <c>resources/</c> and 1 are <c>resources/1/</c>.</summary>
    public static string Join(string list, int number) => Join(Join(list, number.ToString(CultureInfo.InvariantCulture)), "/");

    /// <summary>The name behind its prefix.</summary>
    public static string Join(string prefix, string name)
    {
        // By the objects and not by their characters: prefixes are ours, and a name that was read before is the same object.
        var hash = (31 * RuntimeHelpers.GetHashCode(prefix)) ^ RuntimeHelpers.GetHashCode(name);
        ref var place = ref Places[hash & (Count - 1)];
        if (place is { } known && ReferenceEquals(known.Prefix, prefix) && ReferenceEquals(known.Name, name)) return known.Whole;
        var joined = new JoinedName(prefix, name, prefix + name);
        place = joined;
        return joined.Whole;
    }

    private sealed record JoinedName(string Prefix, string Name, string Whole);
}
