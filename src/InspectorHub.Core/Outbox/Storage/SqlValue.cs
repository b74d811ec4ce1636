using SQLitePCL;

namespace InspectorHub.Outbox.Storage;

/// <summary>A value for a parameter of a statement, without a box around it.</summary>
internal readonly struct SqlValue
{
    private readonly Kind kind;
    private readonly long number;
    private readonly object? reference;

    private SqlValue(Kind kind, long number = 0, object? reference = null)
    {
        this.kind = kind;
        this.number = number;
        this.reference = reference;
    }

    private enum Kind
    {
        Null,
        Integer,
        Real,
        Text,
        Blob,
    }

    public bool IsNull => kind == Kind.Null;

    public static implicit operator SqlValue(long value) => new(Kind.Integer, value);

    public static implicit operator SqlValue(bool value) => new(Kind.Integer, value ? 1 : 0);

    public static implicit operator SqlValue(long? value) => value is { } number ? number : default(SqlValue);

    public static implicit operator SqlValue(double value) => new(Kind.Real, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator SqlValue(string? value) => value is null ? default : new(Kind.Text, reference: value);

    public static implicit operator SqlValue(byte[]? value) => value is null ? default : new(Kind.Blob, reference: value);

    /// <summary>Gives it to a parameter; the result is SQLite's.</summary>
    public int Bind(sqlite3_stmt statement, int position) => kind switch
    {
        Kind.Integer => raw.sqlite3_bind_int64(statement, position, number),
        Kind.Real => raw.sqlite3_bind_double(statement, position, BitConverter.Int64BitsToDouble(number)),
        Kind.Text => raw.sqlite3_bind_text(statement, position, (string)reference!),
        Kind.Blob => raw.sqlite3_bind_blob(statement, position, (byte[])reference!),
        _ => raw.sqlite3_bind_null(statement, position),
    };
}
