using InspectorHub.Common;

namespace InspectorHub.Emulator.Store;

/// <summary>Names that a service makes up and keeps: here the same from run to run.</summary>
internal static class StableId
{
    /// <summary>64 hexadecimal digits that tell the parts.</summary>
    public static string Hex(params string?[] parts) => Digest.Hex(Digest.Sha256(string.Join("\n", parts)));

    /// <summary>A UUID that tells the parts.</summary>
    public static string Uuid(params string?[] parts) => Guid.ParseExact(Hex(parts).Substring(0, 32), "N").ToString();
}
