using System.Management.Automation;
using InspectorHub.Aws;
using InspectorHub.Base;
using InspectorHub.Common;
using InspectorHub.Compare;
using InspectorHub.Findings.Scan;
using InspectorHub.Input;
using InspectorHub.Translation;

namespace InspectorHub.Commands;

/// <summary>Compares the findings of Amazon Inspector with what this account has imported of them into Security Hub: missing, outdated, orphaned.</summary>
[Cmdlet(VerbsData.Compare, "InspectorHubFinding")]
[OutputType(typeof(FindingDifference))]
public sealed class CompareInspectorHubFindingCommand : ConnectedCommand
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

    /// <summary>All findings of the Regions, of any kind that Send-InspectorFindingToHub takes; without input Amazon Inspector is asked for its own.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Accounts that are compared whole, even if nothing of theirs is listed. The caller's own is where Amazon Inspector is asked.</summary>
    [Parameter]
    [ValidatePattern("^[0-9]{12}$")]
    public string[]? AccountId { get; set; }

    /// <summary>What was scanned, where the input is the findings of scans: also of one that has found nothing. Only findings of scans are compared then.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Resource { get; set; }

    /// <summary>What kind of artefact was scanned.</summary>
    [Parameter]
    [ValidateSet(nameof(ScanArtifactType.ContainerImage), nameof(ScanArtifactType.Directory), nameof(ScanArtifactType.Archive), nameof(ScanArtifactType.Binary), nameof(ScanArtifactType.Host))]
    public string ResourceType { get; set; } = nameof(ScanArtifactType.ContainerImage);

    /// <summary>Gives those that are the same on both sides, too.</summary>
    [Parameter]
    public SwitchParameter IncludeEqual { get; set; }

    private bool HasInput => MyInvocation.ExpectingInput || InputObject is not null || Resource is not null;

    private protected override void Begin()
    {
        input.Noticed = Write;
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
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        input.Dispose();
        foreach (var hub in hubs) hub.Dispose();
    }

    // A Region that cannot be read is an error of its own and ends no other.
    private void InEveryRegion(Action<AwsConnection> work)
    {
        foreach (var connection in Connections)
        {
            Call(connection.Region, () =>
            {
                var hub = new SecurityHubClient(connection, AwsRegions.Resolve(connection));
                hubs.Add(hub);
                knownRegions.Add(hub.Region);
                var comparison = comparisons[hub.Region] = Await(HubComparison.ReadAsync(hub, onlyScans: Resource is not null, Stop));
                foreach (var account in AccountId ?? []) comparison.Cover(account);
                CoverArtifacts(comparison);
                WriteVerbose($"Security Hub in {hub.Region} holds {comparison.Held} findings of Amazon Inspector that were imported.");
                work(connection with { Region = hub.Region });
            });
        }
    }

    private void List(AwsConnection connection)
    {
        incomplete = false;
        var comparison = comparisons[connection.Region!];
        comparison.Cover(Await(CallerIdentity.GetAsync(connection, Stop)).AccountId);
        using var inspector = new Inspector2Client(connection, comparison.Region);
        // Closed ones, too: they tell of an account in which nothing is active any more.
        foreach (var page in Await(inspector.ListFindingsAsync(null, PageSize, Stop)))
            Compare(page.Select(reading => new FindingInputItem(Finding: reading.Finding, Problem: reading.Problem)));
        WriteOrphans(comparison, inspector);
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
        if (incomplete)
        {
            WriteWarning($"Not every finding of {comparison.Region} could be read; what is orphaned cannot be told without them.");
            return;
        }

        foreach (var orphan in Await(comparison.FindOrphansAsync(inspector, Stop))) WriteObject(orphan);
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
            else if (Compare(item) is { } difference && (IncludeEqual || difference.Kind != DifferenceKind.Equal))
            {
                WriteObject(difference);
            }
        }
    }

    private FindingDifference? Compare(FindingInputItem item)
    {
        try
        {
            var finding = item.ToAccountForm(region: null);
            var region = Arn.Parse(finding.ProductArn)!.Value.Region;
            if (comparisons.TryGetValue(region, out var comparison)) return comparison.Compare(finding);
            if (knownRegions.Add(region)) WriteWarning($"Findings of {region} are not compared. To compare them, give -Region {region}.");
        }
        catch (Exception failure) when (failure is TranslationException or FormatException)
        {
            incomplete = true;
            WriteError(new ErrorRecord(failure, "CannotTranslate", ErrorCategory.InvalidData, item.Source));
        }

        return null;
    }

    private void Call(string? region, Action work)
    {
        try
        {
            work();
        }
        catch (AwsException failure)
        {
            WriteError(ErrorOf(failure, region));
        }
    }
}
