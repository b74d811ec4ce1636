using System.Management.Automation;
using InspectorHub.Aws;
using InspectorHub.Translation;

namespace InspectorHub.Commands;

/// <summary>Compares the findings of Amazon Inspector with what this account has imported of them into Security Hub: missing, outdated, orphaned.</summary>
[Cmdlet(VerbsData.Compare, "InspectorHubFinding")]
[OutputType(typeof(FindingDifference))]
public sealed class CompareInspectorHubFindingCommand : ConnectedCommand
{
    private const int PageSize = 100;

    private readonly FindingInput input = new();
    private SecurityHubClient? hub;
    private HubComparison? comparison;
    private UpstreamErrors? errors;
    private bool incomplete;

    /// <summary>All findings of a Region, of any kind that Send-InspectorFindingToHub takes; without input Amazon Inspector is asked for its active ones.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Gives those that are the same on both sides, too.</summary>
    [Parameter]
    public SwitchParameter IncludeEqual { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => Call(() =>
    {
        errors = new UpstreamErrors(SessionState);
        var connection = Connection;
        hub = new SecurityHubClient(connection, AwsRegions.Resolve(connection));
        comparison = Await(HubComparison.ReadAsync(hub, Stop));
        WriteVerbose($"Security Hub in {hub.Region} holds {comparison.Held} findings of Amazon Inspector that were imported.");
    });

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (MyInvocation.ExpectingInput || InputObject is not null) Compare(input.Read(InputObject));
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Call(() =>
    {
        Compare(input.Complete());
        if (!MyInvocation.ExpectingInput && InputObject is null) List();
        if (incomplete || errors!.CameUp)
        {
            WriteWarning("Not every finding could be read; what is orphaned cannot be told without them.");
            return;
        }

        var orphans = comparison!.FindOrphansAsync(Stop).GetAsyncEnumerator(Stop);
        while (Await(orphans.MoveNextAsync().AsTask())) WriteObject(orphans.Current);
    });

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        input.Dispose();
        hub?.Dispose();
    }

    private void List()
    {
        using var inspector = new Inspector2Client(Connection, hub!.Region);
        var pages = inspector.ListFindingsAsync(new InspectorFilter().Where("findingStatus", ["ACTIVE"]).ToJson(), PageSize, Stop).GetAsyncEnumerator(Stop);
        while (Await(pages.MoveNextAsync().AsTask())) Compare(pages.Current.Select(reading => new FindingInputItem(Finding: reading.Finding, Problem: reading.Problem)));
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
            return comparison!.Compare(item.ToAsff());
        }
        catch (TranslationException failure)
        {
            incomplete = true;
            WriteError(new ErrorRecord(failure, "CannotTranslate", ErrorCategory.InvalidData, item.Source));
            return null;
        }
    }

    private void Call(Action work)
    {
        try
        {
            work();
        }
        catch (AwsException failure)
        {
            ThrowTerminatingError(ErrorOf(failure, Region));
        }
    }
}
