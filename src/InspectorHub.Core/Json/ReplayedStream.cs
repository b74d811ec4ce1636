namespace InspectorHub.Json;

/// <summary>A stream whose first bytes have been looked at: gives them, then the rest.</summary>
internal sealed class ReplayedStream(byte[] first, int length, Stream rest) : ReadOnlyStream
{
    private int given;

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (given == length) return rest.Read(buffer, offset, count);
        var copied = Math.Min(count, length - given);
        Array.Copy(first, given, buffer, offset, copied);
        given += copied;
        return copied;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) rest.Dispose();
        base.Dispose(disposing);
    }
}
