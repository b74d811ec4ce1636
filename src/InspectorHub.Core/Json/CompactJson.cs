using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace InspectorHub.Json;

/// <summary>
/// JSON as findings go over the wire: compact, in UTF-8, nothing escaped that need not be. Findings come by the thousand, and for one of
/// 3 KB making the memory takes longer than the writing: a thread keeps its own for the next.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Memory alone, which goes with its thread.")]
internal sealed class CompactJson
{
    /// <summary>
    /// Findings are counted in bytes: escaping other scripts would only make them larger. What is written is valid by construction and
    /// need not be watched.
    /// </summary>
    public static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    // More than any finding of the format: what a larger one has needed is not kept.
    private const int Kept = 1 << 20;

    [ThreadStatic]
    private static CompactJson? idle;

    private readonly MemoryStream memory = new();
    private readonly Utf8JsonWriter json;

    private CompactJson() => json = new Utf8JsonWriter(memory, Options);

    /// <summary>What is written, as UTF-8.</summary>
    public static byte[] Bytes(Action<Utf8JsonWriter> write) => Use(write, static memory => memory.ToArray());

    /// <summary>What is written, as text.</summary>
    public static string Text(Action<Utf8JsonWriter> write) =>
        Use(write, static memory => Encoding.UTF8.GetString(memory.GetBuffer(), 0, (int)memory.Length));

    // Taken while it is used, so that writing may write something else meanwhile, and gone where writing fails.
    private static T Use<T>(Action<Utf8JsonWriter> write, Func<MemoryStream, T> read)
    {
        var used = idle ?? new CompactJson();
        idle = null;
        write(used.json);
        used.json.Flush();
        var written = read(used.memory);
        used.json.Reset();
        used.memory.SetLength(0);
        if (used.memory.Capacity <= Kept) idle = used;
        return written;
    }
}
