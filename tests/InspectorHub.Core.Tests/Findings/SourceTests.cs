using InspectorHub.Asff.Rules;
using InspectorHub.Findings;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Translation;
using static InspectorHub.Core.Tests.Findings.Documents;

namespace InspectorHub.Core.Tests.Findings;

/// <summary>Where findings come from beside files of findings: notifications, other events, ECR, details.</summary>
public sealed class SourceTests
{
    private const string Arn = "arn:aws:inspector2:eu-central-1:111122223333:finding/0123456789abcdef0123456789abcdef";

    [Fact]
    public void An_event_within_a_notification_is_where_the_notification_is()
    {
        var text = $$"""{"Type":"Notification","TopicArn":"arn:aws:sns:eu-west-1:111122223333:t","Message":{{System.Text.Json.JsonSerializer.Serialize(Event(Inspector2))}}}""";
        Assert.Equal("test, line 1", Assert.Single(Read(text)).Finding!.Origin);
        var problem =
            Assert.Single(Read("""{"Type":"Notification","TopicArn":"arn:aws:sns:eu-west-1:111122223333:t","Message":"hello"}""")).Problem!;
        Assert.StartsWith("within its Message", problem.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Inspector2 Scan")]
    [InlineData("Inspector2 Coverage")]
    [InlineData("Inspector2 OnDemand Scan Complete")]
    public void Events_of_Inspector_without_a_finding_are_passed_over_with_a_word(string type)
    {
        var notice = Assert.Single(Read($$$"""{"detail-type":"{{{type}}}","detail":{"version":"1.0"}}""")).Notice!;
        Assert.False(notice.IsWarning);
        Assert.Contains(type, notice.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_of_an_on_demand_scan_of_an_image_is_read()
    {
        var finding = Assert.Single(Read("""
            {"source":"inspector2.ami.ondemand","detail-type":"OnDemand AMI Scan Findings","detail":{
              "findingArn":"arn:aws:inspector2:us-east-1:111122223333:finding/ondemand/9f1c/cea7","scanId":"9f1c",
               "awsAccountId":"111122223333","type":"PACKAGE_VULNERABILITY",
              "title":"CVE-2026-1 - x","description":"d","severity":"HIGH","status":"ACTIVE","firstObservedAt":"2026-06-12T01:30:00.000Z",
               "lastObservedAt":"2026-06-12T01:30:00.000Z",
              "resources":[{"type":"MACHINE_IMAGE","id":"ami-0abcdef1234567890","partition":"aws","region":"us-east-1"}],
              "packageVulnerabilityDetails":{"vulnerabilityId":"CVE-2026-1","source":"NVD"}}}
            """)).Finding!;
        var account = AccountForm.Of(finding);
        Assert.Equal("inspector2/us-east-1/111122223333/ondemand/9f1c/cea7", account.Id);
        Assert.Equal(("Other", "ami-0abcdef1234567890", "9f1c"),
            (account.Resources![0].Type, account.Resources[0].Id, account.ProductFields!["inspector/scanId"]));
        Assert.Equal(finding.FindingId, InspectorForm.From(account).Id);
        Assert.Empty(AsffRules.Check(account));
    }

    [Theory]
    [InlineData("""{"imageScanFindings":{"enhancedFindings":[FINDING],"findingSeverityCounts":{"HIGH":1}},"registryId":"111122223333","repositoryName":"shop"}""")]
    [InlineData("""{"enhancedFindings":[FINDING]}""")]
    public void Findings_in_a_reply_of_ECR_are_read_by_its_names(string reply)
    {
        var finding = Assert.IsType<Inspector2Finding>(Assert.Single(Read(reply.Replace("FINDING", $$$$"""
            {"findingArn":"{{{{Arn}}}}","awsAccountId":"111122223333","type":"PACKAGE_VULNERABILITY","severity":"HIGH","status":"ACTIVE",
             "firstObservedAt":1700000000.5,"score":7.5,
             "scoreDetails":{"cvss":{"score":7.5,"scoreSource":"NVD","scoringVector":"CVSS:3.1/AV:N","version":"3.1","adjustments":[]}},
              "remediation":{"recommendation":{"url":"https://example.com","text":"t"}}}
            """, StringComparison.Ordinal))).Finding);
        Assert.Equal((7.5, "NVD", "https://example.com"),
            (finding.InspectorScore, finding.InspectorScoreDetails!.AdjustedCvss!.ScoreSource, finding.Remediation!.Recommendation!.Url));
    }

    [Fact]
    public void Details_before_a_finding_become_part_of_it()
    {
        var details = $$"""{"findingDetails":[{"findingArn":"{{Arn}}","riskScore":91,"cisaData":{"dateAdded":1700000000,"dateDue":1701000000,"action":"Patch."},"ttps":["T1190"],"tools":["msf"],"cwes":["CWE-79"],"exploitObserved":{"firstSeen":1690000000,"lastSeen":1695000000},"evidences":[{"evidenceRule":"r","evidenceDetail":"d","severity":"HIGH"}],"epssScore":0.5,"referenceUrls":["https://example.com/more"]}]}""";
        var finding = Assert.Single(Read($$"""{{details}} {"findings":[{{Inspector2}}]}""")).Finding!;
        var asff = AsffTranslator.Translate(finding);
        var fields = asff.ProductFields!;
        Assert.Equal(("91", "2023-11-14T22:13:20Z", "Patch.", "T1190"), (fields["aws/inspector/riskScore"],
            fields["aws/inspector/cisaData/dateAdded"], fields["aws/inspector/cisaData/action"], fields["aws/inspector/ttps"]));
        Assert.Equal(("2023-09-18T01:20:00Z", 0.00043),
            (asff.Vulnerabilities![0].LastKnownExploitAtText, asff.Vulnerabilities[0].EpssScore!.Value));
        Assert.Equal(["https://example.com/more"], asff.Vulnerabilities[0].ReferenceUrls!);
        Assert.Empty(AsffRules.Check(asff));
    }

    [Fact]
    public void Details_anywhere_in_a_file_are_found_when_they_are_looked_for_first()
    {
        var text = System.Text.Encoding.UTF8.GetBytes($$"""{"findings":[{{Inspector2}}],"findingDetails":[{{Details}}]}""");
        var details = new FindingDetailsIndex();
        using var first = new MemoryStream(text);
        details.Collect(first, TestContext.Current.CancellationToken);
        using var second = new MemoryStream(text);
        var finding = Assert.IsType<Inspector2Finding>(
            Assert.Single(FindingReader.Read(second, "test", null, null, details, TestContext.Current.CancellationToken)).Finding);
        Assert.Equal((50, 0), (finding.Details!.RiskScore, details.Unused));
    }

    [Fact]
    public void Details_whose_finding_does_not_come_are_one_problem()
    {
        var problem = Assert.Single(Read($$"""{"findingDetails":[{{Details}}]}""")).Problem!;
        Assert.Equal((FindingProblemKind.Incomplete, Arn), (problem.Kind, problem.FindingId));
    }

    [Theory]
    [InlineData("\"inspectorScore\": 7.5", "\"inspectorScore\": {}", "inspectorScore has the value {}")]
    [InlineData("\"epoch\": 0", "\"epoch\": \"none\"", "packageVulnerabilityDetails.vulnerablePackages[0].epoch has the value \"none\"")]
    [InlineData("{ \"Name\": \"web\" }", "[\"web\"]", "resources[0].tags has the value [\"web\"]")]
    public void An_odd_member_costs_a_warning_and_not_the_finding(string right, string odd, string words)
    {
        var finding = Assert.Single(Read(Inspector2.Replace(right, odd, StringComparison.Ordinal))).Finding!;
        Assert.StartsWith(words, Assert.Single(finding.Oddities), StringComparison.Ordinal);
        Assert.Contains(AsffTranslator.Translate(finding).Warnings, warning => warning.StartsWith(words, StringComparison.Ordinal));
        Assert.IsType<Inspector2Finding>(Assert.Single(Read(Event(Inspector2.Replace(right, odd, StringComparison.Ordinal)))).Finding);
    }

    [Theory]
    [InlineData("firstObservedAt", "04.09.2024")]
    [InlineData("lastObservedAt", "04/09/2024 10:00")]
    [InlineData("firstObservedAt", "4 Sep 2024")]
    public void A_date_that_could_be_another_day_is_refused_and_shown(string member, string date)
    {
        var problem = Assert.Single(Read($$"""{"findingArn":"{{Arn}}","inspectorScore":1,"{{member}}":"{{date}}"}""")).Problem!;
        Assert.Equal(FindingProblemKind.WrongShape, problem.Kind);
        Assert.Contains(date, problem.What, StringComparison.Ordinal);
    }
}
