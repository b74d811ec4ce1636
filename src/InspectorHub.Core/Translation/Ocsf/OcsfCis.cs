using InspectorHub.Findings.Cis;
using InspectorHub.Ocsf;
using InspectorHub.Translation.Cis;

namespace InspectorHub.Translation.Ocsf;

/// <summary>
/// Results of CIS scans to OCSF: Compliance Findings (2003), all of it decided here, since Amazon Inspector keeps them to itself. What a
/// finding is about is the check on the instance, as in ASFF: one that failed is new, one that passed or was skipped is resolved.
/// </summary>
internal static class OcsfCis
{
    private const string Feature = "Amazon Inspector CIS scan";

    public static void Write(OcsfWriter json, CisFinding finding, OcsfVersion version)
    {
        var check = CisCheck.Of(finding);
        var head = new OcsfEvent
        {
            Class = OcsfClass.Compliance,
            Activity = check.IsOver ? OcsfActivity.Close : OcsfActivity.Create,
            Product = OcsfProduct.Own(Feature),
            Region = check.ScanArn.Region,
            AccountId = check.AccountId,
            Uid = check.Id,
            UidAlt = finding.FindingArn,
            Title = check.Title,
            Description = finding.CheckDescription,
            Types = [TypeNames.HostHardening],
            FirstSeen = check.ScannedAt,
            LastSeen = check.ScannedAt,
            Modified = check.ScannedAt,
            Severity = OcsfSeverity.Of(finding.Severity.Label),
            Status = check.IsOver ? OcsfStatus.Resolved : OcsfStatus.New,
        };
        json.Start();
        head.Write(json, version);
        WriteCompliance(json, finding);
        json.Start("remediation");
        json.Text("desc", finding.Remediation);
        json.End();
        WriteResource(json, finding, check, version);
        WriteUnmapped(json, finding);
        json.End();
    }

    private static void WriteCompliance(OcsfWriter json, CisFinding finding)
    {
        var (id, status) = finding.Status switch
        {
            CisFinding.Passed => (1L, "Pass"),
            CisFinding.Failed => (3L, "Fail"),
            null or "" => (0L, "Unknown"),
            _ => (99L, finding.Status),
        };
        json.Start("compliance");
        json.Text("control", finding.CheckId);
        // Most results name the platform, and the benchmark only by it.
        if (finding.Platform is { } benchmark && benchmark.Contains("Benchmark")) json.Texts("standards", [benchmark]);
        json.Text("status", status);
        if (finding.StatusReason is { Length: > 0 } reason) json.Texts("status_details", [reason]);
        json.Number("status_id", id);
        json.End();
    }

    private static void WriteResource(OcsfWriter json, CisFinding finding, CisCheck check, OcsfVersion version)
    {
        json.StartList("resources");
        json.Start();
        json.Text("cloud_partition", check.ScanArn.Partition);
        json.Start("data");
        json.Start("awsEc2InstanceDetails");
        json.Text("platform", finding.Platform);
        json.End();
        json.End();
        json.Start("owner");
        json.Start("account");
        json.Text("uid", check.AccountId);
        json.End();
        json.End();
        if (version.HasCloudResources) json.Text("provider", "AWS");
        json.Text("region", check.ScanArn.Region);
        OcsfTags.Write(
            json, finding.TargetResourceTags?.Select(tag => new KeyValuePair<string, string>(tag.Key, string.Join(" ", tag.Value ?? []))));
        json.Text("type", "AWS::EC2::Instance");
        json.Text("uid", check.Instance.Substring(check.Instance.LastIndexOf('/') + 1));
        json.End();
        json.End();
    }

    private static void WriteUnmapped(OcsfWriter json, CisFinding finding)
    {
        json.Start("unmapped");
        json.Text("level", finding.Level);
        json.Text("scanArn", finding.ScanArn);
        json.Text("scanConfigurationArn", finding.ScanConfigurationArn);
        json.Text("scanName", finding.ScanName);
        json.Text("securityLevel", finding.SecurityLevel);
        json.End();
    }
}
