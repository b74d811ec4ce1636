using InspectorHub.Asff;
using InspectorHub.Asff.Rules;
using InspectorHub.Common;
using InspectorHub.Findings.Cis;

namespace InspectorHub.Translation.Cis;

/// <summary>
/// Results of CIS scans to ASFF. Amazon Inspector keeps these to itself, so that the shape is our decision: that of its other
/// findings, with the type that its Classic gave the same kind of finding. What Security Hub holds is the check on the instance and
/// not one scan's result: the next scan updates it.
/// </summary>
internal static class CisTranslator
{
    private const string Generator = "AWSInspector/cis";

    public static NeutralFinding Translate(CisFinding finding)
    {
        var check = CisCheck.Of(finding);
        var warnings = new ItemList<string>(finding.Oddities);
        return new NeutralFinding
        {
            Identity = new FindingIdentity(check.ScanArn.Partition, check.ScanArn.Region, check.AccountId, check.Id, check.Id),
            HasMilliseconds = true,
            UpdatedAt = check.ScannedAt,
            Fields = FieldsOf(finding),
            Asff = new AsffFinding
            {
                SchemaVersion = AsffLimits.SchemaVersion,
                GeneratorId = $"{Generator}/{finding.Platform}/{check.CheckId}",
                AwsAccountId = check.AccountId,
                Types = [TypeNames.HostHardening],
                // A scan knows only itself; delivery keeps the CreatedAt that Security Hub saw first.
                CreatedAtText = AsffTime.Milliseconds(check.ScannedAt),
                Severity = AsffSeverity.Of(finding.Severity.Label!, AsffText.First(finding.Level)),
                Title = check.Title,
                Description = AsffText.First(finding.CheckDescription, finding.Title) ?? $"CIS check {check.CheckId}",
                Remediation = AsffText.First(finding.Remediation) is { } text
                    ? new AsffRemediation { Recommendation = new AsffRecommendation { Text = text } }
                    : null,
                Resources = [ResourceOf(finding, check)],
                Compliance = ComplianceOf(finding, warnings),
                RecordState = check.IsOver ? "ARCHIVED" : "ACTIVE",
                Warnings = warnings,
            },
        };
    }

    private static AsffCompliance ComplianceOf(CisFinding finding, List<string> warnings)
    {
        if (finding.Status is not (CisFinding.Passed or CisFinding.Failed or CisFinding.Skipped))
            warnings.Add($"The status '{finding.Status}' is not known; the record is ACTIVE.");
        return new AsffCompliance
        {
            Status = finding.Status is CisFinding.Passed or CisFinding.Failed ? finding.Status : "NOT_AVAILABLE",
            StatusReasons = AsffText.First(finding.StatusReason) is { } reason
                ? [new AsffStatusReason { ReasonCode = $"CIS_CHECK_{finding.Status}", Description = reason }]
                : null,
            // Most results name the platform, and the benchmark only by it.
            AssociatedStandards = finding.Platform?.Contains("Benchmark") == true
                ? [new AsffAssociatedStandard { StandardsId = finding.Platform }]
                : null,
        };
    }

    private static AsffResource ResourceOf(CisFinding finding, CisCheck check) => new()
    {
        Type = "AwsEc2Instance",
        Id = check.Instance.StartsWith(Arn.Prefix, StringComparison.Ordinal)
            ? check.Instance
            : $"arn:{check.ScanArn.Partition}:ec2:{check.ScanArn.Region}:{check.AccountId}:instance/{check.Instance}",
        Partition = Partitions.InAsff(check.ScanArn.Partition),
        Region = check.ScanArn.Region,
        Tags = TagsOf(finding.TargetResourceTags),
    };

    // A tag of an instance has one value; the API has room for more, as its filters do.
    private static TextMap? TagsOf(CisTags? tags)
    {
        if (tags is not { Count: > 0 }) return null;
        var named = new TextMap(tags.Count);
        foreach (var tag in tags) named[tag.Key] = string.Join(" ", tag.Value ?? []);
        return named;
    }

    private static NeutralFields FieldsOf(CisFinding finding)
    {
        var fields = new NeutralFields();
        fields.Add("ProductVersion", "2");
        fields.Add(CisFields.InstanceId, finding.TargetResourceId);
        fields.Add("resources/1/resourceDetails/awsEc2InstanceDetails/platform", finding.Platform);
        fields.Add(CisFields.CheckId, finding.CheckId);
        fields.Add(CisFields.Level, finding.Level);
        fields.Add(CisFields.Status, finding.Status);
        fields.Add(CisFields.StatusReason, finding.StatusReason);
        fields.Add(CisFields.ScanName, finding.ScanName);
        fields.Add(CisFields.ScanConfigurationArn, finding.ScanConfigurationArn);
        fields.Add(CisFields.ScanArn, finding.ScanArn);
        fields.Add(CisFields.FindingArn, finding.FindingArn);
        return fields;
    }
}
