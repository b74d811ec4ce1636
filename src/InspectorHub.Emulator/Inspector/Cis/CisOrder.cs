using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.Inspector.Cis;

/// <summary>What a CIS list can be sorted by; what is equal stays as it came.</summary>
internal sealed class CisOrder<T>
{
    // Texts in the order of their characters, whatever the machine's language.
    private static readonly Comparer<IComparable?> Ordinal = Comparer<IComparable?>.Create(static (a, b) =>
        a is string text && b is string other ? string.CompareOrdinal(text, other) : Comparer<IComparable?>.Default.Compare(a, b));

    private readonly Dictionary<string, Func<T, IComparable?>> known = new(StringComparer.Ordinal);

    public CisOrder<T> By(string name, Func<T, IComparable?> key)
    {
        known.Add(name, key);
        return this;
    }

    /// <summary>The items as sortBy and sortOrder ask for them.</summary>
    public IReadOnlyList<T> Sort(ServiceCall call, IEnumerable<T> items)
    {
        if (call.Text("sortBy") is not { } name) return [.. items];
        var key = known[name];
        return call.Text("sortOrder") == "DESC" ? [.. items.OrderByDescending(key, Ordinal)] : [.. items.OrderBy(key, Ordinal)];
    }
}
