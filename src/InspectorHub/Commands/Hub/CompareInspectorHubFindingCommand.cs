using System.Management.Automation;
using InspectorHub.Asff;
using InspectorHub.Aws;
using InspectorHub.Aws.HubV2;
using InspectorHub.Aws.Inspector;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Aws.Sessions;
using InspectorHub.Base;
using InspectorHub.Common;
using InspectorHub.Compare;
using InspectorHub.Completion;
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
public sealed class CompareInspectorHubFindingCommand : ConnectedCommand
{
    private readonly FindingInput input = new();
    // Of the Regions whose Security Hub could be read.
    private readonly Dictionary<string, IHubComparison> comparisons = new(StringComparer.Ordinal);
    // Wanted ones, and those that have been spoken of.
    private readonly HashSet<string> knownRegions = new(StringComparer.Ordinal);
    private readonly List<IDisposable> hubs = [];
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
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? AccountId { get; set; }

    /// <summary>
    /// What was scanned, where the input is the findings of scans: also of one that has found nothing. Only findings of
    /// scans are compared then.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
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
        foreach (var comparison in comparisons.Values) Call(comparison.Region, () => WriteOrphans(comparison));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        input.Dispose();
        foreach (var hub in hubs) hub.Dispose();
    }

    private void BeginV2()
    {
        input.TakesOcsf = true;
        if (Resource is null) return;
        ThrowTerminatingError(new ErrorRecord(
            new PSInvalidOperationException(
                "-Resource goes with Security Hub CSPM: findings of scans cannot be imported into Security Hub."),
            "NotInOcsf", ErrorCategory.InvalidArgument, Resource));
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
        using var progress = new ReadingProgress(this, $"Reading findings of Security Hub CSPM in {hub.Region}");
        var comparison = Await(
            HubComparison.ReadAsync(hub, onlyScans: Resource is not null, read => Post(() => progress.Count(read)), Stop));
        CoverArtifacts(comparison);
        Keep(comparison, $"Security Hub in {hub.Region} holds {comparison.Held} findings of Amazon Inspector that were imported.");
    }

    private void OpenV2(AwsConnection connection)
    {
        var hub = new SecurityHubV2Client(connection, connection.Region!);
        hubs.Add(hub);
        using var progress = new ReadingProgress(this, $"Reading findings of Security Hub in {hub.Region}");
        var comparison = Await(HubV2Comparison.ReadAsync(hub, read => Post(() => progress.Count(read)), Stop));
        Keep(comparison, $"Security Hub in {hub.Region} holds {comparison.Held} findings that Amazon Inspector has sent.");
    }

    private void Keep(IHubComparison comparison, string whatIsHeld)
    {
        comparisons[comparison.Region] = comparison;
        foreach (var account in AccountId ?? []) comparison.Cover(account);
        WriteVerbose(whatIsHeld);
    }

    private void List(AwsConnection connection)
    {
        using var progress = new ReadingProgress(this, $"Comparing findings of Amazon Inspector in {connection.Region} with Security Hub");
        var account = Await(CallerIdentity.GetAsync(connection, Stop)).AccountId;
        using var inspector = new Inspector2Client(connection, connection.Region!);
        var comparison = new RegionComparison(comparisons[connection.Region!], inspector, account)
        {
            Listed = listed => Post(() => progress.Count(listed)),
            Uncompared = uncompared => Post(() => Report(uncompared)),
        };
        foreach (var difference in Await(comparison.RunAsync(Stop))) Write(difference);
        if (!comparison.IsComplete) WarnOfGaps(comparison.Region);
    }

    private void Report(UncomparedFinding uncompared) => WriteError(uncompared.Problem is { } problem
        ? FindingErrorRecord.From(problem, InputObject)
        : new ErrorRecord(uncompared.Failure!, "CannotTranslate", ErrorCategory.InvalidData, uncompared.Finding));

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

    private void WriteOrphans(IHubComparison comparison)
    {
        if (incomplete) WarnOfGaps(comparison.Region);
        else foreach (var orphan in Await(comparison.FindOrphansAsync(inspector: null, Stop))) WriteObject(orphan);
    }

    private void WarnOfGaps(string region) =>
        WriteWarning($"Not every finding of {region} could be read; what is orphaned cannot be told without them.");

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
            if (Hub == HubKind.V2) Compare(OcsfFinding.Parse(item.ToOcsf(OcsfVersion.V160)));
            else Compare(item.ToAccountForm(region: null));
        }
        catch (Exception failure) when (failure is TranslationException or FormatException)
        {
            incomplete = true;
            WriteError(new ErrorRecord(failure, "CannotTranslate", ErrorCategory.InvalidData, item.Source));
        }
    }

    private void Compare(AsffFinding finding)
    {
        if (In(Arn.Parse(finding.ProductArn)!.Value.Region) is HubComparison comparison) Write(comparison.Compare(finding));
    }

    private void Compare(OcsfFinding finding)
    {
        var region = finding.Region ?? throw new FormatException("The finding has no cloud.region.");
        if (In(region) is HubV2Comparison comparison) Write(comparison.Compare(finding));
    }

    private IHubComparison? In(string region)
    {
        if (comparisons.TryGetValue(region, out var comparison)) return comparison;
        PassOver(region);
        return null;
    }

    private void PassOver(string region)
    {
        if (knownRegions.Add(region)) WriteWarning($"Findings of {region} are not compared. To compare them, give -Region {region}.");
    }

    private void Write(IHubDifference? difference)
    {
        if (difference is not null && (IncludeEqual || difference.Kind != DifferenceKind.Equal)) WriteObject(difference);
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
