using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace InspectorHub.Emulator.Store;

/// <summary>A statement that is run for every finding, without what stands between SQLite and us elsewhere.</summary>
internal sealed class RawStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public RawStatement(sqlite3 database, string sql)
    {
        this.database = database;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out statement), database);
    }

    public void Bind(int parameter, long number) => raw.sqlite3_bind_int64(statement, parameter, number);

    public void Bind(int parameter, string text) => raw.sqlite3_bind_text(statement, parameter, text);

    public void Bind(int parameter, ReadOnlySpan<byte> bytes) => raw.sqlite3_bind_blob(statement, parameter, bytes);

    /// <summary>Goes on to a row, where there is one; otherwise it has done its work.</summary>
    /// <exception cref="SqliteException">It could not.</exception>
    public bool Step()
    {
        var result = raw.sqlite3_step(statement);
        if (result == raw.SQLITE_ROW) return true;
        if (result != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(result, database);
        return false;
    }

    public long Number(int column) => raw.sqlite3_column_int64(statement, column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    /// <summary>Good until the statement is reset.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    public void Reset() => raw.sqlite3_reset(statement);

    public void Dispose() => statement.Dispose();
}
