using System.Globalization;
using CsCheck;
using InspectorHub.Common;

namespace InspectorHub.Core.Tests.Translation;

/// <summary>
/// What members of findings may hold: absent, empty, null among items, at their longest; text in any script, with control characters,
/// joined characters and halves of surrogate pairs.
/// </summary>
internal static class AnyValue
{
    // One piece of text each: scripts, combining marks, joined emoji, flags, controls, lone surrogates, what JSON escapes.
    private static readonly string[] Pieces =
    [
        "a", "Z", "7", " ", "/", "'", "\"", "\\", "<", "é", "e\u0301", "ü", "ß", "д", "ك", "क्षि", "本", "番", "한",
        "👩‍👩‍👧‍👦", "🇪🇺", "🏽", "𝒳",
        "\0", "\u001f", "\u007f", "\u0085", "\t", "\n", "\r\n", "\u2028", "\uFEFF", "\uD83D", "\uDE00", "\uFFFF", "…",
    ];

    private static readonly Gen<string> Mixed = OneOf(Pieces).Array[0, 40].Select(string.Concat);

    public static readonly Gen<DateTimeOffset> SomeDate = Gen.Long[0, 253_402_300_799].Select(DateTimeOffset.FromUnixTimeSeconds);

    public static readonly Gen<DateTimeOffset?> Date = Gen.Frequency(
        (5, SomeDate.Select(date => (DateTimeOffset?)date)),
        (1, Gen.Const((DateTimeOffset?)null)));

    public static readonly Gen<string> Account =
        Gen.Long[0, 999_999_999_999].Select(number => number.ToString("000000000000", CultureInfo.InvariantCulture));

    public static readonly Gen<(string Partition, string Region)> Place = OneOf(
        ("aws", "eu-west-1"),
        ("aws", "ap-southeast-2"),
        ("aws-cn", "cn-north-1"),
        ("aws-us-gov", "us-gov-west-1"),
        ("aws-iso-b", "us-isob-east-1"),
        ("aws-eusc", "eusc-de-east-1"));

    /// <summary>Text of up to so many characters, now and then exactly as many, now and then none.</summary>
    public static Gen<string?> Text(int longest) => Gen.Frequency(
        (6, Mixed.Select(text => (string?)(text.Length <= longest ? text : text[..longest]))),
        (1, Mixed.Select(text => (string?)Repeated(text.Length == 0 ? "x" : text, longest))),
        (1, Gen.Const((string?)null)));

    private static string Repeated(string text, int length) =>
        string.Concat(Enumerable.Repeat(text, (length / text.Length) + 1))[..length];

    public static Gen<string?> Enumeration(params string[] values) =>
        Gen.Frequency((8, OneOf(values).Select(value => (string?)value)), (1, Text(40)));

    public static Gen<ItemList<T?>?> List<T>(Gen<T?> item, int longest)
        where T : class
    {
        var orNull = Gen.Frequency((9, item), (1, Gen.Const((T?)null)));
        return Gen.Frequency(
            (5, orNull.List[0, Math.Min(longest, 4)].Select(AsItems)),
            (1, item.List[longest].Select(AsItems)),
            (1, Gen.Const((ItemList<T?>?)null)));
    }

    private static ItemList<T?>? AsItems<T>(List<T?>? list)
        where T : class => list is null ? null : new ItemList<T?>(list);

    public static Gen<T?> Nullable<T>(Gen<T> gen)
        where T : class => Gen.Frequency((4, gen.Select(value => (T?)value)), (1, Gen.Const((T?)null)));

    public static Gen<T?> Optional<T>(Gen<T> gen)
        where T : struct => Gen.Frequency((4, gen.Select(value => (T?)value)), (1, Gen.Const((T?)null)));

    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
