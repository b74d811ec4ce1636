using InspectorHub.Asff;
using InspectorHub.Common;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Ocsf;

namespace InspectorHub.Translation.Ocsf;

/// <summary>
/// Findings of Amazon Inspector to OCSF. Package vulnerabilities are as in findings that Security Hub held (September 2025, versions
/// 1.5.0 and 1.6.0). All types are Vulnerability Findings (2002), the only class seen of Inspector: for a network path, of which no
/// finding was seen, the same class with an empty list of vulnerabilities holds in every version, and the path stands in the
/// resource's <c>resource_relationship</c>.
/// </summary>
internal static class OcsfInspector2
{
    // The console's category; seen for package vulnerabilities from 1.6.0 on.
    private const string Category = "Vulnerabilities";

    public static void Write(OcsfWriter json, Inspector2Finding finding, OcsfVersion version)
    {
        if (Arn.Parse(finding.FindingArn) is not { Region.Length: > 0 } arn)
        {
            throw new TranslationException(
                finding.FindingArn,
                finding.FindingArn is null
                    ? "it has no 'findingArn'."
                    : "its 'findingArn' is not arn:PARTITION:inspector2:REGION:ACCOUNT:finding/….");
        }

        var account = AsffText.First(finding.AwsAccountId, arn.AccountId)
            ?? throw new TranslationException(finding.FindingArn, "it has no 'awsAccountId'.");
        var head = EventOf(finding, arn, account, version);
        json.Start();
        head.Write(json, version);
        OcsfInspector2Resources.Write(json, finding, arn, account, version);
        OcsfInspector2Vulnerabilities.Write(json, finding);
        OcsfInspector2Unmapped.Write(json, finding, version);
        json.End();
    }

    private static OcsfEvent EventOf(Inspector2Finding finding, Arn arn, string account, OcsfVersion version)
    {
        var modified = finding.UpdatedAt ?? finding.LastObservedAt ?? finding.FirstObservedAt
            ?? throw new TranslationException(finding.FindingArn, "it has no 'updatedAt', 'lastObservedAt' or 'firstObservedAt'.");
        var first = finding.FirstObservedAt ?? finding.LastObservedAt ?? modified;
        return new OcsfEvent
        {
            Class = OcsfClass.Vulnerability,
            Activity = ActivityOf(finding.Status, first, modified),
            Product = OcsfProduct.Inspector(arn.Partition, arn.Region),
            Region = arn.Region,
            AccountId = account,
            Uid = finding.FindingArn!,
            Title = finding.Title,
            Description = finding.Description,
            Types = TypesOf(finding.Type, version),
            FirstSeen = first,
            LastSeen = finding.LastObservedAt ?? modified,
            Modified = modified,
            Severity = OcsfSeverity.Of(finding.Severity?.Label),
            Status = OcsfStatus.Of(finding.Status),
        };
    }

    private static OcsfActivity ActivityOf(string? status, DateTimeOffset first, DateTimeOffset modified) =>
        status == "CLOSED" ? OcsfActivity.Close : modified > first ? OcsfActivity.Update : OcsfActivity.Create;

    private static string[] TypesOf(string? type, OcsfVersion version) => type switch
    {
        "PACKAGE_VULNERABILITY" when version.NamesCategory => [TypeNames.Cve, Category],
        "PACKAGE_VULNERABILITY" => [TypeNames.Cve],
        "CODE_VULNERABILITY" when version.NamesCategory => [TypeNames.Vulnerabilities, Category],
        "CODE_VULNERABILITY" => [TypeNames.Vulnerabilities],
        "NETWORK_REACHABILITY" => [TypeNames.NetworkReachability],
        _ => [TypeNames.Checks],
    };
}
