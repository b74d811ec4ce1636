using System.Management.Automation;
using InspectorHub.Delivery;

namespace InspectorHub.Commands;

/// <summary>Delivers what waits in the outbox, and sends again what Security Hub has refused.</summary>
[Cmdlet(VerbsLifecycle.Resume, "InspectorHubOutbox", SupportsShouldProcess = true)]
[OutputType(typeof(DeliverySummary), typeof(FindingResult))]
public sealed class ResumeInspectorHubOutboxCommand : DeliveringCommand
{
    private bool whatIf;

    /// <summary>Of the refused findings, those with these Ids are sent again; wildcards. Pending ones always go.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[]? Id { get; set; }

    /// <summary>All refused findings are sent again.</summary>
    [Parameter]
    public SwitchParameter Refused { get; set; }

    /// <summary>Only findings of this account.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidatePattern("^[0-9]{12}$")]
    public string? AccountId { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var lanes = new OutboxFilter { AccountId = AccountId, Region = Region, Endpoint = EndpointUrl };
        Resume(lanes with { States = [OutboxState.Pending] }, "pending");
        if (Refused || Id is not null) Resume(lanes with { States = [OutboxState.Refused], Ids = Refused ? null : Id }, "refused");
        DoPosts();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!whatIf) Finish();
    }

    private void Resume(OutboxFilter filter, string what)
    {
        try
        {
            Outbox.ReleaseDead();
            var findings = Outbox.Count(filter);
            if (findings == 0) return;
            if (ShouldProcess($"Deliver {findings} {what} findings of the outbox {Outbox.FilePath}.", $"Deliver {findings} {what} findings?", "Resume", out var reason)) Dispatcher.Resume(filter);
            else whatIf |= reason == ShouldProcessReason.WhatIf;
        }
        catch (OutboxException failure)
        {
            throw Fail(failure);
        }
    }
}
