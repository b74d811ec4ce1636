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
    private const string Prefix = "aws/inspector/";

    public static AsffFinding Translate(CisFinding finding)
    {
        if (Arn.Parse(finding.ScanArn) is not { Region.Length: > 0 } scan)
        {
            var problem = finding.ScanArn is null ? "it has no 'scanArn'." : "its 'scanArn' is not arn:PARTITION:inspector2:REGION:ACCOUNT:owner/….";
            throw new TranslationException(finding.FindingId, problem);
        }

        var account = Needed(finding, AsffText.First(finding.AccountId, Arn.Parse(finding.FindingArn)?.AccountId), "accountId");
        var instance = Needed(finding, AsffText.First(finding.TargetResourceId), "targetResourceId");
        var check = Needed(finding, AsffText.First(finding.CheckId), "checkId");
        // Without it Security Hub could not tell which of two scans was the later one.
        var scanDate = finding.ScanDate
            ?? throw new TranslationException(finding.FindingId, "it has no 'scanDate': a scan's date stands in the reply of ListCisScans.");
        var warnings = new List<string>();
        var id = CisIdentity.Of(finding, scan.Region, account);
        var productArn = AsffProductArn.Inspector(scan.Partition, scan.Region);
        var types = new List<string> { TypeNames.HostHardening };
        var severity = AsffSeverity.Of(finding.Severity, AsffText.First(finding.Level));
        var scannedAt = AsffTime.Milliseconds(scanDate);
        var title = AsffText.First(finding.Title, finding.CheckDescription);
        return AsffFit.Fit(new AsffFinding
        {
            SchemaVersion = AsffLimits.SchemaVersion,
            Id = id,
            ProductArn = productArn,
            ProductName = InspectorFields.ProductName,
            CompanyName = InspectorFields.CompanyName,
            Region = scan.Region,
            GeneratorId = $"{Generator}/{finding.Platform}/{check}",
            AwsAccountId = account,
            Types = types,
            // A scan knows only itself; delivery keeps the CreatedAt that Security Hub saw first.
            CreatedAt = scannedAt,
            UpdatedAt = scannedAt,
            Severity = severity,
            Title = title is null ? $"CIS check {check}" : $"{check} {title}",
            Description = AsffText.First(finding.CheckDescription, finding.Title) ?? $"CIS check {check}",
            Remediation = AsffText.First(finding.Remediation) is { } text
                ? new AsffRemediation { Recommendation = new AsffRecommendation { Text = text } }
                : null,
            ProductFields = FieldsOf(finding, productArn, id),
            Resources = [ResourceOf(finding, instance, scan, account)],
            Compliance = ComplianceOf(finding, warnings),
            WorkflowState = AsffWorkflow.New,
            Workflow = new AsffWorkflow { Status = AsffWorkflow.New },
            RecordState = finding.Status is CisFinding.Passed or CisFinding.Skipped ? "ARCHIVED" : "ACTIVE",
            FindingProviderFields = new AsffFindingProviderFields
            {
                Severity = new AsffFindingProviderSeverity { Label = severity.Label, Original = severity.Original },
                Types = types,
            },
            Warnings = warnings,
        });
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
    private static Dictionary<string, string>? TagsOf(Dictionary<string, List<string>>? tags)
    {
        if (tags is not { Count: > 0 }) return null;
        var named = new Dictionary<string, string>(tags.Count, StringComparer.Ordinal);
        foreach (var tag in tags) named[tag.Key] = string.Join(" ", tag.Value ?? []);
        return named;
    }

    private static Dictionary<string, string> FieldsOf(CisFinding finding, string productArn, string id)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { [Prefix + "ProductVersion"] = "2" };
        Add("instanceId", finding.TargetResourceId);
        Add("resources/1/resourceDetails/awsEc2InstanceDetails/platform", finding.Platform);
        Add(CisFields.CheckId, finding.CheckId);
        Add(CisFields.Level, finding.Level);
        Add(CisFields.Status, finding.Status);
        Add(CisFields.StatusReason, finding.StatusReason);
        Add(CisFields.ScanName, finding.ScanName);
        Add(CisFields.ScanConfigurationArn, finding.ScanConfigurationArn);
        Add(CisFields.ScanArn, finding.ScanArn);
        Add(CisFields.FindingArn, finding.FindingArn);
        InspectorFields.AddFilledIn(fields, productArn, id);
        return fields;

        void Add(string key, string? value)
        {
            if (value is not null) fields[Prefix + key] = value;
        }
    }
}
