using System.Text;
using InspectorHub.Common;
using InspectorHub.Common.Files;

namespace InspectorHub.Sync;

/// <summary>
/// How far the findings of a listing have been delivered, in a file of its own: two lines, each a time of the service's
/// clock.
/// </summary>
public sealed class Checkpoint
{
    private readonly string path;

    /// <summary>The checkpoint of one listing.</summary>
    /// <param name="folder">Where checkpoints are kept.</param>
    /// <param name="accountId">Whose findings, or those of its organization, are listed.</param>
    /// <param name="region">The Region.</param>
    /// <param name="endpoint">An endpoint other than AWS's own, or empty.</param>
    /// <param name="criteria">What is listed: another filter has another checkpoint, or findings would be missed.</param>
    public Checkpoint(string folder, string accountId, string region, string endpoint, byte[]? criteria)
    {
        var listing = $"{endpoint}\n{Convert.ToBase64String(criteria ?? [])}";
        path = Path.Combine(folder, $"{accountId}-{region}-{Digest.UpperHex(Digest.Sha256(listing).AsSpan(0, 6))}.checkpoint");
    }

    /// <summary>The file.</summary>
    public string FilePath => path;

    /// <summary>Reads it; null where there is none.</summary>
    /// <exception cref="StateFileException">It cannot be read.</exception>
    /// <exception cref="FormatException">It does not hold a time: somebody, or a disk, has damaged it.</exception>
    public CheckpointTimes? Read()
    {
        if (StateFile.Read(path) is not { } text) return null;
        var lines = text.Split('\n');
        return new CheckpointTimes(
            Rfc3339.Read(lines[0]) ?? throw new FormatException($"The checkpoint {path} does not hold a time."),
            lines.Length > 1 ? Rfc3339.Read(lines[1]) : null);
    }

    /// <summary>Moves it.</summary>
    /// <exception cref="StateFileException">It cannot be written.</exception>
    public void Write(CheckpointTimes times) =>
        StateFile.Write(
            path,
            Encoding.ASCII.GetBytes(times.FullAt is { } full
                ? $"{Rfc3339.Exact(times.DeliveredUntil)}\n{Rfc3339.Exact(full)}"
                : Rfc3339.Exact(times.DeliveredUntil)));
}
