using InspectorHub.Asff;
using InspectorHub.Outbox;
using InspectorHub.Reports;

namespace InspectorHub.Core.Tests.Reports;

public sealed class HtmlReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Findings_are_counted_by_severity_age_resource_and_vulnerability()
    {
        var tally = new FindingTally(Now);
        tally.Add(Finding("CRITICAL", days: 1, "i-1", "CVE-1", fix: "YES", exploit: "YES", epss: 0.5));
        tally.Add(Finding("HIGH", days: 20, "i-1", "CVE-2", fix: "NO"));
        tally.Add(Finding("HIGH", days: 200, "i-2", "CVE-2", fix: "YES", epss: 0.01));
        tally.Add(Finding("LOW", days: 200, "i-2", "CVE-3", state: "ARCHIVED"));

        Assert.Equal([1, 2, 0, 0, 0], SeverityCounts.Labels.Select(label => tally.Severities[label]));
        Assert.Equal([1, 1, 0, 1], FindingAge.Steps.Select(step => tally.Ages[step].Total));
        Assert.Equal(["i-1", "i-2"], tally.Resources.Select(resource => resource.Id));
        Assert.Equal(["CVE-1", "CVE-2"], tally.Vulnerabilities.Select(vulnerability => vulnerability.Id));
        Assert.Equal(1, tally.Archived);
        var second = tally.Vulnerabilities[1];
        Assert.Equal((2, "PARTIAL", false, 0.01), (second.Resources, second.FixAvailable, second.ExploitAvailable, second.EpssScore));
    }

    [Fact]
    public void A_known_exploit_goes_before_a_higher_severity()
    {
        var tally = new FindingTally(Now);
        tally.Add(Finding("CRITICAL", days: 1, "i-1", "CVE-1"));
        tally.Add(Finding("LOW", days: 1, "i-1", "CVE-2", exploit: "YES"));
        Assert.Equal("CVE-2", tally.Vulnerabilities[0].Id);
    }

    [Fact]
    public void The_report_shows_delivery_and_refusals()
    {
        var lane = new Lane("", "eu-central-1", "123456789012");
        var html = Html(
            new FindingTally(Now),
            [new DeliveryFigures(lane, 1200, 30, Now.AddHours(-5), 2),
                new DeliveryFigures(lane with { Region = "us-east-1" }, 1, 0, null, 0)],
            [
                new OutboxItem
                {
                    Id = "finding-7", AccountId = lane.AccountId, Region = lane.Region, Endpoint = "", State = OutboxState.Refused,
                    QueuedAt = Now, Age = TimeSpan.Zero, Attempts = 1,
                    ErrorCode = "InvalidInput", ErrorMessage = "Title is too long.", Finding = new AsffFinding(),
                },
            ]);
        Assert.Contains("<b>1,201</b><span>received", html);
        Assert.Contains("<b>30</b><span>waiting, the oldest for 5 h", html);
        Assert.Contains("<b>2</b><span>refused", html);
        Assert.Contains("123456789012/us-east-1", html);
        Assert.Contains("InvalidInput: Title is too long.", html);
    }

    [Fact]
    public void What_findings_say_stays_text()
    {
        var tally = new FindingTally(Now);
        tally.Add(Finding("HIGH", days: 1, "i-1\"><script>alert(1)</script>", "<img src=x onerror=alert(2)>"));
        var html = Html(tally, [], []);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("<img", html);
    }

    [Fact]
    public void The_report_loads_nothing_from_anywhere()
    {
        var tally = new FindingTally(Now);
        tally.Add(Finding("HIGH", days: 1, "i-1", "CVE-1"));
        var html = Html(tally, [], []);
        // But for links to the public pages of vulnerabilities, which a reader follows or not.
        Assert.DoesNotContain("http", html.Replace("http-equiv", "", StringComparison.Ordinal));
        Assert.DoesNotContain("url(", html);
        Assert.DoesNotContain("@import", html);
    }

    [Fact]
    public void Links_go_to_the_pages_of_vulnerabilities_and_nowhere_else()
    {
        var tally = new FindingTally(Now);
        tally.Add(Finding("HIGH", days: 1, "i-1", "CVE-2021-44228"));
        tally.Add(Finding("HIGH", days: 1, "i-1", "javascript:alert(1)"));
        tally.Add(Finding("HIGH", days: 1, "i-1", "CVE-2021-1\"onclick=\"x"));
        var html = Html(tally, [], []);
        Assert.Equal(["https://nvd.nist.gov/vuln/detail/CVE-2021-44228"], html.Split("href=\"").Skip(1).Select(link => link.Split('"')[0])
            .Distinct());
    }

    [Fact]
    public void What_could_not_be_read_is_said_and_no_zero_stands_for_it()
    {
        var writer = new StringWriter();
        new HtmlReport("Report", new FindingTally(Now), [], []) { IsIncomplete = true }.Write(writer);
        Assert.Contains("Not everything could be read", writer.ToString());
        Assert.DoesNotContain("<b>0</b>", writer.ToString());
        Assert.Contains("Nothing open was among the findings that were given", Html(new FindingTally(Now), [], []));
    }

    [Fact]
    public void Findings_without_a_vulnerability_are_in_the_list_by_their_rule_or_title()
    {
        var tally = new FindingTally(Now);
        tally.Add(new AsffFinding { Severity = AsffSeverity.Of("HIGH"), Title = "Port 22 is reachable", RecordState = "ACTIVE",
            AwsAccountId = "111122223333", Resources = [new AsffResource { Id = "i-1" }] });
        var classic = new AsffFinding { Severity = AsffSeverity.Of("MEDIUM"), Title = "On instance i-1 …", RecordState = "ACTIVE",
            Resources = [new AsffResource { Id = "i-1" }] };
        classic.ProductFields["aws/inspector/id"] = "Disable root login over SSH";
        tally.Add(classic);
        Assert.Equal(["Port 22 is reachable", "Disable root login over SSH"],
            tally.Vulnerabilities.Select(vulnerability => vulnerability.Id));
        Assert.Equal("Port 22 is reachable", Assert.Single(tally.Urgent).Title);
        Assert.Contains("1 account (111122223333)", Html(tally, [], []));
    }

    [Theory]
    [InlineData("inspector/")]
    [InlineData("aws/inspector/")]
    public void Checks_of_a_CIS_scan_are_counted_by_benchmark_and_instance(string prefix)
    {
        var tally = new FindingTally(Now);
        foreach (var (platform, check, instance, severity) in
            new[] { ("a", "1.1", "i-1", "LOW"), ("a", "1.1", "i-2", "LOW"), ("b", "1.1", "i-1", "LOW"), ("a", "2.2", "i-1", "MEDIUM") })
        {
            var finding = Finding(severity, days: 1, instance, "none");
            finding.Vulnerabilities = null;
            finding.GeneratorId = $"AWSInspector/cis/{platform}/{check}";
            finding.ProductFields[prefix + "cis/checkId"] = check;
            finding.ProductFields[prefix + "cis/level"] = "LEVEL_1";
            tally.Add(finding);
        }

        Assert.Equal(
            [("2.2", 1, "LEVEL_1"), ("1.1", 2, "LEVEL_1"), ("1.1", 1, "LEVEL_1")],
            tally.CisChecks.Select(check => (check.CheckId, check.Instances.Count, check.Level)));
        Assert.Contains("3 checks on 2 instances", Html(tally, [], []));
    }

    [Theory]
    [InlineData("arn:aws:ec2:eu-central-1:123456789012:instance/i-0123456789abcdef0", "i-0123456789abcdef0")]
    [InlineData("i-0123456789abcdef0", "i-0123456789abcdef0")]
    [InlineData("arn:aws:ecr:eu-central-1:123456789012:repository/team/web/sha256:0123456789abcdef0123456789abcdef",
        "team/web/sha256:0123456789ab")]
    [InlineData("arn:aws:lambda:eu-central-1:123456789012:function:checkout:$LATEST", "checkout:$LATEST")]
    [InlineData("111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/web:1", "team/web:1")]
    [InlineData(null, "")]
    public void A_resource_has_a_short_name(string? id, string expected) => Assert.Equal(expected, ResourceName.Of(id));

    private static AsffFinding Finding(
        string severity, int days, string resource, string vulnerability, string? fix = null, string? exploit = null, double? epss = null,
        string state = "ACTIVE") => new()
    {
        Severity = new AsffSeverity { Label = severity },
        CreatedAt = Now.AddDays(-days),
        RecordState = state,
        Resources = [new AsffResource { Id = resource, Type = "AwsEc2Instance" }],
        Vulnerabilities = [new AsffVulnerability { Id = vulnerability, FixAvailable = fix, ExploitAvailable = exploit, EpssScore = epss }],
    };

    private static string Html(FindingTally tally, IReadOnlyList<DeliveryFigures> delivery, IReadOnlyList<OutboxItem> refused)
    {
        using var writer = new StringWriter();
        new HtmlReport("Report", tally, delivery, refused).Write(writer);
        return writer.ToString();
    }
}
