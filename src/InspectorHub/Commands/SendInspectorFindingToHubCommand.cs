using System.Management.Automation;
using InspectorHub.Delivery;

namespace InspectorHub.Commands;

/// <summary>Delivers findings to Security Hub until it has received them.</summary>
[Cmdlet(VerbsCommunications.Send, "InspectorFindingToHub", SupportsShouldProcess = true)]
[OutputType(typeof(DeliverySummary), typeof(FindingResult))]
public sealed class SendInspectorFindingToHubCommand : DeliveringCommand
{
    private readonly FindingInput input = new();
    private bool whatIf;

    /// <summary>A finding of Inspector, or an ASFF finding, as an object or as JSON text.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [Alias("Finding")]
    public PSObject? InputObject { get; set; }

    /// <summary>The product to import for: the account's own, which an account may, or Inspector's, which only AWS may.</summary>
    [Parameter]
    public AsffProduct Product { get; set; } = AsffProduct.Account;

    /// <summary>Only puts the findings into the outbox; Resume-InspectorHubOutbox or a later Send delivers them.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Sends also what Security Hub has acknowledged before and what is older than that.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override Func<Lane, ISecurityHub>? Hubs => NoWait ? null : base.Hubs;

    private protected override DispatchOptions Options => base.Options with { Force = Force };

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Take(input.Read(InputObject));
        DoPosts();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Take(input.Complete());
        if (!whatIf) Finish();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) input.Dispose();
        base.Dispose(disposing);
    }

    private void Take(IEnumerable<FindingInputItem> items)
    {
        foreach (var item in items)
        {
            if (item.Problem is { } problem) WriteError(FindingErrorRecord.From(problem, InputObject));
            else if (Prepare(item, Product, Region) is not { } finding) continue;
            else if (ShouldProcess($"Send finding {finding.Id} to Security Hub of {finding.Lane}.", $"Send finding {finding.Id} to Security Hub of {finding.Lane}?", "Send findings", out var reason)) Add(finding);
            else whatIf |= reason == ShouldProcessReason.WhatIf;
        }
    }
}
