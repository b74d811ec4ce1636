using SQLitePCL;

namespace InspectorHub.Outbox.Storage;

/// <summary>A prepared statement, and the row it stands on.</summary>
internal sealed class Statement(sqlite3_stmt statement) : IDisposable
{
    // Parameters are given in the same order each time: their places are looked up once.
    private int[]? positions;

    /// <summary>Whether the last step has found a row.</summary>
    public bool IsOnRow { get; private set; }

    /// <summary>Gives values to the parameters; the result is SQLite's.</summary>
    public int Bind(ReadOnlySpan<(string Name, SqlValue Value)> parameters)
    {
        if (positions is null)
        {
            positions = new int[parameters.Length];
            for (var i = 0; i < parameters.Length; i++) positions[i] = raw.sqlite3_bind_parameter_index(statement, parameters[i].Name);
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            // A condition may have parameters that this statement does not ask for.
            if (positions[i] == 0) continue;
            if (parameters[i].Value.Bind(statement, positions[i]) is var result and not raw.SQLITE_OK) return result;
        }

        return raw.SQLITE_OK;
    }

    /// <summary>Goes on to the next row, or to the end; the result is SQLite's.</summary>
    public int Step()
    {
        var result = raw.sqlite3_step(statement);
        IsOnRow = result == raw.SQLITE_ROW;
        return result is raw.SQLITE_ROW or raw.SQLITE_DONE ? raw.SQLITE_OK : result;
    }

    /// <summary>Ready to be run again.</summary>
    public void Reset() => raw.sqlite3_reset(statement);

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long GetInt64(int column) => raw.sqlite3_column_int64(statement, column);

    public int GetInt32(int column) => raw.sqlite3_column_int(statement, column);

    public bool GetBoolean(int column) => GetInt64(column) != 0;

    public double GetDouble(int column) => raw.sqlite3_column_double(statement, column);

    /// <summary>The text of a column that has one.</summary>
    public string GetString(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    /// <summary>The text of a column, or null.</summary>
    public string? GetText(int column) => IsNull(column) ? null : GetString(column);

    public byte[] GetBytes(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    public void Dispose() => statement.Dispose();
}
