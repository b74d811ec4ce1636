namespace InspectorHub.Core.Tests.Findings.Cis;

/// <summary>Replies about a CIS scan, written by hand after the API's model.</summary>
internal static class CisDocuments
{
    public const string ScanArn =
        "arn:aws:inspector2:eu-central-1:111122223333:owner/111122223333/cis-scan/0f6f746d-3080-4a6b-8c1d-fa478b6cfa75";

    public const string ConfigurationArn =
        "arn:aws:inspector2:eu-central-1:111122223333:owner/111122223333/cis-configuration/3d5a0c1e-0000-4000-8000-00000000000a";

    public const string OneResult = $$"""
        {
          "scanArn": "{{ScanArn}}",
          "accountId": "111122223333",
          "targetResourceId": "i-0a1b2c3d4e5f60718",
          "platform": "AMAZON_LINUX_2",
          "status": "FAILED",
          "statusReason": "cramfs can be loaded",
          "checkId": "1.1.1.1",
          "title": "Ensure mounting of cramfs filesystems is disabled",
          "checkDescription": "A file system that nobody needs is one that nobody looks after.",
          "remediation": "Add install cramfs /bin/true to a file in /etc/modprobe.d.",
          "level": "LEVEL_1",
          "findingArn": "arn:aws:inspector2:eu-central-1:111122223333:owner/111122223333/cis-finding/11111111-3080-4a6b-8c1d-fa478b6cfa75"
        }
        """;

    public const string OneScan = $$"""
        {
          "scanArn": "{{ScanArn}}",
          "scanConfigurationArn": "{{ConfigurationArn}}",
          "status": "COMPLETED",
          "scanName": "weekly",
          "scanDate": 1793600000.5,
          "failedChecks": 1,
          "totalChecks": 2,
          "targets": { "accountIds": ["111122223333"], "targetResourceTags": { "env": ["prod", "stage"] } },
          "scheduledBy": "111122223333",
          "securityLevel": "LEVEL_2"
        }
        """;

    public const string OneTarget = $$"""
        {
          "scanArn": "{{ScanArn}}",
          "targetResourceId": "i-0a1b2c3d4e5f60718",
          "accountId": "111122223333",
          "targetResourceTags": { "Name": ["web"], "env": ["prod"] },
          "statusCounts": { "failed": 1, "skipped": 0, "passed": 1 },
          "platform": "AMAZON_LINUX_2",
          "targetStatus": "COMPLETED"
        }
        """;

    public static string Results(params string[] results) => $$"""{ "scanResultDetails": [{{string.Join(",", results)}}] }""";

    public static string Scans(params string[] scans) => $$"""{ "scans": [{{string.Join(",", scans)}}] }""";

    public static string Targets(params string[] targets) => $$"""{ "targetResourceAggregations": [{{string.Join(",", targets)}}] }""";
}
