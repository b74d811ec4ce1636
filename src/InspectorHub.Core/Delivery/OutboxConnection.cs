using Microsoft.Data.Sqlite;

namespace InspectorHub.Delivery;

/// <summary>
/// One connection to the file of an outbox, one caller at a time. Statements are prepared once; what SQLite reports becomes an
/// <see cref="OutboxException"/> in the words of this field.
/// </summary>
internal sealed class OutboxConnection : IDisposable
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, IOError = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NoDatabase = 26;

    private readonly Dictionary<string, SqliteCommand> commands = [];
    private readonly SqliteConnection connection;
    private readonly object gate;
    private readonly string path;
    private SqliteTransaction? transaction;

    /// <summary>Opens the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How the outbox is to be.</param>
    /// <param name="durable">Whether a commit returns only when the disk has it: so for what is accepted. What a power cut undoes elsewhere is only done again.</param>
    /// <param name="gate">Held while writing, so that the connections of one process do not make each other wait for SQLite's lock.</param>
    public OutboxConnection(string path, OutboxOptions options, bool durable, object gate)
    {
        this.path = path;
        this.gate = gate;
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 }.ToString());
        try
        {
            connection.Open();
            Execute($"""
                PRAGMA busy_timeout = {(int)options.LockTimeout.TotalMilliseconds};
                PRAGMA page_size = 16384;
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = {(durable ? "FULL" : "NORMAL")};
                PRAGMA cache_size = -16000;
                PRAGMA wal_autocheckpoint = 2000;
                PRAGMA journal_size_limit = 64000000;
                PRAGMA temp_store = FILE;
                """);
            if (options.Pages > 0) Execute($"PRAGMA max_page_count = {options.Pages}");
        }
        catch (SqliteException failure)
        {
            connection.Dispose();
            throw Translate(failure);
        }
    }

    /// <summary>Does work in a transaction of its own: all of it, or none.</summary>
    /// <exception cref="OutboxException">The file cannot be written.</exception>
    public T Write<T>(Func<T> work)
    {
        lock (gate)
        {
            try
            {
                using (transaction = connection.BeginTransaction(deferred: false))
                {
                    var result = work();
                    transaction.Commit();
                    return result;
                }
            }
            catch (SqliteException failure)
            {
                throw Translate(failure);
            }
            finally
            {
                transaction = null;
            }
        }
    }

    /// <inheritdoc cref="Write{T}(Func{T})"/>
    public void Write(Action work) => Write<object?>(() =>
    {
        work();
        return null;
    });

    /// <summary>Runs a query and gives its rows one by one.</summary>
    public IEnumerable<SqliteDataReader> Rows(string sql, params (string Name, object? Value)[] parameters)
    {
        using var reader = Run(() => Command(sql, parameters).ExecuteReader());
        while (Run(reader.Read)) yield return reader;
    }

    /// <summary>Runs a statement and gives the number of rows it changed.</summary>
    public int Execute(string sql, params (string Name, object? Value)[] parameters) => Run(() => Command(sql, parameters).ExecuteNonQuery());

    /// <summary>Runs a query and gives its first value.</summary>
    public object? Scalar(string sql, params (string Name, object? Value)[] parameters) => Run(() => Command(sql, parameters).ExecuteScalar());

    /// <summary>The statement for that SQL, prepared.</summary>
    public SqliteCommand Command(string sql, params (string Name, object? Value)[] parameters)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name });
            commands.Add(sql, command);
        }

        command.Transaction = transaction;
        for (var i = 0; i < parameters.Length; i++) command.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
        return command;
    }

    public void Dispose()
    {
        foreach (var command in commands.Values) command.Dispose();
        connection.Dispose();
    }

    private T Run<T>(Func<T> statement)
    {
        try
        {
            return statement();
        }
        catch (SqliteException failure) when (transaction is null)
        {
            throw Translate(failure);
        }
    }

    /// <summary>Says what SQLite reported in the words of this field.</summary>
    private OutboxException Translate(SqliteException failure) => failure.SqliteErrorCode switch
    {
        Busy or Locked => new(OutboxFailure.Locked, $"The outbox {path} is locked by another program. Nothing was written; try again when that program is done.", failure),
        Full => new(OutboxFailure.DiskFull, $"No space is left for the outbox {path}. Nothing was half written; what it held before is still there. Free some space, then send the rest again.", failure),
        Corrupt or NoDatabase => new(OutboxFailure.Damaged, $"The outbox {path} is damaged: {failure.Message}", failure),
        ReadOnly or IOError or CannotOpen => new(OutboxFailure.Inaccessible, $"The outbox {path} cannot be read and written: {failure.Message}", failure),
        _ => new(OutboxFailure.Inaccessible, $"The outbox {path} does not work: {failure.Message}", failure),
    };
}
