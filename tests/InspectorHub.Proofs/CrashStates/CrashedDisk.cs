namespace InspectorHub.Proofs.CrashStates;

/// <summary>
/// A folder as operations leave it, and as a power cut may: what was flushed is there; of the rest any part may be, torn at 512 bytes,
/// and names are on the disk when their folder was flushed, in no order with the bytes.
/// </summary>
internal sealed class CrashedDisk
{
    private const int Sector = 512;

    private readonly Dictionary<string, Content> names = new(StringComparer.Ordinal);
    private readonly List<(string Path, Content? Content)> pendingNames = [];
    private readonly Dictionary<string, Content> lastingNames = new(StringComparer.Ordinal);

    /// <summary>A folder whose files are on the disk.</summary>
    public CrashedDisk(string folder)
    {
        foreach (var file in Directory.GetFiles(folder)) names[file] = lastingNames[file] = new Content(File.ReadAllBytes(file));
    }

    /// <summary>Does an operation.</summary>
    public void Do(DiskOperation operation)
    {
        switch (operation)
        {
            case DiskOperation.Create create:
                Name(create.Path, new Content([]));
                break;
            case DiskOperation.Write write when names.TryGetValue(write.Path, out var written):
                for (var start = 0; start < write.Bytes.Length;)
                {
                    var length = Math.Min(write.Bytes.Length - start, Sector - (int)((write.Offset + start) % Sector));
                    written.Pending.Add((write.Offset + start, write.Bytes.AsMemory(start, length)));
                    start += length;
                }

                break;
            case DiskOperation.Truncate truncate when names.TryGetValue(truncate.Path, out var cut):
                cut.Pending.Add((-1 - truncate.Length, default));
                break;
            case DiskOperation.Flush flush when names.TryGetValue(flush.Path, out var flushed):
                flushed.Flush();
                break;
            case DiskOperation.Flush folder:
                pendingNames.RemoveAll(name => Path.GetDirectoryName(name.Path) == folder.Path.TrimEnd('/') && Last(name));
                break;
            case DiskOperation.Rename rename when names.TryGetValue(rename.From, out var moved):
                Name(rename.To, moved);
                Name(rename.From, null);
                break;
            case DiskOperation.Remove remove:
                Name(remove.Path, null);
                break;
        }

        bool Last((string Path, Content? Content) name)
        {
            Set(lastingNames, name);
            return true;
        }
    }

    /// <summary>What a power cut may leave.</summary>
    /// <param name="keepsBytes">Whether a write that was not flushed is there.</param>
    /// <param name="keepsName">Whether a name that was given or taken, and not flushed, is.</param>
    public Dictionary<string, byte[]> Leave(Func<bool> keepsBytes, Func<bool> keepsName)
    {
        var left = new Dictionary<string, Content>(lastingNames, StringComparer.Ordinal);
        // A rename is one thing: both of its names are there, or neither.
        for (var i = 0; i < pendingNames.Count; i++)
        {
            var isRename = i + 1 < pendingNames.Count && pendingNames[i + 1].Content is null &&
                pendingNames[i].Content is { } moved && moved.WasNamed == pendingNames[i + 1].Path;
            if (keepsName())
            {
                Set(left, pendingNames[i]);
                if (isRename) Set(left, pendingNames[i + 1]);
            }

            if (isRename) i++;
        }

        return left.ToDictionary(file => file.Key, file => file.Value.Leave(keepsBytes), StringComparer.Ordinal);
    }

    private void Name(string path, Content? content)
    {
        pendingNames.Add((path, content));
        if (content is not null) content.WasNamed = names.FirstOrDefault(name => name.Value == content).Key;
        Set(names, (path, content));
    }

    private static void Set(Dictionary<string, Content> names, (string Path, Content? Content) name)
    {
        if (name.Content is null) names.Remove(name.Path);
        else names[name.Path] = name.Content;
    }

    /// <summary>A file's bytes: those on the disk, and what was done since.</summary>
    private sealed class Content(byte[] bytes)
    {
        private byte[] lasting = bytes;

        /// <summary>Where, and what; a cut to a length is -1 less the length.</summary>
        public List<(long Offset, ReadOnlyMemory<byte> Bytes)> Pending { get; } = [];

        public string? WasNamed { get; set; }

        public void Flush()
        {
            lasting = Leave(() => true);
            Pending.Clear();
        }

        public byte[] Leave(Func<bool> keeps)
        {
            var left = new MemoryStream();
            left.Write(lasting);
            foreach (var (offset, bytes) in Pending)
            {
                if (!keeps()) continue;
                if (offset < 0)
                {
                    left.SetLength(-1 - offset);
                    continue;
                }

                left.Position = offset;
                left.Write(bytes.Span);
            }

            return left.ToArray();
        }
    }
}
