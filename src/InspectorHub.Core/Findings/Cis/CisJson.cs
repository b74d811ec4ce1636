using System.Text.Json;
using InspectorHub.Json;

namespace InspectorHub.Findings.Cis;

/// <summary>The members of the Inspector2 API's CIS scans, their targets and results, in the order of its documentation.</summary>
internal static class CisJson
{
    private static readonly JsonObjectReader<CisTargets> Targets = new JsonObjectReader<CisTargets>(static () => new())
        .Value("accountIds", static (it, ref json) => it.AccountIds = json.Texts())
        .Value("targetResourceTags", static (it, ref json) => it.TargetResourceTags = Tags(ref json));

    private static readonly JsonObjectReader<CisStatusCounts> StatusCounts = new JsonObjectReader<CisStatusCounts>(static () => new())
        .Value("failed", static (it, ref json) => it.Failed = json.Int())
        .Value("skipped", static (it, ref json) => it.Skipped = json.Int())
        .Value("passed", static (it, ref json) => it.Passed = json.Int());

    public static readonly JsonObjectReader<CisFinding> Finding = new JsonObjectReader<CisFinding>(static () => new())
        .Text("scanArn", static (it, text) => it.ScanArn = text)
        .Text("accountId", static (it, text) => it.AccountId = text)
        .Text("targetResourceId", static (it, text) => it.TargetResourceId = text)
        .Text("platform", static (it, text) => it.Platform = text)
        .Text("status", static (it, text) => it.Status = text)
        .Text("statusReason", static (it, text) => it.StatusReason = text)
        .Text("checkId", static (it, text) => it.CheckId = text)
        .Text("title", static (it, text) => it.Title = text)
        .Text("checkDescription", static (it, text) => it.CheckDescription = text)
        .Text("remediation", static (it, text) => it.Remediation = text)
        .Text("level", static (it, text) => it.Level = text)
        .Text("findingArn", static (it, text) => it.FindingArn = text)
        .Value("scanDate", static (it, ref json) => it.ScanDate = json.Date())
        .Text("scanName", static (it, text) => it.ScanName = text)
        .Text("scanConfigurationArn", static (it, text) => it.ScanConfigurationArn = text)
        .Text("securityLevel", static (it, text) => it.SecurityLevel = text)
        .Value("targetResourceTags", static (it, ref json) => it.TargetResourceTags = Tags(ref json));

    public static readonly JsonObjectReader<CisScan> Scan = new JsonObjectReader<CisScan>(static () => new())
        .Text("scanArn", static (it, text) => it.ScanArn = text)
        .Text("scanConfigurationArn", static (it, text) => it.ScanConfigurationArn = text)
        .Text("status", static (it, text) => it.Status = text)
        .Text("scanName", static (it, text) => it.ScanName = text)
        .Value("scanDate", static (it, ref json) => it.ScanDate = json.Date())
        .Value("failedChecks", static (it, ref json) => it.FailedChecks = json.Int())
        .Value("totalChecks", static (it, ref json) => it.TotalChecks = json.Int())
        .Value("targets", static (it, ref json) => it.Targets = Targets.Read(ref json))
        .Text("scheduledBy", static (it, text) => it.ScheduledBy = text)
        .Text("securityLevel", static (it, text) => it.SecurityLevel = text);

    public static readonly JsonObjectReader<CisTarget> Target = new JsonObjectReader<CisTarget>(static () => new())
        .Text("scanArn", static (it, text) => it.ScanArn = text)
        .Text("targetResourceId", static (it, text) => it.TargetResourceId = text)
        .Text("accountId", static (it, text) => it.AccountId = text)
        .Value("targetResourceTags", static (it, ref json) => it.TargetResourceTags = Tags(ref json))
        .Value("statusCounts", static (it, ref json) => it.StatusCounts = StatusCounts.Read(ref json))
        .Text("platform", static (it, text) => it.Platform = text)
        .Text("targetStatus", static (it, text) => it.TargetStatus = text)
        .Text("targetStatusReason", static (it, text) => it.TargetStatusReason = text);

    // ConvertTo-Json leaves a list of one as the one where it was unrolled on its way.
    private static CisTags Tags(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject) throw new JsonException("An object is expected.");
        var tags = new CisTags();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var key = json.GetString()!;
            json.Read();
            if (json.TokenType != JsonTokenType.Null) tags[key] = json.TokenType == JsonTokenType.StartArray ? json.Texts() : [json.Text()];
        }

        return tags;
    }
}
