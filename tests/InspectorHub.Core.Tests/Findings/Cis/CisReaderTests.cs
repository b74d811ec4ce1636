using InspectorHub.Findings;
using InspectorHub.Findings.Cis;
using static InspectorHub.Core.Tests.Findings.Cis.CisDocuments;

namespace InspectorHub.Core.Tests.Findings.Cis;

public sealed class CisReaderTests
{
    private static readonly DateTimeOffset ScanDate = DateTimeOffset.FromUnixTimeMilliseconds(1793600000500);

    public static TheoryData<string> Forms => new(
        Results(OneResult),
        OneResult,
        $"[{OneResult}]",
        $"{Documents.Line(OneResult)}\n",
        Documents.Pascal(Results(OneResult)));

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_result_is_read_in_every_form_it_comes_in(string text)
    {
        var finding = Assert.IsType<CisFinding>(Assert.Single(Documents.Read(text)).Finding);
        Assert.Equal(
            (ScanArn, "111122223333", "i-0a1b2c3d4e5f60718", "AMAZON_LINUX_2", "FAILED", "cramfs can be loaded", "1.1.1.1", "LEVEL_1"),
            (finding.ScanArn, finding.AccountId, finding.TargetResourceId, finding.Platform, finding.Status, finding.StatusReason,
                finding.CheckId, finding.Level));
        Assert.Equal("arn:aws:inspector2:eu-central-1:111122223333:owner/111122223333/cis-finding/11111111-3080-4a6b-8c1d-fa478b6cfa75",
            finding.FindingId);
        Assert.StartsWith("Ensure", finding.Title, StringComparison.Ordinal);
        Assert.StartsWith("A file system", finding.CheckDescription, StringComparison.Ordinal);
        Assert.StartsWith("Add install", finding.Remediation, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_before_the_results_tells_of_their_scan_and_instance()
    {
        var finding = Only(Scans(OneScan) + Targets(OneTarget) + Results(OneResult));
        Assert.Equal((ScanDate, "weekly", ConfigurationArn, "LEVEL_2"),
            (finding.ScanDate, finding.ScanName, finding.ScanConfigurationArn, finding.SecurityLevel));
        Assert.Equal(["prod"], finding.TargetResourceTags!["env"]);
    }

    [Fact]
    public void A_scan_that_is_not_theirs_tells_results_nothing()
    {
        var other = OneScan.Replace("0f6f746d", "ffffffff", StringComparison.Ordinal);
        Assert.Null(Only(Scans(other) + Results(OneResult)).ScanName);
    }

    [Fact]
    public void The_date_that_is_given_is_that_of_results_that_nothing_else_dates()
    {
        var given = new CisScans { ScanDate = new DateTimeOffset(2026, 11, 1, 6, 0, 0, TimeSpan.Zero) };
        Assert.Equal(given.ScanDate, Only(Results(OneResult), given).ScanDate);
        Assert.Equal(ScanDate, Only(Scans(OneScan) + Results(OneResult), given).ScanDate);
    }

    [Fact]
    public void What_a_result_says_itself_stands()
    {
        var dated = OneResult.Replace("\"scanArn\"",
            """ "scanDate": "2026-11-01T06:00:00Z", "targetResourceTags": { "Name": "alone" }, "scanArn" """, StringComparison.Ordinal);
        var finding = Only(Scans(OneScan) + Targets(OneTarget) + Results(dated));
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 6, 0, 0, TimeSpan.Zero), finding.ScanDate);
        Assert.Equal(["alone"], Assert.Single(finding.TargetResourceTags!).Value);
    }

    [Fact]
    public void Totals_without_results_are_a_problem_said_once()
    {
        const string Check = $$"""{ "scanArn": "{{ScanArn}}", "checkId": "1.1.1.1", "statusCounts": { "failed": 3 } }""";
        var problem = Assert.Single(Documents.Read($$"""{ "checkAggregations": [{{Check}},{{Check}}] }""")).Problem!;
        Assert.Equal(FindingProblemKind.Incomplete, problem.Kind);
        Assert.Contains("GetCisScanResultDetails", problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_that_does_not_say_its_check_is_a_problem_and_the_next_is_read()
    {
        var nameless = OneResult.Replace("\"checkId\": \"1.1.1.1\",", "", StringComparison.Ordinal);
        var readings = Documents.Read(Results(nameless, OneResult));
        Assert.Equal(FindingProblemKind.MissingArn, readings[0].Problem!.Kind);
        Assert.IsType<CisFinding>(readings[1].Finding);
    }

    [Fact]
    public void A_member_of_another_type_is_a_problem_that_names_it()
    {
        var problem = Documents.Read(Results(OneResult.Replace("\"1.1.1.1\"", "[1]", StringComparison.Ordinal)))[0].Problem!;
        Assert.Equal(FindingProblemKind.WrongShape, problem.Kind);
        Assert.Contains("checkId", problem.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FAILED", "LEVEL_1", "MEDIUM")]
    [InlineData("FAILED", "LEVEL_2", "LOW")]
    [InlineData("FAILED", null, "MEDIUM")]
    [InlineData("PASSED", "LEVEL_1", "INFORMATIONAL")]
    [InlineData("SKIPPED", "LEVEL_2", "INFORMATIONAL")]
    public void How_bad_a_result_is_goes_by_its_status_and_level(string status, string? level, string severity) =>
        Assert.Equal(severity, $"{new CisFinding { Status = status, Level = level }.Severity}");

    [Theory]
    [InlineData("COMPLETED", null, true)]
    [InlineData("COMPLETED", "UNSUPPORTED_OS", false)]
    [InlineData("TIMED_OUT", null, false)]
    [InlineData("CANCELLED", "SSM_UNMANAGED", false)]
    [InlineData(null, "SCAN_IN_PROGRESS", false)]
    public void An_instance_counts_as_scanned_only_where_the_scan_came_to_its_end(string? status, string? reason, bool isScanned) =>
        Assert.Equal(isScanned, new CisTarget { TargetStatus = status, TargetStatusReason = reason }.IsScanned);

    private static CisFinding Only(string text, CisScans? known = null)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        var readings = FindingReader.Read(stream, "test", artifact: null, scannedAt: null, known ?? new CisScans()).ToList();
        return Assert.IsType<CisFinding>(Assert.Single(readings).Finding);
    }
}
