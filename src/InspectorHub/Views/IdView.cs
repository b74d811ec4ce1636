namespace InspectorHub.Views;

/// <summary>An Id in the width of a table's column: the part in which it differs from others, which is its end.</summary>
public static class IdView
{
    private const int Shown = 12;

    /// <summary>
    /// The beginning of the last part of an Id, as commits are named; the Id itself where it is short. The list has all of
    /// it.
    /// </summary>
    public static string Text(string? id)
    {
        if (string.IsNullOrEmpty(id)) return "";
        var last = id!.Substring(id.LastIndexOf('/') + 1);
        return last.Length <= Shown + 1 ? last : last.Substring(0, Shown) + "…";
    }
}
