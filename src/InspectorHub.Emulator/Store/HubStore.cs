using Microsoft.Data.Sqlite;

namespace InspectorHub.Emulator.Store;

/// <summary>
/// What the hubs hold, in SQLite: in memory, or in a file that outlives the emulator. One connection behind one lock; a
/// million findings cost what their JSON weighs, outside the garbage collector's reach.
/// </summary>
internal sealed class HubStore : IDisposable
{
    // Of a file that another version of the emulator made nothing is known.
    private const long Version = 7;

    private static readonly string[] Tables = ["finding", "finding_name", "subscription", "document", "hub", "hub_v2", "finding_v2", "tag"];

    // Findings weigh 2 to 6 KB: of a page of SQLite's usual 4 KB a good part would be wasted.
    private static readonly string Schema = $"""
        PRAGMA page_size = 65536;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        CREATE TABLE IF NOT EXISTS hub (
            id INTEGER PRIMARY KEY, account TEXT NOT NULL, region TEXT NOT NULL, subscribed_at TEXT,
            auto_enable_controls INTEGER NOT NULL, control_finding_generator TEXT NOT NULL, UNIQUE (account, region));
        CREATE TABLE IF NOT EXISTS subscription (
            hub INTEGER NOT NULL, arn TEXT NOT NULL, PRIMARY KEY (hub, arn)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS document (
            hub INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (hub, kind, id)) WITHOUT ROWID;
        {FindingTable.Schema}
        CREATE TABLE IF NOT EXISTS hub_v2 (
            account TEXT NOT NULL, region TEXT NOT NULL, subscribed_at TEXT, PRIMARY KEY (account, region)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS finding_v2 (
            account TEXT NOT NULL, region TEXT NOT NULL, uid TEXT NOT NULL, status_id INTEGER, severity_id INTEGER, comment TEXT,
            PRIMARY KEY (account, region, uid)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS tag (arn TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (arn, key)) WITHOUT ROWID;
        """;

    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> commands = [];
    private readonly object gate = new();
    private SqliteTransaction? transaction;
    private readonly FindingTable findings;

    /// <summary>Opens the file, or memory when there is no path.</summary>
    /// <exception cref="EmulatorStoreException">No file can be there, or the one there is not of this kind.</exception>
    public HubStore(string? path)
    {
        connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path ?? ":memory:", Pooling = false }.ToString());
        try
        {
            connection.Open();
            var isNew = Query("SELECT COUNT(*) FROM sqlite_master", row => row.GetInt64(0))[0] == 0;
            var version = Query("PRAGMA user_version", row => row.GetInt64(0))[0];
            if (!isNew && version != Version)
                throw new InvalidDataException(
                    $"it is a database of another kind, or of another version of the emulator ({version}, not {Version}).");
            using var schema = connection.CreateCommand();
            schema.CommandText = $"{Schema} PRAGMA user_version = {Version};";
            schema.ExecuteNonQuery();
            findings = new FindingTable(this, connection.Handle!);
        }
        catch (Exception failure) when (failure is SqliteException or InvalidDataException)
        {
            connection.Dispose();
            throw new EmulatorStoreException(path ?? "memory", failure);
        }
    }

    /// <summary>What has been asked so far; tests look how SQLite goes about it.</summary>
    internal IReadOnlyCollection<string> Statements => commands.Keys;

    /// <summary>Does work that nobody else sees half done.</summary>
    public T Transaction<T>(Func<T> work)
    {
        lock (gate)
        {
            using (transaction = connection.BeginTransaction())
            {
                try
                {
                    var result = work();
                    transaction.Commit();
                    return result;
                }
                catch
                {
                    findings.Forget();
                    throw;
                }
                finally
                {
                    transaction = null;
                }
            }
        }
    }

    /// <summary>Runs a statement; $0, $1 … in it are the arguments.</summary>
    public int Execute(string sql, params object?[] arguments)
    {
        lock (gate) return Prepare(sql, arguments).ExecuteNonQuery();
    }

    /// <summary>Reads all rows of a query at once.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params object?[] arguments)
    {
        lock (gate)
        {
            List<T> rows = [];
            using var reader = Prepare(sql, arguments).ExecuteReader();
            while (reader.Read()) rows.Add(read(reader));
            return rows;
        }
    }

    /// <summary>Does something about findings.</summary>
    public T Locked<T>(Func<FindingTable, T> work)
    {
        lock (gate) return work(findings);
    }

    /// <inheritdoc cref="Locked{T}"/>
    public void Locked(Action<FindingTable> work)
    {
        lock (gate) work(findings);
    }

    /// <summary>Told of each finding that has been added or changed: account, Region, JSON.</summary>
    public Action<string, string, byte[]>? FindingChanged { get; set; }

    /// <summary>Empties it.</summary>
    public void Clear() => Transaction(() =>
    {
        foreach (var table in Tables) Execute($"DELETE FROM {table}");
        findings.Forget();
        return 0;
    });

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var command in commands.Values) command.Dispose();
            findings.Dispose();
            connection.Dispose();
        }
    }

    private SqliteCommand Prepare(string sql, object?[] arguments)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is made of constants of this folder; values are parameters.
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var index = 0; index < arguments.Length; index++) command.Parameters.AddWithValue($"${index}", DBNull.Value);
            commands[sql] = command;
        }

        command.Transaction = transaction;
        for (var index = 0; index < arguments.Length; index++) command.Parameters[index].Value = arguments[index] ?? DBNull.Value;
        return command;
    }
}
