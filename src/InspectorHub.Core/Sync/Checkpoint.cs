using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using InspectorHub.Common;

namespace InspectorHub.Sync;

/// <summary>Up to when the findings of a listing have been delivered, in a file of its own.</summary>
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
        using var hash = SHA256.Create();
        var name = BitConverter.ToString(hash.ComputeHash(Encoding.UTF8.GetBytes(listing)), 0, 6).Replace("-", "");
        path = Path.Combine(folder, $"{accountId}-{region}-{name}.checkpoint");
    }

    /// <summary>Reads it; null where there is none, or none that holds a time: then all is listed again, which does no harm.</summary>
    /// <exception cref="StateFileException">It cannot be read.</exception>
    public DateTimeOffset? Read() =>
        DateTimeOffset.TryParse(StateFile.Read(path), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>Moves it.</summary>
    /// <exception cref="StateFileException">It cannot be written.</exception>
    public void Write(DateTimeOffset time) => StateFile.Write(path, Encoding.ASCII.GetBytes(time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)));
}
