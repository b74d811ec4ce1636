namespace InspectorHub.Core.Tests.Findings;

/// <summary>A stream that gives its bytes in parts of chosen sizes, then in as many as are asked for.</summary>
internal sealed class PartsStream(byte[] bytes, int[] parts) : MemoryStream(bytes)
{
    private int next;

    public override int Read(byte[] buffer, int offset, int count) =>
        base.Read(buffer, offset, next < parts.Length ? Math.Min(count, Math.Max(1, parts[next++])) : count);
}
