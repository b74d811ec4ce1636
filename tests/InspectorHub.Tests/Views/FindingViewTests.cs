using System.Management.Automation;

namespace InspectorHub.Tests.Views;

[Collection("Environment")]
public sealed class FindingViewTests
{
    private const string Findings =
        """
        {"findings": [
          {"findingArn": "arn:aws:inspector2:eu-central-1:123456789012:finding/1", "awsAccountId": "123456789012",
           "type": "PACKAGE_VULNERABILITY",
           "title": "CVE-2026-0001 - openssl", "severity": "CRITICAL", "status": "ACTIVE", "firstObservedAt": "2026-01-02T03:04:05Z",
           "resources": [{"type": "AWS_EC2_INSTANCE", "id": "arn:aws:ec2:eu-central-1:123456789012:instance/i-0123456789abcdef0"},
            {"type": "AWS_EC2_INSTANCE", "id": "i-2"}]},
          {"findingArn": "arn:aws:inspector2:eu-central-1:123456789012:finding/2", "awsAccountId": "123456789012",
           "type": "PACKAGE_VULNERABILITY",
           "title": "CVE-2026-0002 - zlib", "severity": "LOW", "status": "CLOSED", "firstObservedAt": "2026-01-02T03:04:05Z",
           "resources": [{"type": "AWS_ECR_CONTAINER_IMAGE",
            "id": "arn:aws:ecr:eu-central-1:123456789012:repository/web/sha256:0123456789abcdef0123456789abcdef"}]}
        ]}
        """;

    [Fact]
    public void Findings_are_a_table_of_severity_status_age_resource_and_title()
    {
        var lines = Shown(ansi: false).Split('\n');
        Assert.Matches(@"^Severity +Status +Age +Resource +Title",
            lines.Single(line => line.StartsWith("Severity", StringComparison.Ordinal)));
        Assert.Matches(@"^CRITICAL +ACTIVE +\d+d i-0123456789abcdef0 \+1 +CVE-2026-0001 - openssl",
            lines.Single(line => line.StartsWith("CRITICAL", StringComparison.Ordinal)));
        Assert.Matches(@"^LOW +CLOSED +\d+d web/sha256:0123456789ab +CVE-2026-0002 - zlib",
            lines.Single(line => line.StartsWith("LOW", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_host_with_ansi_shows_severities_in_colour_and_columns_stay_in_line()
    {
        var shown = Shown(ansi: true);
        Assert.Contains("\u001b[97;41mCRITICAL\u001b[0m", shown);
        Assert.Contains("\u001b[96mLOW\u001b[0m", shown);
        Assert.Equal(Table(Shown(ansi: false)),
            Table(new System.Management.Automation.Internal.StringDecorated(shown).ToString(OutputRendering.PlainText)));
    }

    [Fact]
    public void A_host_without_ansi_shows_no_escape_sequence() => Assert.DoesNotContain('\u001b', Shown(ansi: false));

    [Fact]
    public void NO_COLOR_takes_the_colour_out_of_severities()
    {
        Environment.SetEnvironmentVariable("NO_COLOR", "1");
        try
        {
            Assert.DoesNotContain("\u001b[97;41m", Shown(ansi: true));
        }
        finally
        {
            Environment.SetEnvironmentVariable("NO_COLOR", null);
        }
    }

    [Fact]
    public void PSStyle_asked_for_plain_text_gives_plain_text()
    {
        var before = PSStyle.Instance.OutputRendering;
        PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        try
        {
            Assert.DoesNotContain('\u001b', Shown(ansi: true));
        }
        finally
        {
            PSStyle.Instance.OutputRendering = before;
        }
    }

    private static IEnumerable<string> Table(string shown) =>
        shown.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0);

    private static string Shown(bool ansi)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, Findings);
            return HostedModule.Show(ansi, "Import-InspectorFinding -LiteralPath $args[0]", file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
