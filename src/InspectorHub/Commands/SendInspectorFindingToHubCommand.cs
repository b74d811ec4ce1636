using System.Management.Automation;
using InspectorHub.Aws;
using InspectorHub.Base;
using InspectorHub.Completion;
using InspectorHub.Delivery;
using InspectorHub.Input;
using InspectorHub.Outbox;

namespace InspectorHub.Commands;

/// <summary>Delivers findings to Security Hub until it has received them.</summary>
[Cmdlet(VerbsCommunications.Send, "InspectorFindingToHub", SupportsShouldProcess = true)]
[OutputType(typeof(DeliverySummary), typeof(FindingResult))]
public sealed class SendInspectorFindingToHubCommand : DeliveringCommand
{
    private readonly FindingInput input = new();
    private bool whatIf;
    private bool hasProblems;
    private UpstreamErrors? errors;
    private ArchiveListing? listing;

    /// <summary>A finding of Inspector, or an ASFF finding, as an object or as JSON text.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [Alias("Finding")]
    public PSObject? InputObject { get; set; }

    /// <summary>The product to import for: the account's own, which an account may, or Inspector's, which only AWS may.</summary>
    [Parameter]
    public AsffProduct Product { get; set; } = AsffProduct.Account;

    /// <summary>The Region to deliver to; else each finding's own.</summary>
    [Parameter]
    [Alias("RegionToCall")]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    /// <summary>Only puts the findings into the outbox; Resume-InspectorHubOutbox or a later Send delivers them.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Sends also what Security Hub has acknowledged before and what is older than that.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Archives what Security Hub has acknowledged before and these findings lack. Only for input that is the whole of a listing:
    /// nothing is archived when an error came up since the cmdlet began.
    /// </summary>
    [Parameter]
    public SwitchParameter ArchiveMissing { get; set; }

    /// <summary>Accounts that the listing is complete for, even if it has nothing of them.</summary>
    [Parameter]
    [ValidatePattern("^[0-9]{12}$")]
    public string[]? AccountId { get; set; }

    /// <summary>With more than so many missing, -ArchiveMissing takes it for a mistake and archives none.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int ArchiveLimit { get; set; } = 100;

    private protected override bool IsDelivering => !NoWait;

    private protected override DispatchOptions Options => base.Options with { Force = Force };

    private protected override void Begin()
    {
        input.Noticed = Write;
        errors = new UpstreamErrors(SessionState);
        if (Region is not null) CheckRegion();
        // Where there is no outbox yet, nothing has been acknowledged that could be missing now.
        if (ArchiveMissing && File.Exists(OutboxFile)) listing = Use(() => new ArchiveListing(Outbox, AccountId));
    }

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
        if (listing is not null) Archive(listing);
        if (!whatIf) Finish();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            input.Dispose();
            listing?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Take(IEnumerable<FindingInputItem> items)
    {
        foreach (var item in items)
        {
            if (item.Problem is { } problem)
            {
                hasProblems = true;
                WriteError(FindingErrorRecord.From(problem, InputObject));
            }
            else if (Prepare(item, Product, Region) is not { } finding)
            {
                hasProblems = true;
            }
            else
            {
                if (listing is not null) See(finding, listing);
                if (Confirm("Send", finding)) Add(finding, Dispatcher);
            }
        }
    }

    private void See(OutboundFinding finding, ArchiveListing here) => Use(() => here.See(finding));

    private void Archive(ArchiveListing complete)
    {
        // One more than the limit, which tells that there are more.
        var missing = Use(() => complete.Missing().Take(Math.Min(ArchiveLimit, int.MaxValue - 1) + 1).ToList());
        if (complete.Unreadable > 0)
            WriteError(new ErrorRecord(new InvalidDataException($"{complete.Unreadable} findings that Security Hub has are missing here and cannot be archived: they are damaged in the outbox {OutboxFile}. The others are not held up. Compare-InspectorHubFinding finds them in Security Hub itself."), "LedgerDamaged", ErrorCategory.InvalidData, OutboxFile));
        if (missing.Count == 0) return;
        if (hasProblems || errors!.CameUp)
        {
            WriteError(NotArchived("ListingIncomplete", "Errors came up while the findings were read, so that some may be missing from them that are not over.", ErrorCategory.InvalidData));
        }
        else if (missing.Count > ArchiveLimit)
        {
            WriteError(NotArchived("ArchiveLimit", $"More than {ArchiveLimit} findings that Security Hub has are missing here. If all of them are over, give a higher -ArchiveLimit.", ErrorCategory.LimitsExceeded));
        }
        else
        {
            foreach (var finding in missing)
            {
                if (Confirm("Archive", finding)) Add(finding, Dispatcher);
            }
        }
    }

    private bool Confirm(string verb, OutboundFinding finding)
    {
        if (ShouldProcess($"{verb} finding {finding.Id} in Security Hub of {finding.Lane}.", $"{verb} finding {finding.Id} in Security Hub of {finding.Lane}?", $"{verb} findings", out var reason)) return true;
        whatIf |= reason == ShouldProcessReason.WhatIf;
        return false;
    }

    private ErrorRecord NotArchived(string id, string reason, ErrorCategory category) =>
        new(new InvalidOperationException($"Nothing was archived. {reason}"), id, category, OutboxFile);

    // A finding would wait for ever for a Region that there cannot be.
    private void CheckRegion()
    {
        try
        {
            AwsRegions.Resolve(ConnectTo(Region));
        }
        catch (AwsException failure)
        {
            ThrowTerminatingError(ErrorOf(failure, Region));
        }
    }
}
