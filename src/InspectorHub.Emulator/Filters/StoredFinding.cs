namespace InspectorHub.Emulator.Filters;

/// <summary>A finding that is only lent, as it is stored: its resources and vulnerabilities, which are most of it, stand last.</summary>
/// <param name="json">The finding as UTF-8 JSON.</param>
/// <param name="resources">Where its Resources begin, with the comma before them; 0 where that is not known.</param>
internal readonly ref struct StoredFinding(ReadOnlySpan<byte> json, int resources = 0)
{
    public ReadOnlySpan<byte> Json { get; } = json;

    /// <summary>Before the first of its members that may be looked at; there is an end behind the last of them.</summary>
    /// <param name="first">Members that are not among the last are looked at.</param>
    /// <param name="last">Members that are among the last are looked at, see <see cref="IsLast"/>.</param>
    public JsonCursor Members(bool first, bool last)
    {
        var cursor = new JsonCursor(resources == 0 || (first && last) ? Json : last ? Json.Slice(resources) : Json.Slice(0, resources));
        if (cursor.Kind == '{') cursor.Enter();
        return cursor;
    }

    /// <summary>Whether a member of this name is one of the last.</summary>
    public static bool IsLast(string name) => name is "Resources" or "Vulnerabilities";
}
