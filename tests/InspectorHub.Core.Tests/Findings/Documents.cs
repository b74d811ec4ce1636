using System.Text;
using InspectorHub.Findings;
using InspectorHub.Findings.Scan;

namespace InspectorHub.Core.Tests.Findings;

/// <summary>Small documents of every kind, written by hand, and how to read them.</summary>
internal static class Documents
{
    public const string Classic = """
        {
          "arn": "arn:aws:inspector:eu-west-1:111122223333:target/0-a/template/0-b/run/0-c/finding/0-d",
          "schemaVersion": 1,
          "service": "Inspector",
          "serviceAttributes": { "schemaVersion": 1,
           "assessmentRunArn": "arn:aws:inspector:eu-west-1:111122223333:target/0-a/template/0-b/run/0-c",
            "rulesPackageArn": "arn:aws:inspector:eu-west-1:357557129151:rulespackage/0-ubA5XvBh" },
          "assetType": "ec2-instance",
          "assetAttributes": { "schemaVersion": 1, "agentId": "i-0a1b2c3d4e5f60718", "ipv4Addresses": ["10.0.0.5"], "tags": null },
          "id": "CVE-2020-1234",
          "title": "A title with \"quotes\", a brace { and 漢字",
          "severity": "High",
          "numericSeverity": 9,
          "confidence": 10,
          "attributes": [{ "key": "INSTANCE_ID", "value": "i-0a1b2c3d4e5f60718" }],
          "createdAt": 1605555386.753,
          "updatedAt": 1605555386.753,
          "somethingNew": { "nested": [1, 2, { "deeper": null }] }
        }
        """;

    public const string Inspector2 = """
        {
          "findingArn": "arn:aws:inspector2:eu-central-1:111122223333:finding/0123456789abcdef0123456789abcdef",
          "awsAccountId": "111122223333",
          "type": "PACKAGE_VULNERABILITY",
          "title": "CVE-2024-0001 - libfoo",
          "severity": "HIGH",
          "status": "ACTIVE",
          "firstObservedAt": "2024-09-04T16:59:44.356Z",
          "lastObservedAt": "2024-09-05T16:59:44.356Z",
          "inspectorScore": 7.5,
          "epss": { "score": 0.00043 },
          "resources": [{ "type": "AWS_EC2_INSTANCE", "id": "i-0a1b2c3d4e5f60718", "region": "eu-central-1", "tags": { "Name": "web" } }],
          "packageVulnerabilityDetails": { "vulnerabilityId": "CVE-2024-0001", "source": "NVD",
           "vulnerablePackages": [{ "name": "libfoo", "version": "1.0", "epoch": 0 }] }
        }
        """;

    public const string AsffText =
        """{"SchemaVersion":"2018-10-08","Id":"x","ProductArn":"arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default","Severity":{"Label":"LOW"}}""";

    public const string Details =
        """{"findingArn":"arn:aws:inspector2:eu-central-1:111122223333:finding/0123456789abcdef0123456789abcdef","riskScore":50,"cwes":["CWE-79"]}""";

    public static string Event(string finding) => $$"""
        { "version": "0", "id": "a", "detail-type": "Inspector2 Finding", "source": "aws.inspector2", "account": "111122223333",
         "time": "2024-09-04T17:00:36Z", "region": "eu-central-1", "resources": [], "detail": {{finding}} }
        """;

    /// <summary>One line, as NDJSON wants it.</summary>
    public static string Line(string json) => json.Replace("\n", "", StringComparison.Ordinal);

    /// <summary>The same document with every member name in PascalCase, as the SDKs and ConvertTo-Json of their objects give it.</summary>
    public static string Pascal(string json) => System.Text.RegularExpressions.Regex.Replace(
        json, "\"(?<first>[a-z])(?<rest>[A-Za-z0-9]*)\":",
        name => $"\"{char.ToUpperInvariant(name.Groups["first"].Value[0])}{name.Groups["rest"].Value}\":",
        System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    public static List<FindingReading> Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    public static List<FindingReading> Read(byte[] text, params int[] parts)
    {
        using var stream = new PartsStream(text, parts);
        return [.. FindingReader.Read(stream, "test")];
    }

    /// <summary>Readings in a form that can be compared.</summary>
    public static List<string> Describe(IEnumerable<FindingReading> readings) =>
        [.. readings.Select(reading => reading.Finding is { } finding
            ? $"{finding.GetType().Name} {finding.FindingId} {finding.Origin}"
            : reading.Problem is { } problem ? $"{problem.Kind} {problem}" : $"ASFF {Encoding.UTF8.GetString(reading.Asff!)}")];

    /// <summary>The readings of a scan's result, of an image in ECR.</summary>
    public static List<FindingReading> ReadScan(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return [.. FindingReader.Read(stream, "test",
            ScanArtifact.Of("111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1", ScanArtifactType.ContainerImage), null)];
    }
}
