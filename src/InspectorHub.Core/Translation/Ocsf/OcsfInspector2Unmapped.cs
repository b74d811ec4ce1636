using InspectorHub.Findings.Inspector2;
using InspectorHub.Ocsf;

namespace InspectorHub.Translation.Ocsf;

/// <summary>What a finding says that neither OCSF nor the hub has a place for, under the names of the Inspector2 API.</summary>
internal static class OcsfInspector2Unmapped
{
    public static void Write(OcsfWriter json, Inspector2Finding finding, OcsfVersion version)
    {
        json.Start("unmapped");
        WriteCode(json, finding.CodeVulnerabilityDetails);
        OcsfFindingDetails.Write(json, finding.Details, hasCwes: finding.PackageVulnerabilityDetails is not null);
        if (finding.PackageVulnerabilityDetails is null
            || !OcsfVulnerabilityParts.IsCve(finding.PackageVulnerabilityDetails.VulnerabilityId))
        {
            json.Start("epss");
            json.Number("score", finding.Epss?.Score);
            json.End();
        }

        if (finding is { PackageVulnerabilityDetails: null, CodeVulnerabilityDetails: null })
        {
            json.Text("exploitAvailable", finding.ExploitAvailable);
            json.Text("exploitLastKnownAt", OcsfInspector2Resources.Date(finding.ExploitabilityDetails?.LastKnownExploitAt));
            json.Text("fixAvailable", finding.FixAvailable);
        }

        json.Number("inspectorScore", finding.InspectorScore);
        WriteScoreDetails(json, finding.InspectorScoreDetails?.AdjustedCvss);
        WriteNetwork(json, finding.NetworkReachabilityDetails);
        if (finding.PackageVulnerabilityDetails is { } package) WritePackage(json, package);
        if (!version.HasCloudResources) WriteProvider(json, finding);
        WriteRemediation(json, finding);
        OcsfGeneralDetails.WriteUnmapped(json, finding.Resources);
        json.Text("scanId", finding.ScanId);
        // The types of OCSF are the hub's; what none of them says is Inspector's own.
        if (finding.Type is not ("PACKAGE_VULNERABILITY" or "CODE_VULNERABILITY" or "NETWORK_REACHABILITY"))
            json.Text("type", finding.Type);
        json.End();
    }

    // A resource says its provider from 1.8.0 on.
    private static void WriteProvider(OcsfWriter json, Inspector2Finding finding)
    {
        var provider = finding.Resources?.Find(resource => resource is not null) is { } first
            ? OcsfInspector2Resources.ProviderOf(first)
            : null;
        if (provider != OcsfInspector2Resources.Aws) json.Text("provider", provider);
    }

    private static void WriteCode(OcsfWriter json, CodeVulnerabilityDetails? details)
    {
        json.Start("codeVulnerabilityDetails");
        json.Text("detectorId", details?.DetectorId);
        json.Texts("detectorTags", details?.DetectorTags);
        json.Text("sourceLambdaLayerArn", details?.SourceLambdaLayerArn);
        json.End();
    }

    private static void WriteScoreDetails(OcsfWriter json, AdjustedCvss? adjusted)
    {
        if (adjusted is null) return;
        json.Start("inspectorScoreDetails");
        json.Start("adjustedCvss");
        json.StartList("adjustments");
        foreach (var adjustment in adjusted.Adjustments ?? [])
        {
            json.Start();
            json.Text("metric", adjustment?.Metric);
            json.Text("reason", adjustment?.Reason);
            json.End();
        }

        json.End();
        json.Text("cvssSource", adjusted.CvssSource);
        json.Number("score", adjusted.Score);
        json.Text("scoreSource", adjusted.ScoreSource);
        json.Text("scoringVector", adjusted.ScoringVector);
        json.Text("version", adjusted.Version);
        json.End();
        json.End();
    }

    private static void WriteNetwork(OcsfWriter json, NetworkReachabilityDetails? details)
    {
        json.Start("networkReachabilityDetails");
        json.Start("openPortRange");
        json.Number("begin", (long?)details?.OpenPortRange?.Begin);
        json.Number("end", (long?)details?.OpenPortRange?.End);
        json.End();
        json.Text("protocol", details?.Protocol);
        json.End();
    }

    private static void WritePackage(OcsfWriter json, PackageVulnerabilityDetails details)
    {
        var isCve = OcsfVulnerabilityParts.IsCve(details.VulnerabilityId);
        json.Start("packageVulnerabilityDetails");
        json.StartList("cvss");
        foreach (var score in details.Cvss ?? [])
        {
            if (score is null || (isCve && new OcsfScore(score.BaseScore, score.Version, score.ScoringVector, score.Source).IsWhole))
                continue;
            json.Start();
            json.Number("baseScore", score.BaseScore);
            json.Text("scoringVector", score.ScoringVector);
            json.Text("source", score.Source);
            json.Text("version", score.Version);
            json.End();
        }

        json.End();
        json.Text("source", details.Source);
        json.Text("sourceUrl", details.SourceUrl);
        json.StartList("vulnerablePackages");
        foreach (var package in details.VulnerablePackages ?? [])
        {
            if (package is null or { SourceLayerHash: null, SourceLambdaLayerArn: null }) continue;
            json.Start();
            json.Text("name", package.Name);
            json.Text("sourceLambdaLayerArn", package.SourceLambdaLayerArn);
            json.Text("sourceLayerHash", package.SourceLayerHash);
            json.End();
        }

        json.End();
        json.End();
    }

    // A vulnerability has a place for what to do about it, the finding has none; a recommendation there needs a text.
    private static void WriteRemediation(OcsfWriter json, Inspector2Finding finding)
    {
        var recommendation = finding.Remediation?.Recommendation;
        var isMapped = recommendation?.Text is { Length: > 0 }
            && (finding.PackageVulnerabilityDetails is not null || finding.CodeVulnerabilityDetails is not null);
        if (recommendation is null || (isMapped && recommendation.Text != OcsfInspector2Vulnerabilities.NothingToRecommend)) return;
        json.Start("remediation");
        json.Start("recommendation");
        if (recommendation.Text != OcsfInspector2Vulnerabilities.NothingToRecommend) json.Text("text", recommendation.Text);
        json.Text("Url", recommendation.Url);
        json.End();
        json.End();
    }
}
