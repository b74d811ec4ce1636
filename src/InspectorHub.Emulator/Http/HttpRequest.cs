namespace InspectorHub.Emulator.Http;

/// <summary>A request as it came over the wire: the target still encoded, the body whole.</summary>
internal sealed record HttpRequest(string Method, string Target, Dictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether it comes from this machine.</summary>
    public bool IsFromHere { get; init; } = true;

    /// <summary>The path as it was sent, not decoded.</summary>
    public string Path => Target.Split('?')[0];

    /// <summary>The query as it was sent, not decoded.</summary>
    public string QueryString => Target.IndexOf('?') is >= 0 and var mark ? Target.Substring(mark + 1) : "";

    /// <summary>Names and values of the query, decoded.</summary>
    public IEnumerable<KeyValuePair<string, string>> Query => Pairs(QueryString);

    /// <summary>The value of a header, or null.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;

    /// <summary>The first value of a name in the query, or null.</summary>
    public string? QueryValue(string name) => Query.Where(pair => pair.Key == name).Select(pair => pair.Value).FirstOrDefault();

    /// <summary>Names and values of a query or of a form.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Pairs(string query)
    {
        foreach (var pair in query.Split('&'))
        {
            if (pair.Length == 0) continue;
            var mark = pair.IndexOf('=');
            yield return mark < 0
                ? new KeyValuePair<string, string>(Decode(pair), "")
                : new KeyValuePair<string, string>(Decode(pair.Substring(0, mark)), Decode(pair.Substring(mark + 1)));
        }
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
