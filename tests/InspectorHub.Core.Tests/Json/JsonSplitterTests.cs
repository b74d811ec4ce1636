using System.Text;
using CsCheck;
using InspectorHub.Json;

namespace InspectorHub.Core.Tests.Json;

public sealed class JsonSplitterTests
{
    // Texts, brackets and plain runs of all lengths, some of it JSON by chance.
    private static readonly Gen<string> AnyText = Gen.Frequency(
        (6, OneOf("{", "}", "[", "]", "{}", "[]", ",", ":", "1", " ")),
        (4, Gen.Int[0, 90].Select(length => $"\"{new string('x', length)}\"")),
        (2, OneOf("\"{\"", "\"]\"", "\"\\\"\"", "\"\\\\\"", "\"é\"", "\"", "\\")),
        (1, OneOf("\n", "\"\n")),
        (1, Gen.Int[0, 90].Select(length => new string(' ', length)))).List[0, 60].Select(string.Concat);

    [Fact]
    public void A_value_too_large_is_passed_over_and_the_rest_is_given()
    {
        using var splitter = new JsonSplitter(["findings"]);
        splitter.Append("{\"findings\":[{\"a\":1},{\"b\":\""u8);
        var given = DrainTooLarge(splitter);

        splitter.Append("\"},{\"c\":3}]}"u8);
        splitter.Complete();
        given.AddRange(Drain(splitter));
        Assert.Equal(["""Element {"a":1}""", "Problem it is larger than 32 MB", """Element {"c":3}"""], given);
    }

    [Fact]
    public void Elements_are_found_behind_members_of_any_size()
    {
        using var splitter = new JsonSplitter(["findings"]);
        splitter.Append("{\"other\":[\""u8);
        var given = DrainTooLarge(splitter);

        splitter.Append("\"],\"findings\":[1,2]}"u8);
        splitter.Complete();
        given.AddRange(Drain(splitter));
        Assert.Equal(["Element 1", "Element 2"], given);
    }

    [Fact]
    public void Side_members_are_given_wherever_they_stand()
    {
        using var splitter = new JsonSplitter(["findings"], ["failedItems", "errors"]);
        splitter.Append(
            """{"x":{"failedItems":9},"FailedItems":{"a":1},"findings":[[],{}],"nextToken":"t","errors":[7],"failedItems":null} """u8);
        splitter.Complete();
        Assert.Equal(["""Side failedItems {"a":1}""", "Element []", "Element {}", "Side errors [7]"], Drain(splitter));
    }

    [Fact]
    public void Objects_without_elements_are_given_whole()
    {
        using var splitter = new JsonSplitter(["findings"]);
        splitter.Append("""{"findings":{"a":[1]}}{"b":"[\"findings\":["}"""u8);
        splitter.Complete();
        Assert.Equal(["""Document {"findings":{"a":[1]}}""", """Document {"b":"[\"findings\":["}"""], Drain(splitter));
    }

    [Theory]
    [InlineData("""{"findings":[{"a":[}]},{"b":1}]}""")]
    [InlineData("""{"findings":[1}""")]
    [InlineData("""{"a" 1}""")]
    [InlineData("""{a:1}""")]
    [InlineData("""[1,2}""")]
    public void Brackets_and_names_out_of_place_are_a_problem(string text)
    {
        using var splitter = new JsonSplitter(["findings"]);
        splitter.Append(Encoding.UTF8.GetBytes(text));
        splitter.Complete();
        Assert.Single(Drain(splitter), piece => piece.StartsWith("Problem", StringComparison.Ordinal));
    }

    // Long texts are looked at in blocks, what comes byte by byte is not: whatever stands there, both see the same.
    [Fact]
    public void Any_text_is_split_the_same_however_it_comes() =>
        Gen.Select(OneOf("", "[", "[{\"a\":\"", "{\"findings\":["), AnyText).Sample(
        (beginning, text) => AssertSplitTheSame(beginning + text), iter: 4000);

    // A member that nobody wants, with a mistake in its value.
    [Fact]
    public void It_reads_on_after_a_mistake_at_the_same_place_however_the_text_came() =>
        AssertSplitTheSame("{\"findings\":[1],\"other\"\n:\n[\"\n\"x\"");

    private static void AssertSplitTheSame(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        using var whole = new JsonSplitter(["findings"]);
        whole.Append(bytes);
        whole.Complete();
        using var parts = new JsonSplitter(["findings"]);
        var given = new List<string>();
        foreach (var each in bytes)
        {
            parts.Append([each]);
            given.AddRange(Drain(parts));
        }

        parts.Complete();
        given.AddRange(Drain(parts));
        Assert.Equal(Drain(whole), given);
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.OneOf(Array.ConvertAll(texts, Gen.Const));

    // More of a value than the splitter keeps, after what it has been given.
    private static List<string> DrainTooLarge(JsonSplitter splitter)
    {
        var given = Drain(splitter);
        var filler = new byte[1024 * 1024];
        filler.AsSpan().Fill((byte)'x');
        for (var written = 0; written <= JsonSplitter.ValueLimit + filler.Length; written += filler.Length)
        {
            splitter.Append(filler);
            given.AddRange(Drain(splitter));
        }

        return given;
    }

    private static List<string> Drain(JsonSplitter splitter)
    {
        var pieces = new List<string>();
        while (splitter.TryRead(out var piece))
            pieces.Add(string.Join(' ', new[] { piece.Kind.ToString(), piece.Member, piece.Problem
                ?? Encoding.UTF8.GetString(piece.Json) }.Where(part => part is not null)));
        return pieces;
    }
}
