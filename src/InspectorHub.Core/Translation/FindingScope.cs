using InspectorHub.Asff;
using InspectorHub.Findings.Scan;

namespace InspectorHub.Translation;

/// <summary>
/// What of one account and Region a finding belongs to: the most that one listing can be the whole truth about. A scan tells of its
/// artefact, a CIS scan of an instance, and Amazon Inspector's listings of all its findings.
/// </summary>
internal static class FindingScope
{
    /// <summary>The scope of Amazon Inspector's own findings.</summary>
    public const string Inspector2 = "inspector2";

    private const string Cis = "cis";
    private const string Resource = "scan/resource";
    private const string ResourceType = "scan/resourceType";

    /// <summary>The scope of a finding in either form; null where it should say what was scanned and does not.</summary>
    public static string? Of(AsffFinding finding) => Of(finding.Id!, () => finding);

    /// <summary>The scope of a finding.</summary>
    /// <param name="id">Its Id in the account form.</param>
    /// <param name="read">The finding, which is needed for those of scans only; null where it cannot be had.</param>
    public static string? Of(string id, Func<AsffFinding?> read)
    {
        if (FindingIds.IsScan(id))
        {
            var fields = read()?.ProductFields;
            return InspectorFields.Find(fields, Resource) is { } reference
                && Enum.TryParse<ScanArtifactType>(InspectorFields.Find(fields, ResourceType), out var type)
                ? OfScan(type, reference)
                : null;
        }

        if (FindingIds.IsCis(id)) return read()?.Resources is [{ Id: { } instance }, ..] ? $"{Cis}:{instance}" : null;
        return id.Split('/')[0];
    }

    /// <summary>The scope of what is found in an artefact.</summary>
    public static string OfScan(ScanArtifactType type, string reference) => $"{FindingIds.Scan}:{type}:{ArtifactName.Of(type, reference)}";
}
