using System.Text;
using InspectorHub.Asff.Serialization;
using InspectorHub.Findings;
using InspectorHub.Translation;

namespace InspectorHub.Core.Tests.Findings;

/// <summary>
/// Texts that are damaged, or made to harm: each is a problem of its own, and the findings beside it are read all the same.
/// </summary>
public sealed class HostileTextTests
{
    [Theory]
    [InlineData("\"title\": \"CVE-2024-0001 - libfoo\"", "\"title\": \"\\ud800\"")]
    [InlineData("\"title\": \"CVE-2024-0001 - libfoo\"", "\"title\": \"\u00ff\"")]
    [InlineData("\"2024-09-04T16:59:44.356Z\"", "-253402300799000")]
    [InlineData("\"2024-09-04T16:59:44.356Z\"", "\"/Date(99999999999999999)/\"")]
    [InlineData("\"inspectorScore\": 7.5", "\"inspectorScore\": 1e999")]
    public void One_hostile_value_costs_no_other_finding_anything(string value, string hostile)
    {
        var good = Documents.Line(Documents.Inspector2);
        // One byte a character: 0xff is in no UTF-8.
        var text = Encoding.Latin1.GetBytes($"[{good},{good.Replace(value, hostile, StringComparison.Ordinal)},{good}]");
        var readings = Documents.Read(text);
        Assert.InRange(readings.Count(reading => reading.Finding is not null), 2, 3);
        Assert.InRange(readings.Count(reading => reading.Problem is not null), 0, 1);
        Assert.Equal(3, readings.Count);
        foreach (var reading in readings.Where(reading => reading.Finding is not null))
            Assert.NotEmpty(AsffJson.Serialize(AsffTranslator.Translate(reading.Finding!)));
    }

    [Fact]
    public void A_number_beyond_all_numbers_is_no_ASFF() =>
        Assert.Throws<System.Text.Json.JsonException>(() => AsffJson.Parse("""{"Id":"x","Vulnerabilities":[{"EpssScore":1e999}]}"""u8));

    [Fact]
    public void Half_a_character_in_a_member_that_the_format_does_not_have_goes_on_as_it_came() =>
        Assert.Contains("\\ud800", AsffJson.ToText(AsffJson.Parse("""{"Id":"x","New":{"a":"\ud800"}}"""u8)), StringComparison.Ordinal);

    [Fact]
    public void Of_many_mistakes_alike_some_are_told_and_the_rest_is_counted()
    {
        var readings = Documents.Read($"[{string.Join(',', Enumerable.Repeat("{\"a\":1}", 1_000_000))},{Documents.Inspector2}]");
        Assert.Single(readings, reading => reading.Finding is not null);
        var problems = readings.Where(reading => reading.Problem is not null).ToList();
        Assert.Equal(101, problems.Count);
        Assert.Contains("999900 more", $"{problems[^1].Problem}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData('x')]
    public void What_has_no_end_and_is_no_JSON_is_given_up(byte value)
    {
        var readings = FindingReader.Read(new EndlessStream(value), "endless", TestContext.Current.CancellationToken).ToList();
        Assert.Contains("on and on", $"{readings[^1].Problem}", StringComparison.Ordinal);
        Assert.InRange(readings.Count, 1, 3);
    }

    private sealed class EndlessStream(byte value) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill(value);
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
