using System.Text;
using InspectorHub.Core.Tests.Delivery;
using InspectorHub.Findings;
using InspectorHub.Outbox;
using InspectorHub.Translation;

namespace InspectorHub.Core.Tests.Sync;

public sealed class DoubleEventTests : DeliveryTest
{
    [Fact]
    public async Task The_event_on_the_administrators_bus_and_that_on_the_members_are_delivered_once()
    {
        var findings = Read("111122223333").Concat(Read("999999999999")).ToList();
        Assert.Equal(2, findings.Count);
        var summary = await SendAsync(findings);
        Assert.Equal((1, 1), (summary.Received, summary.Unchanged));
        // Also when the second one comes long after the first was answered for.
        Assert.Equal(1, (await SendAsync(Read("999999999999"))).Unchanged);
        Assert.Equal(1, Hub.Arrivals.Values.Sum());
    }

    private static List<OutboundFinding> Read(string account)
    {
        var findings = new List<OutboundFinding>();
        using var reader = new FindingReader($"the bus of {account}");
        reader.Append(Encoding.UTF8.GetBytes(Event(account)));
        reader.Complete();
        while (reader.TryRead(out var reading)) findings.Add(new OutboundFinding(AccountForm.Of(reading.Finding!)) { MayBeLate = true });
        return findings;
    }

    // The envelope names the bus; the finding is the same.
    private static string Event(string account) =>
        $$"""
        {"version":"0","id":"event-of-{{account}}","detail-type":"Inspector2 Finding","source":"aws.inspector2","account":"{{account}}",
         "time":"2026-11-20T08:00:0{{account[0]}}Z","region":"eu-central-1","resources":["i-0123456789abcdef0"],
         "detail":{"awsAccountId":"111122223333",
          "findingArn":"arn:aws:inspector2:eu-central-1:111122223333:finding/00000000000000000000000000000001",
          "status":"ACTIVE","severity":"HIGH","type":"PACKAGE_VULNERABILITY","title":"A finding","description":"A finding",
          "firstObservedAt":"Nov 20, 2026, 7:00:00 AM","lastObservedAt":"Nov 20, 2026, 8:00:00 AM","updatedAt":"Nov 20, 2026, 8:00:00 AM",
          "resources":[{"id":"i-0123456789abcdef0","type":"AWS_EC2_INSTANCE","region":"eu-central-1","partition":"aws"}],
          "packageVulnerabilityDetails":{"vulnerabilityId":"CVE-2026-0001","source":"NVD"} } }
        """;
}
