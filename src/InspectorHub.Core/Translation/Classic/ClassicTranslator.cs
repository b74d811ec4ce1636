using System.Globalization;
using InspectorHub.Asff;
using InspectorHub.Asff.Rules;
using InspectorHub.Common;
using InspectorHub.Findings.Classic;

namespace InspectorHub.Translation.Classic;

/// <summary>
/// Findings of Amazon Inspector Classic to ASFF. Every member is as in the ASFF that Inspector Classic itself sent
/// (Inspector Classic user guide, "Integration with AWS Security Hub", and findings that it sent).
/// </summary>
internal static class ClassicTranslator
{
    public static AsffFinding Translate(ClassicFinding finding)
    {
        if (Arn.Parse(finding.Arn) is not { Region.Length: > 0, AccountId.Length: > 0 } arn)
        {
            throw new TranslationException(finding.Arn, finding.Arn is null ? "it has no 'arn'." : "its 'arn' is not arn:PARTITION:inspector:REGION:ACCOUNT:….");
        }

        var createdAt = finding.CreatedAt ?? finding.UpdatedAt ?? throw new TranslationException(finding.Arn, "it has no 'createdAt'.");
        var warnings = new List<string>();
        var package = RulesPackage.Find(finding.ServiceAttributes?.RulesPackageArn);
        if (package is null) warnings.Add($"The rules package '{finding.ServiceAttributes?.RulesPackageArn}' is not known; Types is '{TypeNames.Checks}'.");
        var id = ClassicIdentity.Of(finding, arn);
        var productArn = AsffProductArn.Inspector(arn.Partition, arn.Region);
        return AsffFit.Fit(new AsffFinding
        {
            SchemaVersion = AsffLimits.SchemaVersion,
            Id = id,
            ProductArn = productArn,
            GeneratorId = AsffText.First(finding.ServiceAttributes?.RulesPackageArn, "Inspector"),
            AwsAccountId = arn.AccountId,
            Types = [TypeOf(package, AsffText.First(finding.Id))],
            CreatedAt = AsffTime.Milliseconds(createdAt),
            UpdatedAt = AsffTime.Milliseconds(finding.UpdatedAt ?? createdAt),
            Severity = SeverityOf(finding, warnings),
            Confidence = finding.Confidence,
            Title = AsffText.First(finding.Title, finding.Id, package?.Name, "Inspector finding"),
            Description = AsffText.First(finding.Description, finding.Title, finding.Id, finding.Arn),
            Remediation = finding.Recommendation is { } text ? new AsffRemediation { Recommendation = new AsffRecommendation { Text = text } } : null,
            ProductFields = FieldsOf(finding, package, productArn, id),
            Resources = [ResourceOf(finding, arn, warnings)],
            WorkflowState = AsffWorkflow.New,
            Workflow = new AsffWorkflow { Status = AsffWorkflow.New },
            RecordState = "ACTIVE",
            Warnings = warnings,
        });
    }

    // A slash separates the parts of a type and cannot be escaped.
    private static string TypeOf(RulesPackage? package, string? rule) => package switch
    {
        null => TypeNames.Checks,
        { NamesRuleInType: true } when rule is not null => $"{package.Type} - {rule.Replace('/', ' ')}",
        _ => package.Type,
    };

    private static AsffSeverity SeverityOf(ClassicFinding finding, List<string> warnings)
    {
        var original = finding.NumericSeverity?.ToString("0.0", CultureInfo.InvariantCulture) ?? finding.Severity;
        var label = finding.Severity?.ToUpperInvariant() switch
        {
            "HIGH" => "HIGH",
            "MEDIUM" => "MEDIUM",
            "LOW" => "LOW",
            "INFORMATIONAL" => "INFORMATIONAL",
            _ => null,
        };
        if (label is null)
        {
            label = "INFORMATIONAL";
            warnings.Add($"The severity '{finding.Severity}' has no label in ASFF; it is {label}.");
        }

        return AsffSeverity.Of(label, original);
    }

    private static Dictionary<string, string> FieldsOf(ClassicFinding finding, RulesPackage? package, string productArn, string id)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        Add("aws/inspector/id", finding.Id);
        Add("aws/inspector/arn", finding.Arn);
        Add("aws/inspector/RulesPackageName", package?.Name);
        Add("serviceAttributes/schemaVersion", finding.ServiceAttributes?.SchemaVersion?.ToString(CultureInfo.InvariantCulture));
        Add("serviceAttributes/assessmentRunArn", finding.ServiceAttributes?.AssessmentRunArn);
        Add("serviceAttributes/rulesPackageArn", finding.ServiceAttributes?.RulesPackageArn);
        InspectorFields.AddFilledIn(fields, productArn, id);
        AddAll("attributes/", finding.Attributes);
        AddAll("userAttributes/", finding.UserAttributes);
        return fields;

        void Add(string key, string? value)
        {
            if (value is not null) fields[key] = value;
        }

        void AddAll(string prefix, List<ClassicAttribute>? attributes)
        {
            foreach (var attribute in attributes ?? [])
            {
                if (attribute?.Key is not null) Add(prefix + attribute.Key, attribute.Value);
            }
        }
    }

    private static AsffResource ResourceOf(ClassicFinding finding, Arn arn, List<string> warnings)
    {
        var partition = Partitions.InAsff(arn.Partition);
        if (AsffText.First(finding.AssetAttributes?.AgentId) is not { } agent)
        {
            warnings.Add("The finding names no instance; its resource is the account.");
            return new AsffResource { Type = "AwsAccount", Id = $"AWS::::Account:{arn.AccountId}", Partition = partition, Region = arn.Region };
        }

        var asset = finding.AssetAttributes!;
        var network = InterfaceOf(finding);
        return new AsffResource
        {
            Type = "AwsEc2Instance",
            Id = $"arn:{arn.Partition}:ec2:{arn.Region}:{arn.AccountId}:instance/{agent}",
            Partition = partition,
            Region = arn.Region,
            Tags = TagsOf(asset.Tags),
            Details = new AsffResourceDetails
            {
                AwsEc2Instance = new AsffEc2Instance
                {
                    ImageId = asset.AmiId,
                    IpV4Addresses = asset.Ipv4Addresses.NotEmpty(),
                    VpcId = network?.VpcId,
                    SubnetId = network?.SubnetId,
                },
            },
        };
    }

    private static ClassicNetworkInterface? InterfaceOf(ClassicFinding finding)
    {
        if (finding.AssetAttributes?.NetworkInterfaces is not { Count: > 0 } interfaces) return null;
        var named = finding.Attributes?.Find(attribute => attribute?.Key == "ENI")?.Value;
        return interfaces.Find(network => network?.NetworkInterfaceId == named) ?? interfaces[0];
    }

    private static Dictionary<string, string>? TagsOf(List<ClassicAttribute>? tags)
    {
        if (tags is not { Count: > 0 }) return null;
        var named = new Dictionary<string, string>(tags.Count, StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            if (tag?.Key is not null) named[tag.Key] = tag.Value ?? "";
        }

        return named;
    }
}
