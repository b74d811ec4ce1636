namespace InspectorHub.Core.Tests.Sync;

/// <summary>Events of Amazon Inspector as EventBridge puts them into a queue.</summary>
internal static class QueuedEvent
{
    public static string Of(int number, string account = Delivery.Finding.Account, int hour = 8) =>
        Of("Inspector2 Finding", Finding(number, account, hour), account);

    public static string Of(string type, string detail, string account = Delivery.Finding.Account) =>
        $$"""
        {"version":"0","id":"an-event","detail-type":"{{type}}","source":"aws.inspector2","account":"{{account}}",
         "time":"2026-11-20T08:00:00Z","region":"eu-central-1","resources":[],"detail":{{detail}} }
        """;

    public static string Finding(int number, string account = Delivery.Finding.Account, int hour = 8) =>
        $$"""
        {"awsAccountId":"{{account}}","findingArn":"arn:aws:inspector2:eu-central-1:{{account}}:finding/{{number:x32}}",
         "status":"ACTIVE","severity":"HIGH","type":"PACKAGE_VULNERABILITY","title":"A finding at {{hour}}","description":"A finding",
         "firstObservedAt":"Nov 20, 2026, 7:00:00 AM","lastObservedAt":"Nov 20, 2026, {{hour}}:00:00 AM",
         "updatedAt":"Nov 20, 2026, {{hour}}:00:00 AM",
         "resources":[{"id":"i-0123456789abcdef0","type":"AWS_EC2_INSTANCE","region":"eu-central-1","partition":"aws"}],
         "packageVulnerabilityDetails":{"vulnerabilityId":"CVE-2026-0001","source":"NVD"} }
        """;
}
