using System.IO.Compression;
using System.Text;
using InspectorHub.Findings;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;
using static InspectorHub.Core.Tests.Findings.Documents;

namespace InspectorHub.Core.Tests.Findings;

public sealed class FindingReaderTests
{
    public static TheoryData<string, string, int> Texts()
    {
        var classic = Line(Classic);
        var inspector2 = Line(Inspector2);
        return new TheoryData<string, string, int>
        {
            { "a single Classic finding", Classic, 1 },
            { "a single finding", Inspector2, 1 },
            { "a DescribeFindings reply, failures first", $$"""{ "failedItems": {}, "findings": [{{Classic}}] }""", 1 },
            { "a ListFindings reply", $$"""{ "findings": [{{Inspector2}}, {{Inspector2}}], "nextToken": "abc" }""", 2 },
            { "an empty reply", """{ "findings": [], "nextToken": null }""", 0 },
            { "a reply whose list is null", """{ "findings": null }""", 0 },
            { "a reply in PascalCase", Pascal($$"""{ "findings": [{{Inspector2}}] }"""), 1 },
            { "a Classic reply in PascalCase", Pascal($$"""{ "findings": [{{Classic}}] }"""), 1 },
            { "a bare array", $"[{Inspector2},\n{Classic}]", 2 },
            { "an empty array", "[]", 0 },
            { "one a line", $"{inspector2}\n{classic}\r\n\n{inspector2}\n", 3 },
            { "one after another, indented", $"{Inspector2}\n{Classic}", 2 },
            { "pages, one after another", $$"""{"findings":[{{inspector2}}]}{"findings":[{{classic}}]}""", 2 },
            { "pages, one a line", $$"""{"findings":[{{inspector2}}]}{{'\n'}}{"findings":[{{classic}}]}""", 2 },
            { "an event", Event(Inspector2), 1 },
            { "events in an array", $"[{Event(Inspector2)}, {Event(Inspector2)}]", 2 },
            { "events, one a line", $"{Line(Event(inspector2))}\n{Line(Event(inspector2))}", 2 },
            { "kinds in turn", $"{inspector2}\n{Line(Event(inspector2))}\n{classic}\n{inspector2}\n", 4 },
            { "a byte order mark", $"\ufeff{Inspector2}", 1 },
        };
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Findings_are_read_from(string what, string text, int count)
    {
        var readings = Read(text);
        Assert.All(readings, reading => Assert.True(reading.Finding is not null, $"{what}: {reading.Problem}"));
        Assert.Equal(count, readings.Count);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Findings_are_read_from_gzip_of(string what, string text, int count)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(text));
        var readings = Read(packed.ToArray());
        Assert.True(count == readings.Count(reading => reading.Finding is not null), what);
    }

    [Fact]
    public void Findings_are_read_from_the_UTF_16_that_Windows_PowerShell_writes()
    {
        Assert.Equal(2, Read([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes($"[{Inspector2},{Classic}]")])
            .Count(reading => reading.Finding is not null));
        var classic = Assert.IsType<ClassicFinding>(
            Assert.Single(Read([.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Classic)])).Finding);
        Assert.Contains("漢字", classic.Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Members_are_read_in_either_case(bool pascal)
    {
        var classic = Assert.IsType<ClassicFinding>(Assert.Single(Read(pascal ? Pascal(Classic) : Classic)).Finding);
        Assert.Equal("i-0a1b2c3d4e5f60718", classic.AssetAttributes!.AgentId);
        Assert.Equal(9.0, classic.NumericSeverity);
        Assert.Null(classic.AssetAttributes.Tags);
        Assert.Equal("INSTANCE_ID", Assert.Single(classic.Attributes!).Key);
        Assert.Equal(new DateTimeOffset(2020, 11, 16, 19, 36, 26, 753, TimeSpan.Zero), classic.CreatedAt);

        var finding = Assert.IsType<Inspector2Finding>(Assert.Single(Read(pascal ? Pascal(Inspector2) : Inspector2)).Finding);
        Assert.Equal("web", Assert.Single(finding.Resources!).Tags!["Name"]);
        Assert.Equal("libfoo", Assert.Single(finding.PackageVulnerabilityDetails!.VulnerablePackages!).Name);
        Assert.Equal(0.00043, finding.Epss!.Score);
    }

    [Fact]
    public void Nulls_are_read_as_absent()
    {
        var finding = Assert.IsType<Inspector2Finding>(Assert.Single(Read(
            """{"findingArn":"arn:aws:inspector2:eu-west-1:111122223333:finding/1","firstObservedAt":null,"resources":null,"inspectorScore":null,"type":"PACKAGE_VULNERABILITY","packageVulnerabilityDetails":null}""")).Finding);
        Assert.Null(finding.Resources);
        Assert.Null(finding.InspectorScore);
    }

    [Fact]
    public void What_Inspector_could_not_describe_is_a_problem_of_its_own()
    {
        var readings = Read($$"""{ "failedItems": { "arn:aws:inspector:eu-west-1:111122223333:x": { "failureCode": "ITEM_DOES_NOT_EXIST", "retryable": false } }, "findings": [{{Classic}}] }""");
        var problem = Assert.Single(readings, reading => reading.Problem is not null).Problem!;
        Assert.Equal(FindingProblemKind.NotDescribed, problem.Kind);
        Assert.Equal("arn:aws:inspector:eu-west-1:111122223333:x", problem.FindingId);
        Assert.Contains("ITEM_DOES_NOT_EXIST", problem.What, StringComparison.Ordinal);
        Assert.Single(readings, reading => reading.Finding is not null);
    }

    [Fact]
    public void Failures_alone_are_told_too()
    {
        var readings = Read("""{ "failedItems": { "arn:one": { "failureCode": "ACCESS_DENIED" }, "arn:two": { "failureCode": "INTERNAL_ERROR", "retryable": true } } }""");
        Assert.Equal(["arn:one", "arn:two"], readings.Select(reading => reading.Problem!.FindingId));
    }

    [Fact]
    public void Details_without_their_findings_are_one_problem()
    {
        var problem = Assert.Single(Read($$"""{ "findingDetails": [{{Details}}, {{Details}}], "errors": [] }""")).Problem!;
        Assert.Equal(FindingProblemKind.Incomplete, problem.Kind);
    }

    [Fact]
    public void Errors_of_BatchGetFindingDetails_are_told()
    {
        var readings = Read("""{ "findingDetails": [], "errors": [{ "findingArn": "arn:x", "errorCode": "INTERNAL_ERROR", "errorMessage": "gone" }, { "findingArn": "arn:y", "errorCode": "FINDING_DETAILS_NOT_FOUND", "errorMessage": "none" }] }""");
        Assert.Equal("arn:x", Assert.Single(readings, reading => reading.Problem is not null).Problem!.FindingId);
        Assert.False(Assert.Single(readings, reading => reading.Notice is not null).Notice!.IsWarning);
    }

    [Fact]
    public void A_finding_in_the_Security_Hub_format_is_given_as_it_came()
    {
        var reading = Assert.Single(Read($$"""{ "Findings": [{{AsffText}}] }"""));
        Assert.Equal(AsffText, Encoding.UTF8.GetString(reading.Asff!));
    }

    public static TheoryData<string, FindingProblemKind, string> Problems() => new()
    {
        { $$"""{ "findings": [{{Inspector2}}, { "type": "PACKAGE_VULNERABILITY", "inspectorScore": 1 }, {{Inspector2}}] }""",
            FindingProblemKind.MissingArn, "findings[1]" },
        { $$"""{ "findings": [{{Classic}}, { "arn": "", "serviceAttributes": {} }, {{Classic}}] }""", FindingProblemKind.MissingArn,
            "findings[1]" },
        { $$"""{ "findings": [{{Inspector2}}, { "hello": "world" }, {{Inspector2}}] }""", FindingProblemKind.UnknownDocument,
            "findings[1]" },
        { $$"""{ "findings": [{{Inspector2}}, 17, {{Inspector2}}] }""", FindingProblemKind.UnknownDocument, "findings[1]" },
        { $$"""{ "findings": [{{Inspector2}}, null, {{Inspector2}}] }""", FindingProblemKind.UnknownDocument, "findings[1]" },
        { $"[{Inspector2}, [], {Inspector2}]", FindingProblemKind.UnknownDocument, "[1]" },
        { $$"""{ "findings": [{{Inspector2}}, { "findingArn": "arn:x", "inspectorScore": 1, "severity": { } }, {{Inspector2}}] }""",
            FindingProblemKind.WrongShape, "arn:x: severity" },
        { $$"""{ "findings": [{{Inspector2}}, { "findingArn": "arn:x", "inspectorScore": 1, "updatedAt": "some day" }, {{Inspector2}}] }""",
            FindingProblemKind.WrongShape, "arn:x: updatedAt" },
        { $$"""{ "findings": [{{Inspector2}}, { "findingArn": nonsense }, {{Inspector2}}] }""", FindingProblemKind.Malformed,
            "findings[1]" },
        { $"{Line(Inspector2)}\n{{\"findingArn\": \"arn:x\", \"title\": \"cut o\n{Line(Inspector2)}\n", FindingProblemKind.Malformed,
            "line 2" },
        { $"{Line(Inspector2)}\n{{\"findingArn\": \"arn:x\", \"resources\": [{{\n{Line(Inspector2)}\n", FindingProblemKind.Malformed,
            "line 2" },
        { $"{Line(Inspector2)}\nINFO: and now something else\nand more of it\n{Line(Inspector2)}\n", FindingProblemKind.Malformed,
            "line 2" },
        { $"INFO: reading\n{Line(Inspector2)}\n{Line(Inspector2)}\n", FindingProblemKind.Malformed, "line 1" },
        { $$"""{{Inspector2}} { "detail-type": "Security Hub Findings - Imported", "detail": {} } {{Inspector2}}""",
            FindingProblemKind.UnknownDocument, "Security Hub holds already" },
        { $$"""{{Inspector2}} { "detail-type": "Findings Imported V2", "detail": {} } {{Inspector2}}""", FindingProblemKind.UnknownDocument,
            "Security Hub holds already" },
        { $$"""{{Inspector2}} { "class_uid": 2002, "finding_info": {} } {{Inspector2}}""", FindingProblemKind.UnknownDocument,
            "Security Hub holds already" },
        { $$"""{{Inspector2}} { "detail-type": "Something Else", "detail": {} } {{Inspector2}}""", FindingProblemKind.UnknownDocument,
            "Something Else" },
        { $$"""{{Inspector2}} { "detail-type": "Inspector2 Finding", "detail": { "severity": "HIGH" } } {{Inspector2}}""",
            FindingProblemKind.MissingArn, "findingArn" },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public void What_is_wrong_is_one_problem_and_the_rest_is_read(string text, FindingProblemKind kind, string words)
    {
        var readings = Read(text);
        Assert.Equal(3, readings.Count);
        Assert.Equal(2, readings.Count(reading => reading.Finding is not null));
        var problem = Assert.Single(readings, reading => reading.Problem is not null).Problem!;
        Assert.Equal(kind, problem.Kind);
        Assert.Contains(words, problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("severity,title\nHIGH,some\n")]
    [InlineData("{\"name\": \"left-pad\", \"dependencies\": {}}")]
    [InlineData("\"text\"")]
    [InlineData("PK\u0003\u0004\0\0\n{{{\n[")]
    [InlineData("]")]
    public void A_file_that_holds_no_findings_is_one_problem(string text) => Assert.NotNull(Assert.Single(Read(text)).Problem);

    [Fact]
    public void Text_in_another_encoding_is_told()
    {
        var problem =
            Assert.Single(Read(Encoding.Latin1.GetBytes("""{ "findingArn": "arn:x", "title": "café", "inspectorScore": 1 }"""))).Problem!;
        Assert.Equal(FindingProblemKind.Malformed, problem.Kind);
        Assert.Contains("UTF-8", problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_problem_says_where_it_is()
    {
        var problem = Assert.Single(
            Read("{\n  \"findings\": [\n    {},\n    { \"findingArn\": \"arn:x\", \"fixAvailable\": \"NO\", \"status\": 1 }\n  ]\n}"),
            reading => reading.Problem!.FindingId is not null).Problem!;
        Assert.Equal((4L, 30L, "findings", 1L),
            (problem.Position!.Value.Line, problem.Position.Value.Byte, problem.Position.Value.Member, problem.Position.Value.Index));
        Assert.Equal("test, findings[1] (line 4, byte 30), arn:x: status has the value 1, which is of another type than Inspector's.",
            problem.ToString());
    }

    [Fact]
    public void A_finding_says_where_it_was_read()
    {
        Assert.Equal(["test, findings[0]", "test, findings[1]"], Read($$"""{ "findings": [{{Inspector2}}, {{Inspector2}}] }""")
            .Select(reading => reading.Finding!.Origin));
        Assert.Equal(["test, line 1", "test, line 2"], Read($"{Line(Inspector2)}\n{Line(Inspector2)}")
            .Select(reading => reading.Finding!.Origin));
    }

    [Fact]
    public void A_stream_that_breaks_is_a_problem_after_the_findings_it_gave()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat($"{Line(Inspector2)}\n", 1000)));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true)) gzip.Write(text);
        var damaged = packed.ToArray();
        damaged[^5] ^= 0xff; // in the checksum
        var readings = Read(damaged);
        Assert.Equal(FindingProblemKind.Unreadable, readings[^1].Problem?.Kind);
        Assert.Contains(readings, reading => reading.Finding is not null);
    }

    [Fact]
    public void Reading_ends_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($"[{Inspector2},{Inspector2}]"));
        using var readings = FindingReader.Read(stream, "test", cancellationToken: cancellation.Token).GetEnumerator();
        Assert.True(readings.MoveNext());
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
        {
            while (readings.MoveNext())
            {
            }
        });
    }

    [Theory]
    [InlineData("classic", "finding")]
    [InlineData("inspector2", "finding")]
    [InlineData("inspector2", "event")]
    public void Every_real_sample_is_read_without_a_problem(string product, string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Samples.Find(product, folder), "*.json"))
        {
            var bytes = File.ReadAllBytes(file);
            using var document = System.Text.Json.JsonDocument.Parse(bytes);
            var expected = document.RootElement.TryGetProperty("findings", out var findings) ? findings.GetArrayLength() : 1;
            var readings = Read(bytes);
            Assert.All(readings, reading => Assert.NotNull(reading.Finding?.FindingId));
            Assert.Equal(expected, readings.Count);
        }
    }
}
