using System.Text;
using InspectorHub.Outbox;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>Findings to deliver.</summary>
internal static class Finding
{
    public const string Account = "111122223333";
    public const string Region = "eu-central-1";

    public static Lane Lane { get; } = new("", Region, Account);

    public static OutboundFinding Of(int number, string title = "A finding", string updatedAt = "2026-11-01T08:00:00Z",
        string account = Account, string state = "ACTIVE", int padding = 0) =>
        new(Encoding.UTF8.GetBytes(Json($"finding-{number}", title, updatedAt, account, state, padding)), Region);

    public static IEnumerable<OutboundFinding> Many(int count) => Enumerable.Range(1, count).Select(number => Of(number));

    public static string Json(string id, string title = "A finding", string updatedAt = "2026-11-01T08:00:00Z", string account = Account,
        string state = "ACTIVE", int padding = 0) =>
        $$"""
        {"SchemaVersion":"2018-10-08","Id":"{{id}}","ProductArn":"arn:aws:securityhub:{{Region}}:{{account}}:product/{{account}}/default",
         "GeneratorId":"test",
        "AwsAccountId":"{{account}}","Types":["Software and Configuration Checks/Vulnerabilities/CVE"],"CreatedAt":"2026-10-01T08:00:00Z",
         "UpdatedAt":"{{updatedAt}}",
        "Severity":{"Label":"HIGH"},"Title":"{{title}}","Description":"{{new string('x', padding)}}Text",
         "Resources":[{"Type":"AwsEc2Instance","Id":"i-1"}],"RecordState":"{{state}}"}
        """.ReplaceLineEndings("");
}
