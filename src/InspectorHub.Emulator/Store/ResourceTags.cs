namespace InspectorHub.Emulator.Store;

/// <summary>The tags of resources, by their ARNs.</summary>
internal sealed class ResourceTags(HubStore store)
{
    public IReadOnlyList<KeyValuePair<string, string>> Of(string arn) => store.Query(
        "SELECT key, value FROM tag WHERE arn = $0 ORDER BY key", row =>
            new KeyValuePair<string, string>(row.GetString(0), row.GetString(1)), arn);

    public void Set(string arn, string key, string value) => store.Execute(
        "INSERT INTO tag (arn, key, value) VALUES ($0, $1, $2) ON CONFLICT (arn, key) DO UPDATE SET value = $2", arn, key, value);

    public void Remove(string arn, string key) => store.Execute("DELETE FROM tag WHERE arn = $0 AND key = $1", arn, key);

    public void RemoveAll(string arn) => store.Execute("DELETE FROM tag WHERE arn = $0", arn);
}
