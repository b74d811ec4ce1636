using System.Text;
using InspectorHub.Common;
using InspectorHub.Common.Files;

namespace InspectorHub.Sync.Cis;

/// <summary>
/// Which CIS scans have been delivered, in a file of its own. A time alone would not do: a scan is listed by the time that it began,
/// and one that began earlier may end later.
/// </summary>
public sealed class CisCheckpoint
{
    private readonly string path;

    /// <summary>The checkpoint of one listing.</summary>
    /// <param name="folder">Where checkpoints are kept.</param>
    /// <param name="accountId">Whose scans, or those of its organization, are listed.</param>
    /// <param name="region">The Region.</param>
    /// <param name="endpoint">An endpoint other than AWS's own, or empty.</param>
    /// <param name="criteria">Which scans are listed: other ones have another checkpoint.</param>
    /// <param name="selection">Which of these are taken.</param>
    public CisCheckpoint(string folder, string accountId, string region, string endpoint, byte[]? criteria, string selection = "")
    {
        var listing = Digest.Sha256($"{endpoint}\n{Convert.ToBase64String(criteria ?? [])}{selection}");
        path = Path.Combine(folder, $"{accountId}-{region}-{Digest.UpperHex(listing.AsSpan(0, 6))}.cis-checkpoint");
    }

    /// <summary>Reads it; nothing is delivered where there is none.</summary>
    /// <exception cref="StateFileException">It cannot be read.</exception>
    /// <exception cref="FormatException">It does not hold a time: somebody, or a disk, has damaged it.</exception>
    public CisProgress Read()
    {
        if (StateFile.Read(path) is not { } text) return CisProgress.None;
        var lines = text.Split('\n');
        return Rfc3339.Read(lines[0]) is { } since
            ? new CisProgress(since, [.. lines.Skip(1)])
            : throw new FormatException($"The checkpoint {path} does not hold a time.");
    }

    /// <summary>Moves it.</summary>
    /// <exception cref="StateFileException">It cannot be written.</exception>
    public void Write(CisProgress progress)
    {
        if (progress.Since is not { } since) return;
        var lines = new[] { Rfc3339.Exact(since) }.Concat(progress.Delivered);
        StateFile.Write(path, Encoding.ASCII.GetBytes(string.Join("\n", lines)));
    }
}
