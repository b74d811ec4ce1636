using System.Text.Json;

namespace InspectorHub.Emulator.Filters;

/// <summary>An order of findings; what has no value at a place comes last.</summary>
internal sealed class FindingOrder
{
    private readonly List<Criterion> criteria = [];

    public bool IsAny => criteria.Count == 0;

    /// <summary>Sorts by one more place.</summary>
    /// <param name="path">Names with dots between.</param>
    /// <param name="descending">The largest first.</param>
    /// <param name="time">Reads the texts there as times, which are in order as such: not as texts.</param>
    /// <param name="ranks">Words in their order, where it is not the alphabet's.</param>
    public void Add(string path, bool descending, Func<string, DateTimeOffset?>? time = null, IReadOnlyList<string>? ranks = null) =>
        criteria.Add(new Criterion(path.Split('.'), descending, time, ranks));

    /// <summary>The items in order; equal ones stay as they came.</summary>
    /// <param name="items">Each with the keys that it has by <see cref="KeysOf"/>.</param>
    public IEnumerable<T> Sort<T>(IEnumerable<(T Item, IReadOnlyList<IComparable?> Keys)> items) =>
        items.OrderBy(entry => entry.Keys, Comparer<IReadOnlyList<IComparable?>>.Create(Compare)).Select(entry => entry.Item);

    /// <summary>What a finding is sorted by.</summary>
    public IReadOnlyList<IComparable?> KeysOf(JsonElement finding) => criteria.ConvertAll(criterion => Key(finding, criterion));

    private int Compare(IReadOnlyList<IComparable?> left, IReadOnlyList<IComparable?> right)
    {
        for (var index = 0; index < criteria.Count; index++)
        {
            var (a, b) = (left[index], right[index]);
            if (a is null && b is null) continue;
            if (a is null || b is null) return a is null ? 1 : -1;
            var order = a is double number && b is double other
                ? number.CompareTo(other)
                : string.CompareOrdinal(a.ToString(), b.ToString());
            if (order != 0) return criteria[index].Descending ? -order : order;
        }

        return 0;
    }

    private static IComparable? Key(JsonElement finding, Criterion criterion)
    {
        var value = FindingValues.At(finding, criterion.Steps).Select(found => (JsonElement?)found).FirstOrDefault();
        return value switch
        {
            null => null,
            { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
            { } text when criterion.Ranks is { } ranks => (double)ranks.ToList().IndexOf(text.ToString()),
            { } text when criterion.Time is { } time => time(text.ToString()) is { } read ? (double)read.ToUnixTimeMilliseconds() : null,
            { } text => text.ToString(),
        };
    }

    private sealed record Criterion(string[] Steps, bool Descending, Func<string, DateTimeOffset?>? Time, IReadOnlyList<string>? Ranks);
}
