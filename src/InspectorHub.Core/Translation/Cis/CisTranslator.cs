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
        if (Arn.Parse(finding.ScanArn) is not { Region.Length: > 0 } scan)
        {
            var problem = finding.ScanArn is null
                ? "it has no 'scanArn'."
                : "its 'scanArn' is not arn:PARTITION:inspector2:REGION:ACCOUNT:owner/….";
            throw new TranslationException(finding.FindingId, problem);
        }

        var account = Needed(finding, CisIdentity.AccountOf(finding), "accountId");
        var instance = Needed(finding, AsffText.First(finding.TargetResourceId), "targetResourceId");
        var check = Needed(finding, AsffText.First(finding.CheckId), "checkId");
        // Without it Security Hub could not tell which of two scans was the later one.
        var scanDate = finding.ScanDate
            ?? throw new TranslationException(finding.FindingId, "it has no 'scanDate': the reply of ListCisScans has it.");
        var warnings = new ItemList<string>(finding.Oddities);
        var id = CisIdentity.Of(finding, scan.Region, account);
        var title = AsffText.First(finding.Title, finding.CheckDescription);
        return new NeutralFinding
        {
            Identity = new FindingIdentity(scan.Partition, scan.Region, account, id, id),
            HasMilliseconds = true,
            UpdatedAt = scanDate,
            Fields = FieldsOf(finding),
            Asff = new AsffFinding
            {
                SchemaVersion = AsffLimits.SchemaVersion,
                GeneratorId = $"{Generator}/{finding.Platform}/{check}",
                AwsAccountId = account,
                Types = [TypeNames.HostHardening],
                // A scan knows only itself; delivery keeps the CreatedAt that Security Hub saw first.
                CreatedAtText = AsffTime.Milliseconds(scanDate),
                Severity = AsffSeverity.Of(finding.Severity.Label!, AsffText.First(finding.Level)),
                Title = title is null ? $"CIS check {check}" : $"{check} {title}",
                Description = AsffText.First(finding.CheckDescription, finding.Title) ?? $"CIS check {check}",
                Remediation = AsffText.First(finding.Remediation) is { } text
                    ? new AsffRemediation { Recommendation = new AsffRecommendation { Text = text } }
                    : null,
                Resources = [ResourceOf(finding, instance, scan, account)],
                Compliance = ComplianceOf(finding, warnings),
                RecordState = finding.Status is CisFinding.Passed or CisFinding.Skipped ? "ARCHIVED" : "ACTIVE",
                Warnings = warnings,
            },
        };
    }

    private static string Needed(CisFinding finding, string? value, string member) =>
        value ?? throw new TranslationException(finding.FindingId, $"it has no '{member}'.");

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

    private static AsffResource ResourceOf(CisFinding finding, string instance, Arn scan, string account) => new()
    {
        Type = "AwsEc2Instance",
        Id = instance.StartsWith(Arn.Prefix, StringComparison.Ordinal)
            ? instance
            : $"arn:{scan.Partition}:ec2:{scan.Region}:{account}:instance/{instance}",
        Partition = Partitions.InAsff(scan.Partition),
        Region = scan.Region,
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

    private static List<NeutralField> FieldsOf(CisFinding finding)
    {
        var fields = new List<NeutralField>();
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
