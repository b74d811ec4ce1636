using System.Management.Automation;
using InspectorHub.Asff;
using InspectorHub.Aws;
using InspectorHub.Aws.Inspector;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Aws.Sessions;
using InspectorHub.Base;
using InspectorHub.Common;
using InspectorHub.Compare;
using InspectorHub.Findings.Scan;
using InspectorHub.Input;
using InspectorHub.Ocsf;
using InspectorHub.Translation;

namespace InspectorHub.Commands;

/// <summary>
/// Compares the findings of Amazon Inspector with what this account has imported of them into Security Hub CSPM, or with what Inspector
/// itself has sent to Security Hub: missing, outdated, orphaned.
/// </summary>
[Cmdlet(VerbsData.Compare, "InspectorHubFinding")]
[OutputType(typeof(FindingDifference), typeof(HubV2Difference))]
public sealed partial class CompareInspectorHubFindingCommand : ConnectedCommand
{
    private const int PageSize = 100;

    private readonly FindingInput input = new();
    // Of the Regions whose Security Hub could be read.
    private readonly Dictionary<string, HubComparison> comparisons = new(StringComparer.Ordinal);
    // Wanted ones, and those that have been spoken of.
    private readonly HashSet<string> knownRegions = new(StringComparer.Ordinal);
    private readonly List<SecurityHubClient> hubs = [];
    private UpstreamErrors? errors;
    private bool incomplete;

    /// <summary>Which Security Hub.</summary>
    [Parameter]
    public HubKind Hub { get; set; } = HubKind.Cspm;

    /// <summary>
    /// All findings of the Regions, of any kind that Send-InspectorFindingToHub takes; without input Amazon Inspector is
    /// asked for its own.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// Accounts that are compared whole, even if nothing of theirs is listed. The caller's own is where Amazon Inspector is
    /// asked.
    /// </summary>
    [Parameter]
    [ValidatePattern("^[0-9]{12}$")]
    public string[]? AccountId { get; set; }

    /// <summary>
    /// What was scanned, where the input is the findings of scans: also of one that has found nothing. Only findings of
    /// scans are compared then.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Resource { get; set; }

    /// <summary>What kind of artefact was scanned.</summary>
    [Parameter]
    [ValidateSet(
        nameof(ScanArtifactType.ContainerImage), nameof(ScanArtifactType.Directory), nameof(ScanArtifactType.Archive),
        nameof(ScanArtifactType.Binary), nameof(ScanArtifactType.Host))]
    public string ResourceType { get; set; } = nameof(ScanArtifactType.ContainerImage);

    /// <summary>Gives those that are the same on both sides, too.</summary>
    [Parameter]
    public SwitchParameter IncludeEqual { get; set; }

    private bool HasInput => MyInvocation.ExpectingInput || InputObject is not null || Resource is not null;

    private protected override void Begin()
    {
        input.Noticed = Write;
        if (Hub == HubKind.V2) BeginV2();
        if (HasInput) InEveryRegion(_ => { });
        errors = new UpstreamErrors(SessionState);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (HasInput) Compare(input.Read(InputObject));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!HasInput)
        {
            InEveryRegion(List);
            return;
        }

        Compare(input.Complete());
        incomplete |= errors!.CameUp;
        foreach (var comparison in comparisons.Values) Call(comparison.Region, () => WriteOrphans(comparison, inspector: null));
        foreach (var comparison in comparisonsV2.Values) Call(comparison.Region, () => WriteOrphans(comparison, inspector: null));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        input.Dispose();
        foreach (var hub in hubs) hub.Dispose();
        foreach (var hub in hubsV2) hub.Dispose();
    }

    // A Region that cannot be read is an error of its own and ends no other.
    private void InEveryRegion(Action<AwsConnection> work)
    {
        foreach (var connection in Connections)
        {
            Call(connection.Region, () =>
            {
                var here = connection with { Region = AwsRegions.Resolve(connection) };
                knownRegions.Add(here.Region);
                if (Hub == HubKind.V2) OpenV2(here);
                else Open(here);
                work(here);
            });
        }
    }

    private void Open(AwsConnection connection)
    {
        var hub = new SecurityHubClient(connection, connection.Region!);
        hubs.Add(hub);
        var comparison = comparisons[hub.Region] = Await(HubComparison.ReadAsync(hub, onlyScans: Resource is not null, Stop));
        foreach (var account in AccountId ?? []) comparison.Cover(account);
        CoverArtifacts(comparison);
        WriteVerbose($"Security Hub in {hub.Region} holds {comparison.Held} findings of Amazon Inspector that were imported.");
    }

    private void List(AwsConnection connection)
    {
        incomplete = false;
        var account = Await(CallerIdentity.GetAsync(connection, Stop)).AccountId;
        if (comparisons.TryGetValue(connection.Region!, out var comparison)) comparison.Cover(account);
        if (comparisonsV2.TryGetValue(connection.Region!, out var comparisonV2)) comparisonV2.Cover(account);
        using var inspector = new Inspector2Client(connection, connection.Region!);
        // Closed ones, too: they tell of an account in which nothing is active any more.
        foreach (var page in Await(inspector.ListFindingsAsync(null, PageSize, Stop)))
            Compare(page.Select(reading => new FindingInputItem(Finding: reading.Finding, Problem: reading.Problem)));
        if (comparison is not null) WriteOrphans(comparison, inspector);
        if (comparisonV2 is not null) WriteOrphans(comparisonV2, inspector);
    }

    private void CoverArtifacts(HubComparison comparison)
    {
        foreach (var resource in Resource ?? [])
        {
            foreach (var account in AccountId ?? [null!])
            {
                var artifact = ScannedArtifact.Of(this, resource, ResourceType, account, AccountId is null ? null : comparison.Region);
                if (artifact.Region == comparison.Region) comparison.Cover(artifact);
            }
        }
    }

    private void WriteOrphans(HubComparison comparison, Inspector2Client? inspector)
    {
        if (!IsComplete(comparison.Region)) return;
        foreach (var orphan in Await(comparison.FindOrphansAsync(inspector, Stop))) WriteObject(orphan);
    }

    private bool IsComplete(string region)
    {
        if (incomplete) WriteWarning($"Not every finding of {region} could be read; what is orphaned cannot be told without them.");
        return !incomplete;
    }

    private void Compare(IEnumerable<FindingInputItem> items)
    {
        foreach (var item in items)
        {
            if (item.Problem is { } problem)
            {
                incomplete = true;
                WriteError(FindingErrorRecord.From(problem, InputObject));
            }
            else
            {
                Compare(item);
            }
        }
    }

    private void Compare(FindingInputItem item)
    {
        try
        {
            if (Hub == HubKind.V2)
            {
                if (Compare(OcsfFinding.Parse(item.ToOcsf(OcsfVersion.V160))) is { } difference) Write(difference.Kind, difference);
            }
            else if (Compare(item.ToAccountForm(region: null)) is { } difference)
            {
                Write(difference.Kind, difference);
            }
        }
        catch (Exception failure) when (failure is TranslationException or FormatException)
        {
            incomplete = true;
            WriteError(new ErrorRecord(failure, "CannotTranslate", ErrorCategory.InvalidData, item.Source));
        }
    }

    private FindingDifference? Compare(AsffFinding finding)
    {
        var region = Arn.Parse(finding.ProductArn)!.Value.Region;
        if (comparisons.TryGetValue(region, out var comparison)) return comparison.Compare(finding);
        PassOver(region);
        return null;
    }

    private void PassOver(string region)
    {
        if (knownRegions.Add(region)) WriteWarning($"Findings of {region} are not compared. To compare them, give -Region {region}.");
    }

    private void Write(DifferenceKind kind, object difference)
    {
        if (IncludeEqual || kind != DifferenceKind.Equal) WriteObject(difference);
    }

    private void Call(string? region, Action work)
    {
        try
        {
            work();
        }
        catch (AwsException failure)
        {
            WriteError(Hub == HubKind.V2 ? ErrorOfV2(failure, region) : ErrorOf(failure, region));
        }
    }
}
