using System.Buffers.Binary;

namespace InspectorHub.Outbox.Storage;

/// <summary>
/// SQLite's write-ahead log beside an outbox, as a sender that was killed has left it. SQLite reads it up to the first frame whose
/// checksum is wrong and takes that for the end: what was committed behind a damaged frame is gone without a word. Here it is found.
/// </summary>
/// <remarks>Source of the layout: SQLite file format, "The Write-Ahead Log".</remarks>
internal static class WriteAheadLog
{
    private const int HeaderBytes = 32, FrameHeaderBytes = 24, SaltsAt = 8, ChecksumAt = 16;
    private const uint Magic = 0x377f0682;

    /// <summary>Whether transactions were committed behind a frame that SQLite cannot read.</summary>
    /// <remarks>
    /// What a transaction that was rolled back has left behind chains up as well, but has no frame that commits. A power cut may
    /// leave frames in any order that were not flushed: they count too, since what they say may be read.
    /// </remarks>
    /// <exception cref="IOException">The log cannot be read.</exception>
    public static bool HasLostCommits(string path)
    {
        try
        {
            return File.Exists(path) && Loses(path);
        }
        catch (FileNotFoundException)
        {
            // Whoever used the outbox last has closed it just now, and SQLite has taken the log away with it.
            return false;
        }
    }

    private static bool Loses(string path)
    {
        using var log = new Reader(path);
        var (isBroken, isLost) = (!log.IsHeaderSound, false);
        while (!isLost && log.Next())
        {
            isLost = isBroken && log.IsChained && log.CommitSize > 0;
            isBroken |= !log.IsSound;
        }

        return isLost;
    }

    /// <summary>
    /// Writes the log anew with checksums that are right, so that SQLite reads it to its last commit. The damaged frames are in it as
    /// they are: what is read of them has to be checked by whoever reads it.
    /// </summary>
    /// <exception cref="IOException">The log cannot be read, or the other cannot be written.</exception>
    public static void Mend(string path, string mended)
    {
        var (frames, pages) = Extent(path);
        using var log = new Reader(path);
        using var target = new FileStream(mended, FileMode.Create, FileAccess.Write);
        var header = log.Header;
        var sum = Checksum(default, header.AsSpan(0, 24), log.IsBigEndian);
        WriteChecksum(header.AsSpan(24), sum);
        target.Write(header, 0, header.Length);
        for (var i = 0; i < frames && log.Next(); i++)
        {
            var frame = log.Frame;
            // The number of the page is what is damaged: it is nowhere to be put.
            if (log.Page == 0 || log.Page > pages) continue;
            header.AsSpan(16, 8).CopyTo(frame.AsSpan(SaltsAt));
            if (!log.IsChained) frame.AsSpan(4, 4).Clear();
            sum = Checksum(Checksum(sum, frame.AsSpan(0, 8), log.IsBigEndian), frame.AsSpan(FrameHeaderBytes), log.IsBigEndian);
            WriteChecksum(frame.AsSpan(ChecksumAt), sum);
            target.Write(frame, 0, frame.Length);
        }
    }

    /// <summary>The frames up to the last commit, and the most pages that the file has had at any of them.</summary>
    private static (int Frames, uint Pages) Extent(string path)
    {
        using var log = new Reader(path);
        var (frames, last, pages) = (0, 0, 0u);
        while (log.Next())
        {
            frames++;
            if (log.IsChained && log.CommitSize > 0) (last, pages) = (frames, Math.Max(pages, log.CommitSize));
        }

        return (last, pages);
    }

    private static (uint, uint) Checksum((uint A, uint B) sum, ReadOnlySpan<byte> bytes, bool isBigEndian)
    {
        var (a, b) = sum;
        for (var i = 0; i < bytes.Length; i += 8)
        {
            a += Word(bytes.Slice(i)) + b;
            b += Word(bytes.Slice(i + 4)) + a;
        }

        return (a, b);

        uint Word(ReadOnlySpan<byte> word) =>
            isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(word) : BinaryPrimitives.ReadUInt32LittleEndian(word);
    }

    private static void WriteChecksum(Span<byte> place, (uint A, uint B) sum)
    {
        BinaryPrimitives.WriteUInt32BigEndian(place, sum.A);
        BinaryPrimitives.WriteUInt32BigEndian(place.Slice(4), sum.B);
    }

    private static (uint, uint) ReadPair(ReadOnlySpan<byte> place) =>
        (BinaryPrimitives.ReadUInt32BigEndian(place), BinaryPrimitives.ReadUInt32BigEndian(place.Slice(4)));

    /// <summary>Goes through a log frame by frame.</summary>
    private sealed class Reader : IDisposable
    {
        private readonly FileStream file;
        private readonly (uint, uint) salts;
        // The checksum that the frame before states, whether or not that one is well.
        private (uint, uint) stated;

        public Reader(string path)
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
            if (!Fill(Header))
            {
                Frame = [];
                return;
            }

            IsBigEndian = (BinaryPrimitives.ReadUInt32BigEndian(Header) & 1) == 1;
            salts = ReadPair(Header.AsSpan(16));
            stated = ReadPair(Header.AsSpan(24));
            IsHeaderSound = Checksum(default, Header.AsSpan(0, 24), IsBigEndian) == stated
                && (BinaryPrimitives.ReadUInt32BigEndian(Header) & ~1u) == Magic;
            IsSound = IsHeaderSound;
            // A file of the first version may have larger pages.
            Frame = new byte[FrameHeaderBytes + (
                IsHeaderSound ? BinaryPrimitives.ReadInt32BigEndian(Header.AsSpan(8)) : OutboxConnection.PageSize)];
            if (!IsHeaderSound) salts = Mend(Header);
        }

        public byte[] Header { get; } = new byte[HeaderBytes];

        public bool IsHeaderSound { get; }

        public bool IsBigEndian { get; }

        public byte[] Frame { get; }

        public uint Page => BinaryPrimitives.ReadUInt32BigEndian(Frame);

        /// <summary>Pages of the file after the commit that this frame is; 0 where it is none.</summary>
        public uint CommitSize => BinaryPrimitives.ReadUInt32BigEndian(Frame.AsSpan(4));

        /// <summary>All is well from the beginning to here: so far SQLite reads.</summary>
        public bool IsSound { get; private set; }

        /// <summary>This frame goes with what the one before says of itself, whether or not that one is well.</summary>
        public bool IsChained { get; private set; }

        public bool Next()
        {
            if (Frame.Length == 0 || !Fill(Frame)) return false;
            IsChained = ReadPair(Frame.AsSpan(SaltsAt)) == salts && Sum(stated) == ReadPair(Frame.AsSpan(ChecksumAt));
            IsSound &= IsChained;
            stated = ReadPair(Frame.AsSpan(ChecksumAt));
            return true;
        }

        public void Dispose() => file.Dispose();

        private (uint, uint) Sum((uint, uint) before) =>
            Checksum(Checksum(before, Frame.AsSpan(0, 8), IsBigEndian), Frame.AsSpan(FrameHeaderBytes), IsBigEndian);

        // What the frames say of themselves is worth more than a header that is known to be damaged.
        private (uint, uint) Mend(byte[] header)
        {
            if (Fill(Frame)) Frame.AsSpan(SaltsAt, 8).CopyTo(header.AsSpan(16));
            BinaryPrimitives.WriteUInt32BigEndian(header, Magic);
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), 3007000);
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(8), OutboxConnection.PageSize);
            file.Position = HeaderBytes;
            return ReadPair(header.AsSpan(16));
        }

        private bool Fill(byte[] buffer)
        {
            for (var filled = 0; filled < buffer.Length;)
            {
                var read = file.Read(buffer, filled, buffer.Length - filled);
                if (read == 0) return false;
                filled += read;
            }

            return true;
        }
    }
}
