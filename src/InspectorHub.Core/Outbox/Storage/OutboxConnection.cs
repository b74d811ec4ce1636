using System.Diagnostics;
using SQLitePCL;

namespace InspectorHub.Outbox.Storage;

/// <summary>
/// One connection to the file of an outbox, one caller at a time. It speaks to SQLite without ADO.NET in between, which took
/// longer than the statements themselves. Each statement is prepared once; what SQLite reports becomes an
/// <see cref="OutboxException"/> in the words of this field.
/// </summary>
internal sealed class OutboxConnection : IDisposable
{
    /// <summary>Bytes of a page, and with it of what a log has of one.</summary>
    public const int PageSize = 4096;

    private readonly Dictionary<string, Statement> statements = [];
    private readonly sqlite3 database;
    private readonly object gate;
    private readonly string path;
    private readonly bool isLooking;

    static OutboxConnection() => Batteries_V2.Init();

    /// <summary>Opens the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How the outbox is to be.</param>
    /// <param name="durable">
    /// Whether a commit returns only when the disk has it: so for what is accepted. What a power cut undoes elsewhere is only done
    /// again.
    /// </param>
    /// <param name="gate">
    /// Held while the connection is used, so that the connections of one process do not make each other wait for SQLite's lock.
    /// </param>
    public OutboxConnection(string path, OutboxOptions options, bool durable, object gate)
    {
        this.path = path;
        this.gate = gate;
        try
        {
            Check(
                raw.sqlite3_open_v2(
                    path, out database, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null));
            Check(raw.sqlite3_busy_timeout(database, (int)options.LockTimeout.TotalMilliseconds));
            // The cache is each connection's own, and a delivery has several: what it misses, the system's has.
            Run($"""
                PRAGMA page_size = {PageSize};
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = {(!options.IsFlushed ? "OFF" : durable ? "FULL" : "NORMAL")};
                PRAGMA cache_size = -1000;
                PRAGMA wal_autocheckpoint = {DiskRoom.LogPages(path)};
                PRAGMA journal_size_limit = 64000000;
                PRAGMA temp_store = FILE;
                """);
            if (options.Pages > 0) Run($"PRAGMA max_page_count = {options.Pages}");
        }
        catch
        {
            database?.Dispose();
            throw;
        }
    }

    private OutboxConnection(string path, OutboxOptions options, bool isComparing)
    {
        this.path = path;
        gate = new object();
        isLooking = true;
        try
        {
            Check(raw.sqlite3_open_v2(path, out database, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null));
            Check(raw.sqlite3_busy_timeout(database, (int)options.LockTimeout.TotalMilliseconds));
            // What a sender that was killed has left in the log is for the next one to read, all of it.
            if (File.Exists(path + "-wal")) KeepLog();
            // Temporary tables would be refused, too.
            if (!isComparing) Run("PRAGMA query_only = 1");
        }
        catch
        {
            database?.Dispose();
            throw;
        }
    }

    /// <summary>A connection that changes nothing of what the file holds.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How the outbox is.</param>
    /// <param name="isComparing">Whether it makes temporary tables, which are no part of the file.</param>
    public static OutboxConnection ToLook(string path, OutboxOptions options, bool isComparing = false) => new(path, options, isComparing);

    /// <summary>Leaves the log as it is when the connection is closed, instead of carrying it over into the file and removing it.</summary>
    public void KeepLog() => Check(raw.sqlite3_db_config(database, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _));

    /// <summary>Writes all that the file holds to another file, which is whole and on the disk then.</summary>
    public void CopyTo(string path)
    {
        lock (gate) Execute("VACUUM INTO $path", ("$path", path));
    }

    /// <summary>Carries the log over into the file, and flushes that.</summary>
    public void FlushLog() => Run("PRAGMA wal_checkpoint(TRUNCATE)");

    /// <summary>Does work in a transaction of its own: all of it, or none.</summary>
    /// <exception cref="OutboxException">The file cannot be written.</exception>
    public T Write<T>(Func<T> work)
    {
        lock (gate)
        {
            Execute("BEGIN IMMEDIATE");
            try
            {
                var result = work();
                Execute("COMMIT");
                return result;
            }
            catch
            {
                // Some failures have rolled back by themselves.
                if (raw.sqlite3_get_autocommit(database) == 0) _ = raw.sqlite3_exec(database, "ROLLBACK");
                throw;
            }
        }
    }

    /// <inheritdoc cref="Write{T}(Func{T})"/>
    public void Write(Action work) => Write<object?>(() =>
    {
        work();
        return null;
    });

    /// <summary>Looks without holding up who writes.</summary>
    public T Read<T>(Func<T> look)
    {
        lock (gate) return look();
    }

    /// <summary>Runs a query and gives its rows one by one: each is good until the next.</summary>
    public IEnumerable<Statement> Rows(string sql, params ReadOnlySpan<(string Name, SqlValue Value)> parameters) =>
        Rows(Prepare(sql, parameters));

    /// <summary>Runs a statement and gives the number of rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, SqlValue Value)> parameters)
    {
        First(Prepare(sql, parameters), _ => 0);
        return raw.sqlite3_changes(database);
    }

    /// <summary>Runs a query and gives its first number; 0 where there is none.</summary>
    public long Number(string sql, params ReadOnlySpan<(string Name, SqlValue Value)> parameters) =>
        First(Prepare(sql, parameters), row => row.GetInt64(0));

    /// <summary>Runs a query and gives its first text.</summary>
    public string? Text(string sql) => First(Prepare(sql, []), row => row.GetText(0));

    /// <summary>Runs a script of statements without parameters.</summary>
    public void Run(string script) => Check(raw.sqlite3_exec(database, script));

    /// <summary>What is wrong with the file, as far as a look of that length shows; null where nothing is.</summary>
    public string? FindDamage(TimeSpan atMost)
    {
        var watch = Stopwatch.StartNew();
        raw.sqlite3_progress_handler(database, 10, _ => watch.Elapsed > atMost ? 1 : 0, null);
        try
        {
            var check = Prepare("PRAGMA quick_check(1)", []);
            var result = check.Step();
            var found = check.IsOnRow ? check.GetString(0) : "ok";
            check.Reset();
            if (result != raw.SQLITE_INTERRUPT) Check(result);
            return found == "ok" ? null : found;
        }
        finally
        {
            raw.sqlite3_progress_handler(database, 0, null, null);
        }
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values) statement.Dispose();
        database.Dispose();
    }

    private Statement Prepare(string sql, ReadOnlySpan<(string Name, SqlValue Value)> parameters)
    {
        if (!statements.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v2(database, sql, out var prepared));
            statement = new Statement(prepared);
            statements.Add(sql, statement);
        }

        Check(statement.Bind(parameters));
        return statement;
    }

    private T? First<T>(Statement statement, Func<Statement, T> read)
    {
        try
        {
            Check(statement.Step());
            return statement.IsOnRow ? read(statement) : default;
        }
        finally
        {
            statement.Reset();
        }
    }

    private IEnumerable<Statement> Rows(Statement statement)
    {
        try
        {
            Check(statement.Step());
            while (statement.IsOnRow)
            {
                yield return statement;
                Check(statement.Step());
            }
        }
        finally
        {
            statement.Reset();
        }
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) throw Translate(result);
    }

    /// <summary>Says what SQLite reported in the words of this field.</summary>
    private OutboxException Translate(int result)
    {
        var words = raw.sqlite3_errmsg(database).utf8_to_string();
        if ((result & 0xFF) == raw.SQLITE_CORRUPT && !isLooking) OutboxFile.SuspectDamage(path);
        return (result & 0xFF) switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
                new(
                    OutboxFailure.Locked,
                    $"The outbox {path} is locked by another program. Nothing was written; try again when that program is done."),
            raw.SQLITE_FULL =>
                new(
                    OutboxFailure.DiskFull,
                    $"No space is left for the outbox {path}. Nothing was half written; what it held before is still there. Free some " +
                    "space, then send the rest again."),
            raw.SQLITE_NOTADB => OutboxFile.IsNone(path, "is no SQLite database"),
            raw.SQLITE_CORRUPT => new(OutboxFailure.Damaged, $"The outbox {path} is damaged: {words}"),
            _ => new(OutboxFailure.Inaccessible, $"The outbox {path} cannot be read and written: {words}"),
        };
    }
}
