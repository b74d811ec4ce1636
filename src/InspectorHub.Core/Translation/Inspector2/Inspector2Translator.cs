using System.Globalization;
using InspectorHub.Asff;
using InspectorHub.Asff.Rules;
using InspectorHub.Common;
using InspectorHub.Findings.Inspector2;

namespace InspectorHub.Translation.Inspector2;

/// <summary>Findings of Amazon Inspector to ASFF, member by member as in the ASFF that Inspector itself sends to Security Hub.</summary>
internal static class Inspector2Translator
{
    private const string Generator = "AWSInspector";

    private const string Prefix = "aws/inspector/";

    // As many product fields as most findings have: the dictionary need not grow.
    private const int UsualFields = 10;

    public static AsffFinding Translate(Inspector2Finding finding)
    {
        if (Arn.Parse(finding.FindingArn) is not { Region.Length: > 0 } arn)
        {
            throw new TranslationException(finding.FindingArn, finding.FindingArn is null ? "it has no 'findingArn'." : "its 'findingArn' is not arn:PARTITION:inspector2:REGION:ACCOUNT:finding/….");
        }

        var account = AsffText.First(finding.AwsAccountId, arn.AccountId) ?? throw new TranslationException(finding.FindingArn, "it has no 'awsAccountId'.");
        var lastObservedAt = finding.LastObservedAt ?? finding.UpdatedAt ?? finding.FirstObservedAt ?? throw new TranslationException(finding.FindingArn, "it has no 'firstObservedAt', 'lastObservedAt' or 'updatedAt'.");
        var firstObserved = AsffTime.Seconds(finding.FirstObservedAt ?? lastObservedAt);
        var lastObserved = AsffTime.Seconds(lastObservedAt);
        var productArn = AsffProductArn.Inspector(arn.Partition, arn.Region);
        var warnings = new List<string>();
        var types = new List<string> { TypeOf(finding.Type, warnings) };
        var severity = SeverityOf(finding.Severity, warnings);
        var resources = new List<AsffResource>();
        foreach (var resource in finding.Resources ?? [])
        {
            if (AsffText.First(resource?.Id) is not null) resources.Add(Inspector2Resources.Translate(resource!, arn, account));
            else warnings.Add("A resource without an id is left out.");
        }

        if (resources.Count == 0)
        {
            warnings.Add("The finding names no resource; its resource is the account.");
            resources.Add(new AsffResource { Type = "AwsAccount", Id = $"AWS::::Account:{account}", Partition = Partitions.InAsff(arn.Partition), Region = arn.Region });
        }

        return AsffFit.Fit(new AsffFinding
        {
            SchemaVersion = AsffLimits.SchemaVersion,
            Id = finding.FindingArn,
            ProductArn = productArn,
            ProductName = InspectorFields.ProductName,
            CompanyName = InspectorFields.CompanyName,
            Region = arn.Region,
            GeneratorId = Generator,
            AwsAccountId = account,
            Types = types,
            FirstObservedAt = firstObserved,
            LastObservedAt = lastObserved,
            CreatedAt = firstObserved,
            // Security Hub ignores an update that is not newer: what changed after it was last seen counts, too.
            UpdatedAt = finding.UpdatedAt > lastObservedAt ? AsffTime.Seconds(finding.UpdatedAt.Value) : lastObserved,
            Severity = severity,
            Title = AsffText.First(finding.Title, finding.PackageVulnerabilityDetails?.VulnerabilityId, finding.Type, Generator),
            Description = AsffText.First(finding.Description, finding.Title, finding.FindingArn),
            Remediation = RemediationOf(finding.Remediation?.Recommendation),
            ProductFields = FieldsOf(finding, productArn),
            Resources = resources,
            WorkflowState = AsffWorkflow.New,
            Workflow = new AsffWorkflow { Status = AsffWorkflow.New },
            RecordState = RecordStateOf(finding.Status, warnings),
            Vulnerabilities = Inspector2Vulnerabilities.Translate(finding),
            NetworkPath = PathOf(finding.NetworkReachabilityDetails),
            FindingProviderFields = new AsffFindingProviderFields
            {
                Severity = new AsffFindingProviderSeverity { Label = severity.Label, Original = severity.Original },
                Types = types,
            },
            GeneratorDetails = finding.CodeVulnerabilityDetails is { DetectorName: not null } code
                ? new AsffGeneratorDetails { Name = code.DetectorName, Labels = code.DetectorTags is { Count: > 0 } tags ? tags : null }
                : null,
            Warnings = warnings,
        });
    }

    private static string TypeOf(string? type, List<string> warnings)
    {
        switch (type)
        {
            case "PACKAGE_VULNERABILITY": return TypeNames.Cve;
            case "NETWORK_REACHABILITY": return TypeNames.NetworkReachability;
            case "CODE_VULNERABILITY": return TypeNames.Vulnerabilities;
            default:
                warnings.Add($"The finding type '{type}' is not known; Types is '{TypeNames.Checks}'.");
                return TypeNames.Checks;
        }
    }

    private static AsffSeverity SeverityOf(string? severity, List<string> warnings)
    {
        if (AsffSeverity.NormalizedOf(severity) is not null) return AsffSeverity.Of(severity!);
        const string Label = "INFORMATIONAL";
        if (severity != "UNTRIAGED") warnings.Add($"The severity '{severity}' has no label in ASFF; it is {Label}.");
        return AsffSeverity.Of(Label, severity);
    }

    private static string RecordStateOf(string? status, List<string> warnings)
    {
        switch (status)
        {
            case "ACTIVE": return "ACTIVE";
            case "CLOSED" or "SUPPRESSED": return "ARCHIVED";
            default:
                warnings.Add($"The status '{status}' is not known; the record is ACTIVE.");
                return "ACTIVE";
        }
    }

    private static AsffRemediation? RemediationOf(Inspector2Recommendation? recommendation) =>
        recommendation is null or { Text: null, Url: null }
            ? null
            : new AsffRemediation { Recommendation = new AsffRecommendation { Text = recommendation.Text, Url = recommendation.Url } };

    private static Dictionary<string, string> FieldsOf(Inspector2Finding finding, string productArn)
    {
        var fields = new Dictionary<string, string>(UsualFields, StringComparer.Ordinal) { [Prefix + "ProductVersion"] = "2" };
        Add(Prefix + "FindingStatus", finding.Status);
        Add(Prefix + "inspectorScore", finding.InspectorScore?.ToString("F1", CultureInfo.InvariantCulture));
        var number = 0;
        foreach (var resource in finding.Resources ?? [])
        {
            if (AsffText.First(resource?.Id) is null) continue;
            number++;
            if (resource!.Type == Inspector2Resources.Ec2Instance && !fields.ContainsKey(Prefix + "instanceId")) Add(Prefix + "instanceId", resource.Id);
            if (resource.Details?.AwsEc2Instance?.Platform is { } system) Add($"{Prefix}resources/{number}/resourceDetails/awsEc2InstanceDetails/platform", system);
            if (resource.Details?.AwsEcrContainerImage?.Platform is { } inImage) Add($"{Prefix}resources/{number}/resourceDetails/awsEcrContainerImageDetails/platform", inImage);
        }

        Add(Prefix + "packageVulnerabilityDetails/vulnerablePackages/sourceLayerHashes", LayerHashes(finding.PackageVulnerabilityDetails));
        Add(Prefix + "networkReachabilityDetails/protocol", finding.NetworkReachabilityDetails?.Protocol);
        if (finding.NetworkReachabilityDetails?.OpenPortRange is { Begin: { } begin, End: { } end })
            Add(Prefix + "networkReachabilityDetails/openPortRange", begin == end ? $"{begin}" : $"{begin}-{end}");
        Add(Prefix + "codeVulnerabilityDetails/detectorId", finding.CodeVulnerabilityDetails?.DetectorId);
        Add(Prefix + "codeVulnerabilityDetails/ruleId", finding.CodeVulnerabilityDetails?.RuleId);
        InspectorFields.AddFilledIn(fields, productArn, finding.FindingArn!);
        return fields;

        void Add(string key, string? value)
        {
            if (value is not null) fields[key] = value;
        }
    }

    // One a package, in their order, repeated as Inspector repeats them.
    private static string? LayerHashes(PackageVulnerabilityDetails? details)
    {
        List<string>? hashes = null;
        foreach (var package in details?.VulnerablePackages ?? [])
        {
            if (package?.SourceLayerHash is { Length: > 0 } hash) (hashes ??= []).Add(hash);
        }

        return hashes is null ? null : string.Join(",", hashes);
    }

    // The way in from the outermost component: its last step is the resource, and the open ports are what may come in there.
    private static List<AsffNetworkPathComponent>? PathOf(NetworkReachabilityDetails? details)
    {
        var path = details?.NetworkPath?.Steps.Map(step => new AsffNetworkPathComponent { ComponentId = step.ComponentId, ComponentType = step.ComponentType });
        if (path is { Count: > 0 } && details!.OpenPortRange is { } ports)
        {
            path[path.Count - 1].Ingress = new AsffNetworkHeader
            {
                Protocol = details.Protocol,
                Destination = new AsffNetworkEndpoint { PortRanges = [new AsffPortRange { Begin = ports.Begin, End = ports.End }] },
            };
        }

        return path;
    }
}
