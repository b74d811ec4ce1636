using System.Globalization;
using InspectorHub.Asff;
using InspectorHub.Findings.Inspector2;

namespace InspectorHub.Translation.Inspector2;

/// <summary>
/// ProductFields of a finding: those that Inspector itself sends, then what the format has no member for and helps to triage.
/// </summary>
internal static class Inspector2Fields
{
    public static NeutralFields Of(Inspector2Finding finding)
    {
        var fields = new NeutralFields();
        fields.Add("ProductVersion", "2");
        fields.Add("FindingStatus", finding.Status?.ToUpperInvariant());
        fields.Add("inspectorScore", finding.InspectorScore?.ToString("F1", CultureInfo.InvariantCulture));
        AddResources(fields, finding);
        fields.Add("packageVulnerabilityDetails/vulnerablePackages/sourceLayerHashes", LayerHashes(finding.PackageVulnerabilityDetails));
        AddNetwork(fields, finding.NetworkReachabilityDetails);
        fields.Add("codeVulnerabilityDetails/detectorId", finding.CodeVulnerabilityDetails?.DetectorId);
        fields.Add("codeVulnerabilityDetails/ruleId", finding.CodeVulnerabilityDetails?.RuleId);
        if (finding.InspectorScoreDetails?.AdjustedCvss is { ScoreSource: not null } adjusted
            && adjusted.CvssSource != adjusted.ScoreSource)
            fields.Add("inspectorScoreDetails/adjustedCvss/cvssSource", adjusted.CvssSource);
        if (finding is { PackageVulnerabilityDetails: null, CodeVulnerabilityDetails: null }) AddWithoutVulnerability(fields, finding);
        fields.Add("scanId", finding.ScanId);
        AddDetails(fields, finding);
        fields.Add(NeutralFieldKind.OfAccountForm, InspectorFields.FindingArn, finding.FindingArn);
        return fields;
    }

    private static void AddResources(NeutralFields fields, Inspector2Finding finding)
    {
        var number = 0;
        var hasInstance = false;
        foreach (var resource in finding.Resources ?? [])
        {
            if (AsffText.First(resource?.Id) is null) continue;
            number++;
            if (resource!.Type == Inspector2Resources.Ec2Instance && !hasInstance)
            {
                hasInstance = true;
                fields.Add("instanceId", resource.Id);
            }

            if (Inspector2Resources.IsOfAws(resource)) AddOwner(fields, $"resources/{number}/", resource);
            if (resource.Details is { } details)
                AddDetailsOf(fields, $"resources/{number}/resourceDetails/", details, Inspector2Resources.IsOfAws(resource));
        }
    }

    // The format's members for these are of 2026, and as good as unknown: they are for resources of which nothing else says whose they are.
    private static void AddOwner(NeutralFields fields, string prefix, Inspector2Resource resource)
    {
        fields.Add(prefix + "provider", resource.Provider);
        fields.Add(prefix + "providerAccountId", resource.ProviderAccountId);
        fields.Add(prefix + "providerOrgId", resource.ProviderOrgId);
    }

    private static void AddDetailsOf(NeutralFields fields, string prefix, Inspector2ResourceDetails details, bool isOfAws)
    {
        fields.Add(prefix + "awsEc2InstanceDetails/platform", details.AwsEc2Instance?.Platform);
        if (details.AwsEcrContainerImage is { } image)
        {
            var ofImage = prefix + "awsEcrContainerImageDetails/";
            fields.Add(ofImage + "platform", image.Platform);
            fields.Add(ofImage + "author", image.Author);
            fields.Add(ofImage + "inUseCount", image.InUseCount);
            fields.Add(ofImage + "lastInUseAt", image.LastInUseAt);
        }

        // What the general details say of a resource of AWS, and its own member of the format has no place for. Those of another
        // provider are in the format as a whole.
        if (!isOfAws) return;
        if (details.Vm is { } machine)
        {
            if (details.AwsEc2Instance is null) fields.Add(prefix + "awsEc2InstanceDetails/platform", machine.Platform);
            fields.Add(prefix + "vm/vmName", machine.VmName);
            fields.Add(prefix + "vm/securityGroupIds", machine.SecurityGroupIds);
            fields.Add(prefix + "vm/subnetIds", machine.SubnetIds is { Count: > 1 } ? machine.SubnetIds : null);
        }

        if (details is { Image: { } other, AwsEcrContainerImage: null })
        {
            var ofImage = prefix + "awsEcrContainerImageDetails/";
            fields.Add(ofImage + "platform", other.Platform);
            fields.Add(ofImage + "author", other.Author);
            fields.Add(ofImage + "inUseCount", other.InUseCount);
            fields.Add(ofImage + "lastInUseAt", other.LastInUseAt);
        }
    }

    private static void AddNetwork(NeutralFields fields, NetworkReachabilityDetails? details)
    {
        fields.Add("networkReachabilityDetails/protocol", details?.Protocol);
        if (details?.OpenPortRange is { Begin: { } begin, End: { } end })
            fields.Add("networkReachabilityDetails/openPortRange", begin == end ? $"{begin}" : $"{begin}-{end}");
        // In the order of the steps; the format has no place for them in its path.
        fields.Add("networkReachabilityDetails/networkPath/componentArns",
            details?.NetworkPath?.Steps?.FindAll(step => step?.ComponentArn is not null).ConvertAll(step => step.ComponentArn!));
    }

    // Where there is no vulnerability that these could be members of.
    private static void AddWithoutVulnerability(NeutralFields fields, Inspector2Finding finding)
    {
        fields.Add("fixAvailable", finding.FixAvailable);
        fields.Add("exploitAvailable", finding.ExploitAvailable);
        fields.Add("exploitabilityDetails/lastKnownExploitAt", finding.ExploitabilityDetails?.LastKnownExploitAt);
        fields.Add("epss/score", finding.Epss?.Score?.ToString("R", CultureInfo.InvariantCulture));
        if (finding.InspectorScoreDetails?.AdjustedCvss is not { } adjusted) return;
        const string Prefix = "inspectorScoreDetails/adjustedCvss/";
        fields.Add(Prefix + "score", adjusted.Score?.ToString("R", CultureInfo.InvariantCulture));
        fields.Add(Prefix + "scoringVector", adjusted.ScoringVector);
        fields.Add(Prefix + "version", adjusted.Version);
        fields.Add(Prefix + "scoreSource", adjusted.ScoreSource);
        fields.Add(Prefix + "adjustments", adjusted.Adjustments.Map(adjustment => $"{adjustment.Metric}: {adjustment.Reason}"));
    }

    private static void AddDetails(NeutralFields fields, Inspector2Finding finding)
    {
        if (finding.Details is not { } details) return;
        fields.Add("riskScore", details.RiskScore);
        fields.Add("cisaData/dateAdded", details.CisaData?.DateAdded);
        fields.Add("cisaData/dateDue", details.CisaData?.DateDue);
        fields.Add("cisaData/action", details.CisaData?.Action);
        fields.Add("exploitObserved/firstSeen", details.ExploitObserved?.FirstSeen);
        fields.Add("exploitObserved/lastSeen", details.ExploitObserved?.LastSeen);
        fields.Add("ttps", details.Ttps);
        fields.Add("tools", details.Tools);
        fields.Add("cwes", details.Cwes);
        var hasVulnerability = finding is not { PackageVulnerabilityDetails: null, CodeVulnerabilityDetails: null };
        // The vulnerability has the finding's own score, and the pages of both.
        if (!hasVulnerability
            || (finding.Epss?.Score is { } score && score != details.EpssScore)) fields.Add("epssScore",
                details.EpssScore?.ToString("R", CultureInfo.InvariantCulture));
        if (!hasVulnerability) fields.Add("referenceUrls", details.ReferenceUrls);
        var number = 0;
        foreach (var evidence in details.Evidences ?? [])
        {
            number++;
            fields.Add($"evidences/{number}/evidenceRule", evidence?.EvidenceRule);
            fields.Add($"evidences/{number}/evidenceDetail", evidence?.EvidenceDetail);
            fields.Add($"evidences/{number}/severity", evidence?.Severity);
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

        return NeutralFields.Joined(hashes);
    }
}
