using InspectorHub.Asff;
using InspectorHub.Asff.Rules;

namespace InspectorHub.Core.Tests.Asff;

public sealed class AsffTextTests
{
    [Theory]
    [InlineData("0123456789abcdef", 16, "0123456789abcdef")]
    [InlineData("0123456789abcdef", 15, "0123...Truncated")]
    [InlineData("0123456789abcdef", 13, "01...Truncated")]
    [InlineData("0123456789abcdef", 12, "0123456789ab")]
    [InlineData("0123456789abcdef", 11, "0123456789a")]
    [InlineData("0123456789abcdef", 1, "0")]
    [InlineData("a\ud83e\udd84b", 2, "a")]
    [InlineData("ae\u0301b", 2, "a")]
    public void A_text_is_cut_between_characters(string text, int limit, string cut)
    {
        Assert.Equal(limit >= text.Length ? text : cut.EndsWith(AsffText.Mark, StringComparison.Ordinal)
            ? text[..(limit - AsffText.Mark.Length)] + AsffText.Mark : cut, AsffText.Cut(text, limit));
        Assert.InRange(AsffText.Cut(text, limit).Length, 0, limit);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("a\ud83e\udd84b", 3)]
    public void Characters_are_code_points(string text, int length) => Assert.Equal(length, AsffText.Length(text));

    [Theory]
    [InlineData("", true)]
    [InlineData(" \t\r\n\u0001\ufeff\u00a0", true)]
    [InlineData(" . ", false)]
    public void What_shows_nothing_is_blank(string text, bool isBlank) => Assert.Equal(isBlank, AsffText.IsBlank(text));

    [Fact]
    public void The_first_that_shows_something_is_taken()
    {
        Assert.Equal("b", AsffText.First(null, "", " ", "b", "c"));
        Assert.Null(AsffText.First(null, "\u0001"));
    }

    [Fact]
    public void Characters_beside_letters_and_digits_are_the_ones_that_are_named()
    {
        var characters = new AsffCharacters(".-_");
        for (var character = '\0'; character < 256; character++)
        {
            var isAllowed = character < 128
                && (char.IsAsciiLetterOrDigit(character) || ".-_".Contains(character, StringComparison.Ordinal));
            Assert.Equal(isAllowed, characters.Allow($"a{character}"));
            Assert.Equal(isAllowed ? $"{character}b" : "_b", characters.Replace($"{character}b"));
        }

        Assert.Equal("^[A-Za-z0-9._-]*$", characters.Pattern);
    }
}
