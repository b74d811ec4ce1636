using System.Text;
using CsCheck;
using static InspectorHub.Core.Tests.Findings.Documents;

namespace InspectorHub.Core.Tests.Findings;

public sealed class FindingReaderProperties
{
    private static readonly Gen<string> Element = Gen.OneOf(new[]
    {
        Inspector2, Line(Inspector2), Pascal(Inspector2), Classic, Line(Classic), Line(Event(Inspector2)), AsffText, Details,
        """{"findingArn":"arn:x","severity":{}}""", """{"a":"\\\" ]}"}""", "17", "null", """{"bad": nope}""",
    }.Select(Gen.Const).ToArray());

    private static readonly Gen<string> Text = Gen.Select(Element.List[0, 5], Gen.Int[0, 4]).Select((elements, form) => form switch
    {
        0 => $$"""{ "failedItems": { "arn:f": { "failureCode": "ACCESS_DENIED" } }, "findings": [{{string.Join(",\n", elements)}}], "nextToken": "t" }""",
        1 => $"[{string.Join(" , ", elements)}]",
        2 => string.Join('\n', elements.Select(Line)),
        3 => $$"""{"findings":[{{string.Join(',', elements.Select(Line))}}]}{{'\n'}}{"findings":[{{string.Join(',', elements.Select(Line))}}]}""",
        _ =>
            "garbage\n" + string.Join('\n', elements.Select(Line)) + "\n{\"findingArn\":\"cut\n" + string.Join('\n', elements.Select(Line)),
    });

    [Fact]
    public void However_the_text_is_cut_into_parts_the_readings_are_the_same() => Gen.Select(Text, Gen.Int[1, 40].Array[0, 400]).Sample(
        (text, parts) =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            Assert.Equal(Describe(Read(bytes)), Describe(Read(bytes, parts)));
        },
        iter: 500);

    [Fact]
    public void A_text_read_byte_by_byte_gives_the_same_readings() => Text.Sample(
        text =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            Assert.Equal(Describe(Read(bytes)), Describe(Read(bytes, Enumerable.Repeat(1, bytes.Length).ToArray())));
        },
        iter: 30);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_reply_cut_at_any_byte_gives_the_findings_before_the_cut_and_one_problem(bool indented)
    {
        var text = $$"""{ "failedItems": {}, "findings": [{{Inspector2}}, {{Classic}}, {{Inspector2}}], "nextToken": "t" }""";
        var bytes = Encoding.UTF8.GetBytes(indented ? text : Line(text));
        var whole = Describe(Read(bytes));
        for (var cut = 0; cut < bytes.Length; cut++) AssertPrefixAndOneProblem(bytes, cut, whole);
    }

    [Fact]
    public void An_array_cut_at_any_byte_gives_the_findings_before_the_cut_and_one_problem()
    {
        var bytes = Encoding.UTF8.GetBytes($"[{Classic},\n{Line(Inspector2)}]");
        var whole = Describe(Read(bytes));
        for (var cut = 0; cut < bytes.Length; cut++) AssertPrefixAndOneProblem(bytes, cut, whole);
    }

    [Fact]
    public void Lines_cut_at_any_byte_give_the_findings_before_the_cut_and_one_problem_unless_the_cut_is_between_them()
    {
        var bytes = Encoding.UTF8.GetBytes($"{Line(Inspector2)}\n{Line(Classic)}\n{Line(Event(Inspector2))}");
        var whole = Describe(Read(bytes));
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            if (bytes[cut - 1] == '\n' || bytes[cut] == '\n') Assert.All(Read(bytes[..cut]), reading => Assert.NotNull(reading.Finding));
            else AssertPrefixAndOneProblem(bytes, cut, whole);
        }
    }

    [Fact]
    public void Any_bytes_at_all_end_in_readings() => Gen.Select(Gen.Byte.Array[0, 300], Text, Gen.Int[0, 1000]).Sample(
        (noise, text, at) =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            at = Math.Min(at, bytes.Length);
            var readings = Read([.. bytes[..at], .. noise, .. bytes[at..]]);
            // Also a word: noise may give an event a type that has no finding.
            Assert.All(readings, reading => Assert.True(
                reading.Finding is not null || reading.Problem is not null || reading.Notice is not null || reading.Asff is not null));
        },
        iter: 2000);

    private static void AssertPrefixAndOneProblem(byte[] bytes, int cut, List<string> whole)
    {
        var readings = Read(bytes[..cut]);
        var findings = Describe(readings.Where(reading => reading.Finding is not null));
        Assert.Equal(whole.Take(findings.Count), findings);
        Assert.Single(readings, reading => reading.Problem is not null);
    }
}
