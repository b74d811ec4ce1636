using System.Text;
using InspectorHub.Common;
using InspectorHub.Common.Files;

namespace InspectorHub.Sync;

/// <summary>How far something that is listed has been delivered, in a file of its own: a time of the service's clock, and lines.</summary>
/// <typeparam name="T">What the file says.</typeparam>
public abstract class ProgressFile<T>
    where T : class
{
    private protected ProgressFile(string folder, string owner, string listing, string extension) =>
        FilePath = Path.Combine(folder, $"{owner}-{Digest.UpperHex(Digest.Sha256(listing).AsSpan(0, 6))}.{extension}");

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>Reads it; null where there is none.</summary>
    /// <exception cref="StateFileException">It cannot be read.</exception>
    /// <exception cref="FormatException">It does not hold a time: somebody, or a disk, has damaged it.</exception>
    public T? Read()
    {
        if (StateFile.Read(FilePath) is not { } text) return null;
        var lines = text.Split('\n');
        return ReadTime(lines[0]) is { } time
            ? Read(time, [.. lines.Skip(1)])
            : throw new FormatException($"The checkpoint {FilePath} does not hold a time.");
    }

    /// <summary>Writes it, where there is any time in it.</summary>
    /// <exception cref="StateFileException">It cannot be written.</exception>
    public void Write(T progress)
    {
        if (Lines(progress) is not ({ } time, var others)) return;
        StateFile.Write(FilePath, Encoding.ASCII.GetBytes(string.Join("\n", others.Prepend(TimeText(time)))));
    }

    private protected static string Listing(string endpoint, byte[]? criteria) =>
        $"{endpoint}\n{Convert.ToBase64String(criteria ?? [])}";

    private protected static DateTimeOffset? ReadTime(string line) => Rfc3339.Read(line);

    private protected static string TimeText(DateTimeOffset time) => Rfc3339.Exact(time);

    private protected abstract T Read(DateTimeOffset time, IReadOnlyList<string> others);

    private protected abstract (DateTimeOffset? Time, IEnumerable<string> Others) Lines(T progress);
}
