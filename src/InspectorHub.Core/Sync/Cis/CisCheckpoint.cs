using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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
    public CisCheckpoint(string folder, string accountId, string region, string endpoint, byte[]? criteria)
    {
        using var hash = SHA256.Create();
        var listing = hash.ComputeHash(Encoding.UTF8.GetBytes($"{endpoint}\n{Convert.ToBase64String(criteria ?? [])}"));
        path = Path.Combine(folder, $"{accountId}-{region}-{BitConverter.ToString(listing, 0, 6).Replace("-", "")}.cis-checkpoint");
    }

    /// <summary>Reads it; nothing is delivered where there is none.</summary>
    /// <exception cref="StateFileException">It cannot be read.</exception>
    /// <exception cref="FormatException">It does not hold a time: somebody, or a disk, has damaged it.</exception>
    public CisProgress Read()
    {
        if (StateFile.Read(path) is not { } text) return CisProgress.None;
        var lines = text.Split('\n');
        return DateTimeOffset.TryParse(lines[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since)
            ? new CisProgress(since, [.. lines.Skip(1)])
            : throw new FormatException($"The checkpoint {path} does not hold a time.");
    }

    /// <summary>Moves it.</summary>
    /// <exception cref="StateFileException">It cannot be written.</exception>
    public void Write(CisProgress progress)
    {
        if (progress.Since is not { } since) return;
        var lines = new[] { since.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) }.Concat(progress.Delivered);
        StateFile.Write(path, Encoding.ASCII.GetBytes(string.Join("\n", lines)));
    }
}
