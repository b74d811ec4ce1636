using InspectorHub.Outbox;

namespace InspectorHub.Input;

/// <summary>What the rows of a pipeline mean in an outbox, all together: those that differ in nothing but the Id are one filter.</summary>
/// <param name="withWildcards">Whether Ids are as a user types them; those of objects stand for themselves.</param>
internal sealed class OutboxRows(bool withWildcards)
{
    private readonly Dictionary<(string? States, string? AccountId, string? Region), HashSet<string>?> rows = [];

    /// <summary>Adds a row; what it does not say does not matter.</summary>
    public void Add(string[]? ids, string[]? states, string? accountId, string? region)
    {
        var key = (states is null ? null : string.Join(",", states), accountId, region);
        if (ids is null) rows[key] = null;
        else if (!rows.TryGetValue(key, out var known)) rows[key] = new HashSet<string>(ids, StringComparer.Ordinal);
        else known?.UnionWith(ids);
    }

    /// <summary>What is meant; nothing where no row came.</summary>
    public IEnumerable<OutboxFilter> Filters => rows.Select(row => new OutboxFilter
    {
        States = row.Key.States?.Split(',').Select(
            state => Enum.TryParse<OutboxState>(state, ignoreCase: true, out var known) ? known : default).ToList(),
        AccountId = row.Key.AccountId,
        Region = row.Key.Region,
        Ids = withWildcards ? null : row.Value,
        IdPatterns = withWildcards ? row.Value : null,
    });
}
