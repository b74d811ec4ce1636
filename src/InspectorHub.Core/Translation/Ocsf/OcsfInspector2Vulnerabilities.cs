using InspectorHub.Asff;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Ocsf;

namespace InspectorHub.Translation.Ocsf;

/// <summary>The vulnerability behind a finding, in packages or in code.</summary>
internal static class OcsfInspector2Vulnerabilities
{
    /// <summary>What Inspector says where it has nothing to recommend.</summary>
    public const string NothingToRecommend = "None Provided";

    public static void Write(OcsfWriter json, Inspector2Finding finding)
    {
        json.StartList("vulnerabilities", isRequired: true);
        if (finding.PackageVulnerabilityDetails is { } package) WriteInPackages(json, finding, package);
        else if (finding.CodeVulnerabilityDetails is { } code) WriteInCode(json, finding, code);
        json.End();
    }

    private static void WriteInPackages(OcsfWriter json, Inspector2Finding finding, PackageVulnerabilityDetails details)
    {
        json.Start();
        WritePackages(json, details.VulnerablePackages);
        var id = AsffText.First(details.VulnerabilityId, finding.Title, finding.FindingArn);
        var isCve = OcsfVulnerabilityParts.IsCve(id);
        json.Start(isCve ? "cve" : "advisory");
        json.Time("created_time", details.VendorCreatedAt);
        if (isCve)
        {
            OcsfVulnerabilityParts.WriteScores(json,
                details.Cvss.Map(score => new OcsfScore(score.BaseScore, score.Version, score.ScoringVector, score.Source)));
        }

        json.Text("desc", finding.Description);
        if (isCve) OcsfVulnerabilityParts.WriteEpss(json, finding.Epss?.Score);
        json.Time("modified_time", details.VendorUpdatedAt);
        OcsfVulnerabilityParts.WriteWeaknesses(json, finding.Details?.Cwes);
        json.Text("uid", id);
        json.End();
        WriteExploit(json, finding);
        OcsfVulnerabilityParts.WriteFix(json, finding.FixAvailable);
        json.Texts("references", details.ReferenceUrls);
        json.Texts("related_vulnerabilities", details.RelatedVulnerabilities);
        WriteRemediation(json, finding.Remediation?.Recommendation);
        json.Text("severity", details.VendorSeverity);
        json.End();
    }

    // OCSF takes one weakness a vulnerability: each stands for itself, in the same place of the code.
    private static void WriteInCode(OcsfWriter json, Inspector2Finding finding, CodeVulnerabilityDetails details)
    {
        var cwes = (details.Cwes ?? []).Where(cwe => AsffText.First(cwe) is not null).Distinct(StringComparer.Ordinal).ToList();
        foreach (var cwe in cwes) WriteInCode(json, finding, details, "cwe", cwe);
        if (cwes.Count == 0)
            WriteInCode(json, finding, details, "advisory", AsffText.First(details.RuleId, details.DetectorId, finding.FindingArn)!);
    }

    private static void WriteInCode(OcsfWriter json, Inspector2Finding finding, CodeVulnerabilityDetails details, string kind, string uid)
    {
        json.Start();
        if (details.FilePath is { } file) WriteCode(json, details, file);
        json.Start(kind);
        json.Text("uid", uid);
        json.End();
        json.Text("desc", finding.Description);
        WriteExploit(json, finding);
        OcsfVulnerabilityParts.WriteFix(json, finding.FixAvailable);
        json.Texts("references", details.ReferenceUrls);
        WriteRemediation(json, finding.Remediation?.Recommendation);
        json.Text("title", details.DetectorName);
        json.End();
    }

    private static void WriteCode(OcsfWriter json, CodeVulnerabilityDetails details, CodeFilePath file)
    {
        json.StartList("affected_code");
        json.Start();
        json.Number("end_line", (long?)file.EndLine);
        OcsfVulnerabilityParts.WriteFile(json, file.FileName, file.FilePath);
        json.Start("rule");
        json.Text("name", details.DetectorName);
        json.Text("uid", AsffText.First(details.RuleId, details.DetectorId));
        json.End();
        json.Number("start_line", (long?)file.StartLine);
        json.End();
        json.End();
    }

    private static void WritePackages(OcsfWriter json, List<VulnerablePackage>? packages)
    {
        json.StartList("affected_packages");
        foreach (var package in packages ?? [])
        {
            if (package is null) continue;
            json.Start();
            json.Text("architecture", package.Arch?.ToUpperInvariant());
            json.Number("epoch", package.Epoch);
            json.Text("fixed_in_version", package.FixedInVersion);
            json.RequiredText("name", package.Name);
            json.Text("package_manager", package.PackageManager);
            json.Text("path", package.FilePath);
            json.Text("release", package.Release);
            json.Start("remediation");
            json.Text("desc", package.Remediation);
            json.End();
            json.RequiredText("version", package.Version);
            json.End();
        }

        json.End();
    }

    private static void WriteExploit(OcsfWriter json, Inspector2Finding finding)
    {
        json.Time("exploit_last_seen_time", finding.ExploitabilityDetails?.LastKnownExploitAt);
        json.Flag("is_exploit_available", finding.ExploitAvailable switch { "YES" => true, "NO" => false, _ => null });
    }

    private static void WriteRemediation(OcsfWriter json, Inspector2Recommendation? recommendation)
    {
        if (recommendation?.Text is not { Length: > 0 } text || text == NothingToRecommend) return;
        json.Start("remediation");
        json.Text("desc", text);
        if (recommendation.Url is { } url) json.Texts("references", [url]);
        json.End();
    }
}
