using System.Management.Automation;
using InspectorHub.Base;
using InspectorHub.Completion;
using InspectorHub.Delivery;
using InspectorHub.Input;
using InspectorHub.Outbox;

namespace InspectorHub.Commands;

/// <summary>Delivers what waits in the outbox, and sends again what Security Hub has refused.</summary>
[Cmdlet(VerbsLifecycle.Resume, "InspectorHubOutbox", SupportsShouldProcess = true)]
[OutputType(typeof(DeliverySummary), typeof(FindingResult))]
public sealed class ResumeInspectorHubOutboxCommand : DeliveringCommand
{
    private OutboxRows? rows;

    /// <summary>
    /// Of the refused findings, those with these Ids are sent again; wildcards, but not in Ids from the pipeline. Pending
    /// ones always go.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(OutboxIdCompleter))]
    public string[]? Id { get; set; }

    /// <summary>All refused findings are sent again.</summary>
    [Parameter]
    public SwitchParameter Refused { get; set; }

    /// <summary>Only findings of this account.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidatePattern("^[0-9]{12}$")]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? AccountId { get; set; }

    /// <summary>Only findings for this Region.</summary>
    [Parameter]
    [Alias("RegionToCall")]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    private protected override void Begin() => rows = new OutboxRows(MyInvocation.BoundParameters.ContainsKey(nameof(Id)));

    /// <inheritdoc/>
    protected override void ProcessRecord() => rows!.Add(Id, states: null, AccountId, Region);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // Looking must not make a file where there is none; one that is named is a mistake then.
        if (OutboxPath is null && !File.Exists(OutboxFile))
        {
            if (!PassThru) WriteObject(new DeliverySummary { OutboxPath = OutboxFile });
            return;
        }

        Use(() =>
        {
            var isWanted = Resume(
                [.. rows!.Filters.Select(
                    row => row with { States = [OutboxState.Pending], Ids = null, IdPatterns = null, Endpoint = Endpoint })],
                [.. rows.Filters.Where(row => Refused || row.Ids is not null || row.IdPatterns is not null).Select(Refusals)]);
            if (isWanted) Finish();
        });
    }

    private OutboxFilter Refusals(OutboxFilter row) => row with
    {
        States = [OutboxState.Refused], Ids = Refused ? null : row.Ids, IdPatterns = Refused ? null : row.IdPatterns, Endpoint = Endpoint,
    };

    // Asked once: whoever delivers on a lane delivers all that is pending there. False with -WhatIf.
    private bool Resume(IReadOnlyList<OutboxFilter> pending, IReadOnlyList<OutboxFilter> refused)
    {
        var parts = LookFor(pending, refused);
        if (parts.Count == 0) return true;
        var what = string.Join(" and ", parts);
        if (!ShouldProcess($"Deliver {what} findings of the outbox {OutboxFile}.", $"Deliver {what} findings?", "Resume", out var reason))
            return reason != ShouldProcessReason.WhatIf;
        foreach (var filter in pending.Concat(refused)) Dispatcher.Resume(filter);
        return true;
    }

    // With -WhatIf that is all: looking changes nothing, but a damaged outbox has to be put right to be looked at.
    private List<string> LookFor(IReadOnlyList<OutboxFilter> pending, IReadOnlyList<OutboxFilter> refused)
    {
        try
        {
            return Look();
        }
        catch (OutboxException damage) when (damage.Failure == OutboxFailure.Damaged)
        {
            Outbox.ReleaseDead();
            return Look();
        }

        List<string> Look()
        {
            using var outbox = new OutboxView(OutboxFile);
            var parts = new[] { (Count: pending.Sum(outbox.Count), What: "pending"), (Count: refused.Sum(outbox.Count), What: "refused") };
            SayWhatIsElsewhere(outbox);
            return [.. parts.Where(part => part.Count > 0).Select(part => $"{part.Count} {part.What}")];
        }
    }

    private void SayWhatIsElsewhere(OutboxView outbox)
    {
        foreach (var held in outbox.Held()) WriteWarning($"{held}");
        foreach (
            var elsewhere in outbox.Figures().Where(
                figures => figures.Waiting > 0 && figures.Lane.Endpoint != Endpoint).GroupBy(figures => figures.Lane.Endpoint))
        {
            var place = elsewhere.Key.Length == 0
                ? "Security Hub at AWS; they go without -EndpointUrl"
                : $"{elsewhere.Key}; they go with -EndpointUrl '{elsewhere.Key}'";
            WriteWarning($"{elsewhere.Sum(figures => figures.Waiting)} findings wait for {place}.");
        }
    }
}
