#if NET
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using InspectorHub.Common;

namespace InspectorHub.Json;

/// <summary>64 bytes of JSON looked at together, a bit a byte, first byte lowest: which are brackets outside of texts.</summary>
/// <param name="Brackets">Brackets outside of texts.</param>
/// <param name="EndsInString">Whether a text goes on behind the block.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JsonBlock(ulong Brackets, bool EndsInString)
{
    public const int Length = 64;

    // Brackets and braces differ in this bit alone.
    private const byte Brace = '[' ^ '{';

    /// <summary>
    /// Reads the first block of a text; false where the text is shorter, or the block has an escape or a text with a line
    /// break: those take a closer look.
    /// </summary>
    [MethodImpl(Hot.Path)]
    public static bool TryRead(ReadOnlySpan<byte> text, bool startsInString, out JsonBlock block)
    {
        block = default;
        if (text.Length < Length) return false;
        var bytes = Vector512.Create(text[..Length]);
        if (Bits(bytes, (byte)'\\') != 0) return false;
        var inString = FromOddToEven(Bits(bytes, (byte)'"')) ^ (startsInString ? ulong.MaxValue : 0);
        if ((Bits(bytes, (byte)'\n') & inString) != 0) return false;
        bytes |= Vector512.Create(Brace);
        block = new JsonBlock((Bits(bytes, (byte)'{') | Bits(bytes, (byte)'}')) & ~inString, inString >> (Length - 1) != 0);
        return true;
    }

    /// <summary>Whether a bracket opens or closes.</summary>
    public static bool Opens(byte bracket) => (bracket | Brace) == '{';

    /// <summary>Where the first of some bits is.</summary>
    public static int First(ulong bits) => BitOperations.TrailingZeroCount(bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector512<byte> bytes, byte value) =>
        Vector512.Equals(bytes, Vector512.Create(value)).ExtractMostSignificantBits();

    // Sets every bit from each odd one that is set (a text's opening quote) to before the next.
    private static ulong FromOddToEven(ulong bits)
    {
        if (Pclmulqdq.IsSupported)
            return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();
        for (var shift = 1; shift < Length; shift <<= 1) bits ^= bits << shift;
        return bits;
    }
}
#endif
