using InspectorHub.Aws;
using InspectorHub.Common;

namespace InspectorHub.Core.Tests.Common;

public sealed class ShownTextTests
{
    [Theory]
    [InlineData("as it is, also ä and 😀", "as it is, also ä and 😀")]
    [InlineData("two\r\nlines\nof\ttext", "two lines of text")]
    [InlineData("\u001b]0;owned\u0007\u001b[2J\u009b31m", " ]0;owned  [2J 31m")]
    [InlineData("https://user:secret@host/ and\nhttp://a@b", "https://host/ and http://b")]
    [InlineData("https://user:sec\u0007ret@host/", "https://host/")]
    public void It_is_one_line_that_no_terminal_obeys_and_has_no_password(string text, string shown) =>
        Assert.Equal(shown, ShownText.Of(text));

    [Fact]
    public void It_is_cut_after_a_thousand_characters_and_not_within_one()
    {
        var longest = new string('x', 1000);
        Assert.Equal(longest, ShownText.Of(longest));
        Assert.Equal(longest + "… (of 1001 characters)", ShownText.Of(longest + "y"));
        Assert.Equal("half \ufffd of a pair", ShownText.Of("half \ud83d of a pair"));
        Assert.Equal(new string('x', 999) + "… (of 1001 characters)", ShownText.Of(new string('x', 999) + "😀"));
    }

    [Fact]
    public void A_password_does_not_show_where_its_address_is_cut()
    {
        var text = new string('x', 980) + " https://user:very-secret-indeed@host/";
        Assert.Equal($"{new string('x', 980)} https://… (of {text.Length} characters)", ShownText.Of(text));
    }

    [Theory]
    [InlineData("one line", "one line")]
    [InlineData("\n  first \r\nsecond", "first")]
    [InlineData("first\nsecond", "first")]
    [InlineData("", "")]
    public void The_first_line_is_the_first_that_says_anything(string text, string line) => Assert.Equal(line, ShownText.FirstLineOf(text));

    [Fact]
    public void What_may_not_be_shown_is_not_in_the_causes_of_a_failure_either()
    {
        Assert.True(ShownText.IsShowable(null));
        Assert.True(ShownText.IsShowable(new IOException("https://host", new IOException(new string('x', 1000)))));
        Assert.False(ShownText.IsShowable(new IOException(new string('x', 1001))));
        Assert.False(ShownText.IsShowable(new IOException("outer", new IOException("https://user:secret@host"))));
        Assert.False(ShownText.IsShowable(new IOException("\u001b[2J")));
        Assert.Null(new AwsException("It failed.", new IOException("a\u009b31m")).InnerException);
    }
}
