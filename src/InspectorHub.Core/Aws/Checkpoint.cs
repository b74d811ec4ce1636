using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace InspectorHub.Aws;

/// <summary>Up to when the findings of a listing have been delivered, in a file of its own.</summary>
public sealed class Checkpoint
{
    private readonly string path;

    /// <summary>The checkpoint of one listing.</summary>
    /// <param name="folder">Where checkpoints are kept.</param>
    /// <param name="accountId">Whose findings, or those of its organization, are listed.</param>
    /// <param name="region">The Region.</param>
    /// <param name="endpoint">An endpoint other than AWS's own, or null.</param>
    /// <param name="criteria">What is listed: another filter has another checkpoint, or findings would be missed.</param>
    public Checkpoint(string folder, string accountId, string region, string? endpoint, byte[]? criteria)
    {
        var listing = $"{endpoint}\n{Convert.ToBase64String(criteria ?? [])}";
        using var hash = SHA256.Create();
        var name = BitConverter.ToString(hash.ComputeHash(Encoding.UTF8.GetBytes(listing)), 0, 6).Replace("-", "");
        path = Path.Combine(folder, $"{accountId}-{region}-{name}.checkpoint");
    }

    /// <summary>Reads it; null where there is none, or none that can be read: then all is listed again, which does no harm.</summary>
    public DateTimeOffset? Read() =>
        File.Exists(path) && DateTimeOffset.TryParse(File.ReadAllText(path), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>Moves it. Whatever happens meanwhile, the file holds the old time or the new one.</summary>
    public void Write(DateTimeOffset time)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var next = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllText(next, time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
#if NET
        File.Move(next, path, overwrite: true);
#else
        if (File.Exists(path)) File.Replace(next, path, null);
        else File.Move(next, path);
#endif
    }
}
