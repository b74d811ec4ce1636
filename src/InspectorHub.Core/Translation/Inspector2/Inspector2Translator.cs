using InspectorHub.Asff;
using InspectorHub.Asff.Rules;
using InspectorHub.Common;
using InspectorHub.Findings.Inspector2;

namespace InspectorHub.Translation.Inspector2;

/// <summary>Findings of Amazon Inspector to ASFF, member by member as in the ASFF that Inspector itself sends to Security Hub.</summary>
internal static class Inspector2Translator
{
    private const string Generator = "AWSInspector";
    private const string Expected = "arn:PARTITION:inspector2:REGION:ACCOUNT:finding/…";

    public static NeutralFinding Translate(Inspector2Finding finding)
    {
        if (Arn.Parse(finding.FindingArn) is not { Region.Length: > 0 } arn)
            throw new TranslationException(finding.FindingArn, finding.FindingArn is null ? "it has no 'findingArn'."
                : $"its 'findingArn' is not {Expected}.");
        var lastObservedAt = finding.LastObservedAt ?? finding.UpdatedAt ?? finding.FirstObservedAt
            ?? throw new TranslationException(finding.FindingArn, "it has no 'firstObservedAt', 'lastObservedAt' or 'updatedAt'.");
        var firstObserved = AsffTime.Seconds(finding.FirstObservedAt ?? lastObservedAt);
        var warnings = new ItemList<string>(finding.Oddities);
        var account = AccountOf(finding, arn, warnings);
        var identity = new FindingIdentity(arn.Partition, arn.Region, account, finding.FindingArn!, FindingIds.InAccount(arn));
        return new NeutralFinding
        {
            Identity = identity,
            // Security Hub ignores an update that is not newer: what changed after it was last seen counts, too.
            UpdatedAt = finding.UpdatedAt > lastObservedAt ? finding.UpdatedAt.Value : lastObservedAt,
            Fields = Inspector2Fields.Of(finding),
            Asff = new AsffFinding
            {
                SchemaVersion = AsffLimits.SchemaVersion,
                GeneratorId = Generator,
                AwsAccountId = account,
                Types = [TypeOf(finding.Type, warnings)],
                FirstObservedAtText = firstObserved,
                LastObservedAtText = AsffTime.Seconds(lastObservedAt),
                CreatedAtText = firstObserved,
                Severity = SeverityOf(finding.Severity?.Label, warnings),
                Title = AsffText.First(finding.Title, finding.PackageVulnerabilityDetails?.VulnerabilityId, finding.Type, Generator),
                Description = AsffText.First(finding.Description?.TrimStart(), finding.Title, finding.FindingArn),
                Remediation = RemediationOf(finding.Remediation?.Recommendation),
                Resources = ResourcesOf(finding, arn, account, warnings),
                RecordState = RecordStateOf(finding.Status, warnings),
                Vulnerabilities = Inspector2Vulnerabilities.Translate(finding),
                NetworkPath = PathOf(finding.NetworkReachabilityDetails),
                GeneratorDetails = DetectorOf(finding.CodeVulnerabilityDetails),
                Warnings = warnings,
            },
        };
    }

    private static AsffGeneratorDetails? DetectorOf(CodeVulnerabilityDetails? code) =>
        code is { DetectorName: not null } or { DetectorTags.Count: > 0 }
            ? new AsffGeneratorDetails { Name = code.DetectorName, Labels = code.DetectorTags.NotEmpty() }
            : null;

    private static string AccountOf(Inspector2Finding finding, Arn arn, List<string> warnings)
    {
        if (IsAccount(finding.AwsAccountId)) return finding.AwsAccountId!;
        if (!IsAccount(arn.AccountId))
            throw new TranslationException(finding.FindingArn,
                $"its 'awsAccountId' is '{finding.AwsAccountId}', and its 'findingArn' has no account either.");
        if (!string.IsNullOrEmpty(finding.AwsAccountId))
            warnings.Add($"The account '{finding.AwsAccountId}' is none; that of the finding's ARN is taken.");
        return arn.AccountId;
    }

    private static bool IsAccount(string? text) => text?.Length == AsffLimits.AccountId && text.All(digit => digit is >= '0' and <= '9');

    private static ItemList<AsffResource> ResourcesOf(Inspector2Finding finding, Arn arn, string account, List<string> warnings)
    {
        var resources = new ItemList<AsffResource>();
        foreach (var resource in finding.Resources ?? [])
        {
            if (AsffText.First(resource?.Id) is not null) resources.Add(Inspector2Resources.Translate(resource!, arn, account, warnings));
            else warnings.Add("A resource without an id is left out.");
        }

        if (resources.Count == 0)
        {
            warnings.Add("The finding names no resource; its resource is the account.");
            resources.Add(new AsffResource { Type = "AwsAccount", Id = $"AWS::::Account:{account}",
                Partition = Partitions.InAsff(arn.Partition), Region = arn.Region });
        }

        return resources;
    }

    private static string TypeOf(string? type, List<string> warnings)
    {
        switch (type?.ToUpperInvariant())
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
        var label = severity?.ToUpperInvariant();
        if (AsffSeverity.NormalizedOf(label) is not null) return AsffSeverity.Of(label!);
        const string Label = "INFORMATIONAL";
        if (label != "UNTRIAGED") warnings.Add($"The severity '{severity}' has no label in ASFF; it is {Label}.");
        return AsffSeverity.Of(Label, severity);
    }

    private static string RecordStateOf(string? status, List<string> warnings)
    {
        switch (status?.ToUpperInvariant())
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

    // The way in from the outermost component: its last step is the resource, and the open ports are what may come in there.
    private static ItemList<AsffNetworkPathComponent>? PathOf(NetworkReachabilityDetails? details)
    {
        var path = details?.NetworkPath?.Steps.Map(step =>
            new AsffNetworkPathComponent { ComponentId = step.ComponentId, ComponentType = step.ComponentType });
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
