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
        fields.Add("inspectorScore", finding.InspectorScore is { } score ? ScoreText.Of(score, ScoreText.Exact) : null);
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

            var within = FieldNames.Join("resources/", number);
            if (Inspector2Resources.IsOfAws(resource)) AddOwner(fields, within, resource);
            if (resource.Details is { } details)
                AddDetailsOf(fields, FieldNames.Join(within, "resourceDetails/"), details, Inspector2Resources.IsOfAws(resource));
        }
    }

    // The format's members for these are of 2026, and as good as unknown: they are for resources of which nothing else says whose they are.
    private static void AddOwner(NeutralFields fields, string within, Inspector2Resource resource)
    {
        fields.Add("provider", resource.Provider, within);
        fields.Add("providerAccountId", resource.ProviderAccountId, within);
        fields.Add("providerOrgId", resource.ProviderOrgId, within);
    }

    private static void AddDetailsOf(NeutralFields fields, string within, Inspector2ResourceDetails details, bool isOfAws)
    {
        fields.Add("awsEc2InstanceDetails/platform", details.AwsEc2Instance?.Platform, within);
        if (details.AwsEcrContainerImage is { } image)
        {
            var ofImage = FieldNames.Join(within, "awsEcrContainerImageDetails/");
            fields.Add("platform", image.Platform, ofImage);
            fields.Add("author", image.Author, ofImage);
            fields.Add("inUseCount", image.InUseCount, ofImage);
            fields.Add("lastInUseAt", image.LastInUseAt, ofImage);
        }

        // What the general details say of a resource of AWS, and its own member of the format has no place for. Those of another
        // provider are in the format as a whole.
        if (!isOfAws) return;
        if (details.Vm is { } machine)
        {
            if (details.AwsEc2Instance is null) fields.Add("awsEc2InstanceDetails/platform", machine.Platform, within);
            fields.Add("vm/vmName", machine.VmName, within);
            fields.Add("vm/securityGroupIds", machine.SecurityGroupIds, within);
            fields.Add("vm/subnetIds", machine.SubnetIds is { Count: > 1 } ? machine.SubnetIds : null, within);
        }

        if (details is { Image: { } other, AwsEcrContainerImage: null })
        {
            var ofImage = FieldNames.Join(within, "awsEcrContainerImageDetails/");
            fields.Add("platform", other.Platform, ofImage);
            fields.Add("author", other.Author, ofImage);
            fields.Add("inUseCount", other.InUseCount, ofImage);
            fields.Add("lastInUseAt", other.LastInUseAt, ofImage);
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
        const string Within = "inspectorScoreDetails/adjustedCvss/";
        fields.Add("score", adjusted.Score?.ToString("R", CultureInfo.InvariantCulture), Within);
        fields.Add("scoringVector", adjusted.ScoringVector, Within);
        fields.Add("version", adjusted.Version, Within);
        fields.Add("scoreSource", adjusted.ScoreSource, Within);
        fields.Add("adjustments", adjusted.Adjustments.Map(adjustment => $"{adjustment.Metric}: {adjustment.Reason}"), Within);
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
            var within = FieldNames.Join("evidences/", number);
            fields.Add("evidenceRule", evidence?.EvidenceRule, within);
            fields.Add("evidenceDetail", evidence?.EvidenceDetail, within);
            fields.Add("severity", evidence?.Severity, within);
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
