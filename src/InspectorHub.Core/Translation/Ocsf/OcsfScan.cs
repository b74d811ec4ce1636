using System.Globalization;
using InspectorHub.Common;
using InspectorHub.Findings.Scan;
using InspectorHub.Ocsf;
using InspectorHub.Translation.Scan;

namespace InspectorHub.Translation.Ocsf;

/// <summary>
/// Findings of scans to OCSF: Vulnerability Findings (2002) as those of Inspector's own flow, which never carries these, under a
/// product that is not AWS's. The id is that of ASFF: it names the artefact and the vulnerability.
/// </summary>
internal static class OcsfScan
{
    private const string Feature = "Amazon Inspector Scan";

    /// <param name="json">Where the finding is written.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="version">The version of OCSF.</param>
    /// <param name="id">The id that it has already; else it is made.</param>
    public static void Write(OcsfWriter json, ScanFinding finding, OcsfVersion version, string? id = null)
    {
        var artifact = finding.Artifact;
        var partition = Partitions.Of(artifact.Region);
        var type = ScanTranslator.TypeOf(finding);
        var head = new OcsfEvent
        {
            Class = OcsfClass.Vulnerability,
            Activity = OcsfActivity.Create,
            Product = OcsfProduct.Own(Feature),
            Region = artifact.Region,
            AccountId = artifact.AccountId,
            Uid = id ?? ScanTranslator.IdOf(finding),
            Title = finding.Title,
            Description = finding.Description,
            Types = version.NamesCategory && type == TypeNames.Cve ? [type, "Vulnerabilities"] : [type],
            FirstSeen = finding.ScannedAt,
            LastSeen = finding.ScannedAt,
            Modified = finding.ScannedAt,
            Severity = OcsfSeverity.Of(finding.Severity.Label),
            Status = OcsfStatus.New,
        };
        json.Start();
        head.Write(json, version);
        WriteResource(json, artifact, partition, version);
        WriteVulnerability(json, finding);
        WriteUnmapped(json, finding);
        json.End();
    }

    private static void WriteResource(OcsfWriter json, ScanArtifact artifact, string partition, OcsfVersion version)
    {
        json.StartList("resources");
        json.Start();
        json.Text("cloud_partition", partition);
        json.Start("data");
        json.Start("awsEcrContainerImageDetails");
        json.Text("imageHash", artifact.ImageDigest);
        if (artifact.ImageTag is { } tag) json.Texts("imageTags", [tag]);
        json.Text("registry", artifact.RegistryId);
        json.Text("repositoryName", artifact.RepositoryName);
        json.End();
        json.End();
        json.Text("name", artifact.RepositoryName);
        json.Start("owner");
        json.Start("account");
        json.Text("uid", artifact.AccountId);
        json.End();
        json.End();
        if (version.HasCloudResources && artifact.RepositoryName is not null) json.Text("provider", "AWS");
        json.Text("region", artifact.Region);
        json.Text("type", artifact.RepositoryName is not null ? "AWS::ECR::Repository" : artifact.Type.ToString());
        json.RequiredText("uid", artifact.Reference);
        json.End();
        json.End();
    }

    private static void WriteVulnerability(OcsfWriter json, ScanFinding finding)
    {
        var isCve = OcsfVulnerabilityParts.IsCve(finding.VulnerabilityId);
        json.StartList("vulnerabilities");
        json.Start();
        WriteCode(json, finding.Locations);
        WritePackages(json, finding.Packages);
        json.Start(isCve ? "cve" : "advisory");
        json.Time("created_time", finding.CreatedAt);
        if (isCve) OcsfVulnerabilityParts.WriteScores(json, ScoresOf(finding));
        json.Text("desc", finding.Description);
        if (isCve) OcsfVulnerabilityParts.WriteEpss(json, finding.EpssScore);
        json.Time("modified_time", finding.UpdatedAt);
        OcsfVulnerabilityParts.WriteWeaknesses(json, finding.Cwes);
        json.RequiredText("uid", finding.VulnerabilityId);
        json.End();
        json.Time("exploit_last_seen_time", finding.LastKnownExploitAt);
        json.Flag("is_exploit_available", finding.ExploitAvailable);
        OcsfVulnerabilityParts.WriteFix(json, ScanTranslator.FixOf(finding.Packages));
        json.Texts("references", finding.ReferenceUrls);
        json.Texts("related_vulnerabilities", finding.RelatedVulnerabilities);
        json.Text("severity", finding.Ratings?.Find(rating => rating.Source == finding.Source)?.Severity);
        json.End();
        json.End();
    }

    private static List<OcsfScore>? ScoresOf(ScanFinding finding) =>
        finding.Ratings?.FindAll(IsScore).ConvertAll(rating => new OcsfScore(rating.Score, rating.Version, rating.Vector, rating.Source));

    private static bool IsScore(ScanRating rating) => rating is { Score: not null, Version: not null };

    // dockerfile:11-11 is a file with its first and last line.
    private static void WriteCode(OcsfWriter json, List<string>? locations)
    {
        json.StartList("affected_code");
        foreach (var location in locations ?? [])
        {
            var colon = location.LastIndexOf(':');
            var lines = colon < 0 ? [] : location.Substring(colon + 1).Split('-');
            var first = lines.Length > 0 ? Line(lines[0]) : null;
            var path = first is null ? location : location.Substring(0, colon);
            json.Start();
            json.Number("end_line", first is null ? null : Line(lines[lines.Length - 1]));
            OcsfVulnerabilityParts.WriteFile(json, null, path);
            json.Number("start_line", first);
            json.End();
        }

        json.End();
    }

    private static long? Line(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : null;

    private static void WritePackages(OcsfWriter json, List<ScanPackage>? packages)
    {
        json.StartList("affected_packages");
        foreach (var package in packages ?? [])
        {
            json.Start();
            json.Text("architecture", package.Architecture?.ToUpperInvariant());
            json.Number("epoch", long.TryParse(package.Epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
                ? epoch
                : null);
            json.Text("fixed_in_version", package.FixedInVersion);
            json.RequiredText("name", package.Name);
            json.Text("package_manager", package.PackageManager);
            json.Text("path", package.FilePath);
            json.RequiredText("version", package.Version);
            json.End();
        }

        json.End();
    }

    private static void WriteUnmapped(OcsfWriter json, ScanFinding finding)
    {
        var isCve = OcsfVulnerabilityParts.IsCve(finding.VulnerabilityId);
        json.Start("unmapped");
        json.Text("analysisState", finding.AnalysisState);
        json.Text("cisaKevAddedAt", Date(finding.CisaKevAddedAt));
        json.Text("cisaKevDueAt", Date(finding.CisaKevDueAt));
        json.Text("endOfLife", Date(finding.EndOfLife));
        if (!isCve) json.Number("epssScore", finding.EpssScore);
        json.Texts("evidence", finding.Evidence);
        json.Start("properties");
        foreach (var property in finding.Properties ?? []) json.Text(property.Key, property.Value);
        json.End();
        json.StartList("ratings");
        foreach (var rating in finding.Ratings ?? [])
        {
            if (isCve && IsScore(rating) && rating.Source != finding.Source && rating.Severity is null) continue;
            json.Start();
            json.Number("score", rating.Score);
            json.Text("severity", rating.Severity);
            json.Text("source", rating.Source);
            json.Text("vector", rating.Vector);
            json.Text("version", rating.Version);
            json.End();
        }

        json.End();
        json.Text("scanSeverity", finding.ScanSeverity);
        json.Text("source", finding.Source);
        json.Text("sourceUrl", finding.SourceUrl);
        json.End();
    }

    private static string? Date(DateTimeOffset? date) => date is { } time ? OcsfTime.Text(time) : null;
}
