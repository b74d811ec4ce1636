using System.Text;
using CsCheck;
using InspectorHub.Json;

namespace InspectorHub.Core.Tests.Json;

public sealed class KnownTextsTests
{
    [Fact]
    public void Printable_ASCII_is_read_as_it_is_and_everything_else_is_left() =>
        Gen.Byte[0x1E, 0x81].Array[0, 160].Sample(bytes => Assert.Equal(Expected(bytes), KnownTexts.Of(bytes)), threads: 4);

    [Fact]
    public void A_text_that_has_been_read_is_not_made_again()
    {
        var first = KnownTexts.Of("arn:aws:ec2:us-east-1:111122223333:instance/i-0a1b2c3d4e5f60718"u8);

        Assert.Same(first, KnownTexts.Of("arn:aws:ec2:us-east-1:111122223333:instance/i-0a1b2c3d4e5f60718"u8));
    }

    [Fact]
    public void Texts_of_one_place_are_not_mixed_up()
    {
        // More than there are places, so that many share theirs.
        var texts = Enumerable.Range(0, 10_000).Select(number => $"web-{number}").ToList();

        Assert.Equal(texts, texts.Select(text => KnownTexts.Of(Encoding.UTF8.GetBytes(text))));
        Assert.Equal(texts, texts.Select(text => KnownTexts.Of(Encoding.UTF8.GetBytes(text))));
    }

    private static string? Expected(byte[] bytes) =>
        Array.TrueForAll(bytes, value => value is >= (byte)' ' and <= (byte)'~') ? Encoding.ASCII.GetString(bytes) : null;
}
