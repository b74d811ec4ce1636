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
    public void A_text_that_has_come_twice_is_not_made_again()
    {
        KnownTexts.Of("arn:aws:ec2:us-east-1:111122223333:instance/i-0a1b2c3d4e5f60718"u8);
        var second = KnownTexts.Of("arn:aws:ec2:us-east-1:111122223333:instance/i-0a1b2c3d4e5f60718"u8);

        Assert.Same(second, KnownTexts.Of("arn:aws:ec2:us-east-1:111122223333:instance/i-0a1b2c3d4e5f60718"u8));
    }

    [Fact]
    public void Texts_that_come_once_leave_those_that_come_again()
    {
        var again = Enumerable.Range(0, 100).Select(number => Encoding.UTF8.GetBytes($"CVSS:3.1/{number}")).ToList();
        foreach (var text in again) KnownTexts.Of(text);
        var kept = again.ConvertAll(text => KnownTexts.Of(text));

        // Three for each place.
        foreach (var number in Enumerable.Range(0, 25_000)) KnownTexts.Of(Encoding.UTF8.GetBytes($"finding/{number}"));

        // Not all: some share a place, and other tests read beside this one.
        Assert.InRange(again.Zip(kept).Count(text => ReferenceEquals(KnownTexts.Of(text.First), text.Second)), 80, 100);
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
