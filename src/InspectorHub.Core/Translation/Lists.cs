using InspectorHub.Common;

namespace InspectorHub.Translation;

/// <summary>Lists as JSON may bring them: absent, empty, or with nulls among their items.</summary>
internal static class Lists
{
    /// <summary>The list where it has items. Empty ones are common in Inspector's findings, and the format has none.</summary>
    public static ItemList<T>? NotEmpty<T>(this ItemList<T>? list) => list is { Count: > 0 } ? list : null;

    /// <summary>The items translated, nulls left out; null for no list.</summary>
    public static ItemList<TTo>? Map<TFrom, TTo>(this List<TFrom>? list, Func<TFrom, TTo> translate)
        where TFrom : class
    {
        if (list is null) return null;
        var translated = new ItemList<TTo>(list.Count);
        foreach (var item in list)
        {
            if (item is not null) translated.Add(translate(item));
        }

        return translated;
    }
}
