using InspectorHub.Findings;
using InspectorHub.Findings.Cis;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Input;

namespace InspectorHub.Commands;

/// <content>Which findings are wanted, by texts with wildcards.</content>
public sealed partial class GetInspectorFindingCommand
{
    private const int MostValues = Aws.Inspector.InspectorFilter.MaxValues;

    private TextPatterns WantedResource => new(ResourceId, MostValues);

    private TextPatterns WantedResourceType => new(ResourceType, MostValues);

    private TextPatterns WantedVulnerability => new(VulnerabilityId, MostValues);

    private TextPatterns WantedAccount => new(AccountId, MostValues);

    private TextPatterns WantedTitle => new(Title, MostValues);

    private TextPatterns WantedArn => new(FindingArn, MostValues);

    private TextPatterns WantedScanName => new(ScanName, MostValues);

    private TextPatterns WantedScanArn => new(ScanArn, MostValues);

    private TextPatterns WantedCheck => new(CheckId, MostValues);

    private MemberPatterns<InspectorFinding> Wanted => Classic ? WantedOfClassic : WantedOfInspector;

    private MemberPatterns<InspectorFinding> WantedOfInspector => new(
        (WantedResource, finding => Resources(finding, resource => resource.Id)),
        (WantedResourceType, finding => Resources(finding, resource => resource.Type)),
        (WantedVulnerability, finding => [((Inspector2Finding)finding).PackageVulnerabilityDetails?.VulnerabilityId]),
        (WantedAccount, finding => [((Inspector2Finding)finding).AwsAccountId]),
        (WantedTitle, finding => [((Inspector2Finding)finding).Title]),
        (WantedArn, finding => [finding.FindingId]));

    private MemberPatterns<InspectorFinding> WantedOfClassic => new(
        (WantedResource, finding => [((ClassicFinding)finding).AssetAttributes?.AgentId]),
        (WantedVulnerability, finding => [((ClassicFinding)finding).Id]));

    private MemberPatterns<CisFinding> WantedResult =>
        new((WantedCheck, finding => [finding.CheckId]), (WantedTitle, finding => [finding.Title]));

    private bool IsWanted(CisTarget target) => WantedAccount.IsMatch(target.AccountId) && WantedResource.IsMatch(target.TargetResourceId);

    private static IEnumerable<string?> Resources(InspectorFinding finding, Func<Inspector2Resource, string?> member) =>
        (((Inspector2Finding)finding).Resources ?? []).Select(member);
}
