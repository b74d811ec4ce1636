using System.Text;

namespace InspectorHub.Proofs.Fuzzing;

/// <summary>
/// Changes JSON texts as damage and malice do: byte by byte, and where its values are, into values that are hard to take.
/// </summary>
internal sealed class Mutator(int seed)
{
    private static readonly byte[][] Values =
    [
        .. new[]
        {
            "null", "true", "{}", "[]", "[[[[[[[[]]]]]]]]", "\"\"", "0", "-1", "1e999", "-1e999", "1e-999",
            "123456789012345678901234567890", "253402300800", "-62135596801",
            "-253402300799000", "9223372036854775808", "0.1", "\"\\ud800\"", "\"\\u0000\"", "\"\\u001b]0;title\\u0007\"",
            "\"/Date(99999999999999999)/\"", "\"/Date(-1)/\"", "\"0001-01-01\"",
            "\"9999-12-31T23:59:59.9999999+14:00\"", "\"0001-01-01T00:00:00-14:00\"", "\"arn:aws:::::\"", "\"arn\"", "\"::::::\"",
            "\"NaN\"", "{\"a\":{\"a\":{\"a\":1}}}", "[null,null]", "\"=1+1\"", "\"12\"",
            "\"" + new string('x', 5000) + "\"", "\"🦄🦄\"", "\"\\ud83e\\udd84\"", "[1,\"2\",{}]",
        }.Select(Encoding.UTF8.GetBytes),
        [(byte)'"', 0xff, 0xfe, (byte)'"'],
        [(byte)'"', 0xed, 0xa0, 0x80, (byte)'"'],
        [(byte)'"', 0xc0, 0xaf, (byte)'"'],
    ];

#pragma warning disable CA5394 // The same seed is to do the same.
    private readonly Random random = new(seed);

    /// <summary>A text with one to four changes.</summary>
    public byte[] Mutate(byte[] text, byte[] other)
    {
        var mutated = new List<byte>(text);
        for (var changes = random.Next(1, 5); changes > 0 && mutated.Count > 0; changes--) Change(mutated, other);
        return [.. mutated];
    }

    private void Change(List<byte> text, byte[] other)
    {
        var at = random.Next(text.Count);
        switch (random.Next(10))
        {
            case 0:
                text[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                text.RemoveRange(at, Math.Min(random.Next(1, 40), text.Count - at));
                break;
            case 2:
                text.InsertRange(at, text.GetRange(at, Math.Min(random.Next(1, 200), text.Count - at)));
                break;
            case 3:
                text.InsertRange(at, other.AsSpan(random.Next(other.Length)).ToArray().Take(random.Next(1, 100)));
                break;
            case 4:
                text.Insert(at, (byte)random.Next(256));
                break;
            default:
                ReplaceValue(text, at);
                break;
        }
    }

    // The value of the next member.
    private void ReplaceValue(List<byte> text, int at)
    {
        var start = text.IndexOf((byte)':', at) + 1;
        if (start == 0) return;
        while (start < text.Count && text[start] is (byte)' ' or (byte)'\n') start++;
        var end = EndOf(text, start);
        text.RemoveRange(start, end - start);
        text.InsertRange(start, Values[random.Next(Values.Length)]);
    }
#pragma warning restore CA5394

    private static int EndOf(List<byte> text, int start)
    {
        var (depth, isText) = (0, false);
        for (var i = start; i < text.Count; i++)
        {
            var value = text[i];
            if (isText)
            {
                if (value == '\\') i++;
                else if (value == '"') isText = false;
            }
            else if (value == '"')
            {
                isText = true;
            }
            else if (value is (byte)'{' or (byte)'[')
            {
                depth++;
            }
            else if (value is (byte)'}' or (byte)']')
            {
                if (depth == 0) return i;
                depth--;
            }
            else if (value == ',' && depth == 0)
            {
                return i;
            }
        }

        return text.Count;
    }
}
