using System.Collections;
using System.Globalization;

namespace InspectorHub.Common;

/// <summary>
/// Keys and texts, as tags and fields are: made of any dictionary, read as its entries where text is wanted. Case matters in
/// keys.
/// </summary>
public sealed class TextMap : Dictionary<string, string>
{
    /// <summary>An empty map.</summary>
    public TextMap() : base(StringComparer.Ordinal)
    {
    }

    /// <summary>An empty map with room.</summary>
    public TextMap(int capacity) : base(capacity, StringComparer.Ordinal)
    {
    }

    /// <summary>
    /// A map of the entries of any dictionary, numbers and dates as text that is the same everywhere. Where its order is of
    /// chance, that of the keys.
    /// </summary>
    public TextMap(IDictionary entries) : base(entries.Count, StringComparer.Ordinal)
    {
        var texts = new List<(string Key, string Value)>(entries.Count);
        var entry = entries.GetEnumerator();
        while (entry.MoveNext()) texts.Add((Text(entry.Key), Text(entry.Value)));
        if (entries is Hashtable) texts.Sort((one, other) => string.CompareOrdinal(one.Key, other.Key));
        foreach (var (key, value) in texts) this[key] = value;
    }

    /// <summary>Whether it stands for a map that is not there, until something is put in.</summary>
    internal bool IsPlaceholder { get; private init; }

    /// <summary>A map for an owner that has none: what is put in is there, and nothing is where nothing is.</summary>
    internal static TextMap Placeholder() => new() { IsPlaceholder = true };

    /// <summary>The map, or null where there is none.</summary>
    internal static TextMap? OrNull(TextMap? map) => map is { Count: 0, IsPlaceholder: true } ? null : map;

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", this.Select(entry => $"{entry.Key}={entry.Value}"));

    private static string Text(object? value) => value switch
    {
        DateTime or DateTimeOffset => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
