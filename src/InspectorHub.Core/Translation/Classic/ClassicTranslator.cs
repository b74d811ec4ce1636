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
    // Beside the attributes: those of the service, and what a network interface mostly has.
    private const int FewFields = 12;

    public static NeutralFinding Translate(ClassicFinding finding)
    {
        if (Arn.Parse(finding.Arn) is not { Region.Length: > 0, AccountId.Length: > 0 } arn)
        {
            throw new TranslationException(finding.Arn, finding.Arn is null ? "it has no 'arn'."
                : "its 'arn' is not arn:PARTITION:inspector:REGION:ACCOUNT:….");
        }

        var createdAt = finding.CreatedAt ?? finding.UpdatedAt ?? throw new TranslationException(finding.Arn, "it has no 'createdAt'.");
        var warnings = new ItemList<string>(finding.Oddities);
        var package = RulesPackage.Find(finding.ServiceAttributes?.RulesPackageArn);
        if (package is null)
            warnings.Add($"The rules package '{finding.ServiceAttributes?.RulesPackageArn}' is not known; Types is '{TypeNames.Checks}'.");
        var id = ClassicIdentity.Of(finding, arn);
        return new NeutralFinding
        {
            Identity = new FindingIdentity(arn.Partition, arn.Region, arn.AccountId, id, id),
            IsClassic = true,
            HasMilliseconds = true,
            UpdatedAt = finding.UpdatedAt ?? createdAt,
            Fields = FieldsOf(finding, package),
            Asff = new AsffFinding
            {
                SchemaVersion = AsffLimits.SchemaVersion,
                GeneratorId = AsffText.First(finding.ServiceAttributes?.RulesPackageArn, "Inspector"),
                AwsAccountId = arn.AccountId,
                Types = [TypeOf(package, AsffText.First(finding.Id))],
                CreatedAtText = AsffTime.Milliseconds(createdAt),
                Severity = SeverityOf(finding, warnings),
                Confidence = finding.Confidence,
                Title = AsffText.First(finding.Title, finding.Id, package?.Name, "Inspector finding"),
                Description = AsffText.First(finding.Description?.TrimStart(), finding.Title, finding.Id, finding.Arn),
                Remediation = finding.Recommendation is { } text
                    ? new AsffRemediation { Recommendation = new AsffRecommendation { Text = text } } : null,
                Resources = [ResourceOf(finding, arn, warnings)],
                RecordState = "ACTIVE",
                Warnings = warnings,
            },
        };
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
        var original = finding.NumericSeverity is { } number ? ScoreText.Of(number, ScoreText.AsWritten) : finding.Severity?.Label;
        var label = finding.Severity?.Label?.ToUpperInvariant() switch
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

    private static NeutralFields FieldsOf(ClassicFinding finding, RulesPackage? package)
    {
        var fields = new NeutralFields(FewFields + (finding.Attributes?.Count ?? 0) + (finding.UserAttributes?.Count ?? 0));
        fields.Add("id", finding.Id);
        fields.Add("arn", finding.Arn);
        fields.Add("RulesPackageName", package?.Name);
        var service = finding.ServiceAttributes;
        fields.Add(NeutralFieldKind.Plain, "serviceAttributes/schemaVersion",
            service?.SchemaVersion?.ToString(CultureInfo.InvariantCulture));
        fields.Add(NeutralFieldKind.Plain, "serviceAttributes/assessmentRunArn", service?.AssessmentRunArn);
        fields.Add(NeutralFieldKind.Plain, "serviceAttributes/rulesPackageArn", service?.RulesPackageArn);
        AddAll(fields, "attributes/", finding.Attributes);
        AddAsset(fields, finding.AssetAttributes);
        // Where there are more than the format takes, the user's own are those that are left out.
        AddAll(fields, "userAttributes/", finding.UserAttributes);
        return fields;
    }

    private static void AddAll(NeutralFields fields, string prefix, List<ClassicAttribute>? attributes)
    {
        foreach (var attribute in attributes ?? [])
        {
            if (attribute?.Key is not null) fields.Add(NeutralFieldKind.Plain, attribute.Key, attribute.Value, prefix);
        }
    }

    // Inspector Classic sent none of these, and the format has no members for them.
    private static void AddAsset(NeutralFields fields, ClassicAssetAttributes? asset)
    {
        void Add(string name, string? value, string within = "") => fields.Add(NeutralFieldKind.OfAccountForm, name, value, within);
        Add("hostname", asset?.Hostname);
        Add("autoScalingGroup", asset?.AutoScalingGroup);
        var number = 0;
        foreach (var network in asset?.NetworkInterfaces ?? [])
        {
            number++;
            if (network is null) continue;
            var prefix = FieldNames.Join("networkInterfaces/", number);
            Add("networkInterfaceId", network.NetworkInterfaceId, prefix);
            Add("publicIp", network.PublicIp, prefix);
            Add("publicDnsName", network.PublicDnsName, prefix);
            Add("privateIpAddress", network.PrivateIpAddress, prefix);
            Add("privateDnsName", network.PrivateDnsName, prefix);
            Add("privateIpAddresses",
                NeutralFields.Joined(network.PrivateIpAddresses.Map(address =>
                    $"{address.PrivateIpAddress} {address.PrivateDnsName}".Trim())), prefix);
            Add("ipv6Addresses", NeutralFields.Joined(network.Ipv6Addresses), prefix);
            Add("securityGroups",
                NeutralFields.Joined(network.SecurityGroups.Map(group => $"{group.GroupId} {group.GroupName}".Trim())), prefix);
            Add("vpcId", network.VpcId, prefix);
            Add("subnetId", network.SubnetId, prefix);
        }
    }

    private static AsffResource ResourceOf(ClassicFinding finding, Arn arn, List<string> warnings)
    {
        var partition = Partitions.InAsff(arn.Partition);
        if (AsffText.First(finding.AssetAttributes?.AgentId) is not { } agent)
        {
            warnings.Add("The finding names no instance; its resource is the account.");
            return new AsffResource { Type = "AwsAccount", Id = $"AWS::::Account:{arn.AccountId}", Partition = partition,
                Region = arn.Region };
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

    private static TextMap? TagsOf(List<ClassicAttribute>? tags)
    {
        if (tags is not { Count: > 0 }) return null;
        var named = new TextMap(tags.Count);
        foreach (var tag in tags)
        {
            if (tag?.Key is not null) named[tag.Key] = tag.Value ?? "";
        }

        return named;
    }
}
