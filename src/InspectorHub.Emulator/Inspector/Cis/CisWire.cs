using System.Text.Json;
using InspectorHub.Findings.Cis;

namespace InspectorHub.Emulator.Inspector.Cis;

/// <summary>
/// CIS scans, instances, results and checks as the API writes them: what is absent is left out, dates are seconds since 1970.
/// </summary>
internal static class CisWire
{
    public static void Write(Utf8JsonWriter json, CisScan scan)
    {
        json.WriteStartObject();
        Text(json, "scanArn", scan.ScanArn);
        Text(json, "scanConfigurationArn", scan.ScanConfigurationArn);
        Text(json, "status", scan.Status);
        Text(json, "scanName", scan.ScanName);
        if (scan.ScanDate is { } date) json.WriteNumber("scanDate", date.ToUnixTimeMilliseconds() / 1000m);
        Number(json, "failedChecks", scan.FailedChecks);
        Number(json, "totalChecks", scan.TotalChecks);
        if (scan.Targets is { } targets)
        {
            json.WriteStartObject("targets");
            if (targets.AccountIds is { } accounts) Texts(json, "accountIds", accounts);
            Tags(json, targets.TargetResourceTags);
            json.WriteEndObject();
        }

        Text(json, "scheduledBy", scan.ScheduledBy);
        Text(json, "securityLevel", scan.SecurityLevel);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, CisTarget target)
    {
        json.WriteStartObject();
        Text(json, "scanArn", target.ScanArn);
        Text(json, "targetResourceId", target.TargetResourceId);
        Text(json, "accountId", target.AccountId);
        Tags(json, target.TargetResourceTags);
        Counts(json, target.StatusCounts);
        Text(json, "platform", target.Platform);
        Text(json, "targetStatus", target.TargetStatus);
        Text(json, "targetStatusReason", target.TargetStatusReason);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, CisFinding finding)
    {
        json.WriteStartObject();
        Text(json, "scanArn", finding.ScanArn);
        Text(json, "accountId", finding.AccountId);
        Text(json, "targetResourceId", finding.TargetResourceId);
        Text(json, "platform", finding.Platform);
        Text(json, "status", finding.Status);
        Text(json, "statusReason", finding.StatusReason);
        Text(json, "checkId", finding.CheckId);
        Text(json, "title", finding.Title);
        Text(json, "checkDescription", finding.CheckDescription);
        Text(json, "remediation", finding.Remediation);
        Text(json, "level", finding.Level);
        Text(json, "findingArn", finding.FindingArn);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, CisCheck check)
    {
        json.WriteStartObject();
        Text(json, "scanArn", check.First.ScanArn);
        Text(json, "checkId", check.First.CheckId);
        Text(json, "title", check.First.Title);
        Text(json, "checkDescription", check.First.CheckDescription);
        Text(json, "level", check.First.Level);
        Text(json, "accountId", check.First.AccountId);
        Counts(json, check.Counts);
        Text(json, "platform", check.First.Platform);
        json.WriteEndObject();
    }

    private static void Counts(Utf8JsonWriter json, CisStatusCounts? counts)
    {
        if (counts is null) return;
        json.WriteStartObject("statusCounts");
        Number(json, "failed", counts.Failed);
        Number(json, "skipped", counts.Skipped);
        Number(json, "passed", counts.Passed);
        json.WriteEndObject();
    }

    public static void Tags(Utf8JsonWriter json, CisTags? tags)
    {
        if (tags is null) return;
        json.WriteStartObject("targetResourceTags");
        foreach (var tag in tags) Texts(json, tag.Key, tag.Value);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string member, string? value)
    {
        if (value is not null) json.WriteString(member, value);
    }

    private static void Number(Utf8JsonWriter json, string member, int? value)
    {
        if (value is { } number) json.WriteNumber(member, number);
    }

    public static void Texts(Utf8JsonWriter json, string member, IEnumerable<string> values)
    {
        json.WriteStartArray(member);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
