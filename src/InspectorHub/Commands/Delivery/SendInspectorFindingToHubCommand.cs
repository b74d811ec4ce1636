using System.Management.Automation;
using InspectorHub.Asff.Rules;
using InspectorHub.Aws;
using InspectorHub.Aws.Sessions;
using InspectorHub.Base;
using InspectorHub.Compare;
using InspectorHub.Completion;
using InspectorHub.Delivery;
using InspectorHub.Findings.Scan;
using InspectorHub.Input;
using InspectorHub.Outbox;
using InspectorHub.Sync;

namespace InspectorHub.Commands;

/// <summary>Delivers findings to Security Hub until it has received them.</summary>
[Cmdlet(VerbsCommunications.Send, "InspectorFindingToHub", SupportsShouldProcess = true)]
[OutputType(typeof(DeliverySummary), typeof(FindingResult))]
public sealed class SendInspectorFindingToHubCommand : DeliveringCommand
{
    private readonly FindingInput input = new();
    private readonly Dictionary<Lane, (bool IsWanted, int Findings)> lanes = [];
    private bool whatIf;
    private int unusable, ended, notEnded;
    private UpstreamErrors? errors;
    private ArchiveListing? listing;
    private OutboxView? view;
    private ArchiveScope? scope;

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
    /// Archives what Security Hub has acknowledged before and these findings lack, within what they are about: an account and Region,
    /// an artefact that was scanned. Only for input that is the whole of it: nothing is archived when an error came up since the
    /// cmdlet began.
    /// </summary>
    [Parameter]
    public SwitchParameter ArchiveMissing { get; set; }

    /// <summary>With -ArchiveMissing what was scanned, so that a scan which has found nothing ends what earlier ones had found.</summary>
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

    /// <summary>Accounts that the listing is complete for, even if it has nothing of them.</summary>
    [Parameter]
    [ValidatePattern("^[0-9]{12}$")]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
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
        if (!ArchiveMissing || !File.Exists(OutboxFile)) return;
        listing = Use(() => IsWhatIf ? LookAtLedger() : new ArchiveListing(Outbox));
        scope = new ArchiveScope(AccountId);
        foreach (var artifact in Artifacts())
            scope.Add(new Lane(Endpoint, artifact.Region, artifact.AccountId), artifact.Type, artifact.Reference);
    }

    // Known before the first finding is asked about, so that the outbox is not opened, which may bring it to this version.
    private bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
        ? given is SwitchParameter { IsPresent: true }
        : GetVariableValue("WhatIfPreference") is true or SwitchParameter { IsPresent: true };

    private ArchiveListing LookAtLedger()
    {
        view = new OutboxView(OutboxFile);
        return new ArchiveListing(view);
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
        foreach (var lane in lanes.Where(lane => IsWhatIf && lane.Value.Findings > 0)) SayPlan(lane.Key, lane.Value.Findings);
        if (!whatIf) Finish(unusable, ended, notEnded);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            input.Dispose();
            listing?.Dispose();
            view?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Take(IEnumerable<FindingInputItem> items)
    {
        foreach (var item in items)
        {
            if (item.Problem is { } problem)
            {
                unusable++;
                WriteError(FindingErrorRecord.From(problem, InputObject));
            }
            else if (Prepare(item, Product, Region) is not { } finding)
            {
                unusable++;
            }
            else
            {
                if (listing is not null) Use(() => listing.See(finding.Lane, finding.Id));
                scope?.Add(finding);
                if (item.IsKnownEqual || !MaySendTo(finding.Lane)) continue;
                Add(finding, Dispatcher);
                if (item.Difference is { Kind: DifferenceKind.Orphaned }) ended++;
            }
        }
    }

    // Of each account that is named, or of the one that an image says itself.
    private IEnumerable<ScanArtifact> Artifacts() =>
        from resource in Resource ?? []
        from account in AccountId ?? [null!]
        select ScannedArtifact.Of(this, resource, ResourceType, account, Region);

    private void Archive(ArchiveListing complete)
    {
        var missing = Use(() => complete.Missing(scope!.Covers).ToList());
        if (missing.Count == 0) return;
        var over = missing.Count > ArchiveLimit
            ? []
            : Use(() => missing.Select(finding => complete.Archive(finding)).OfType<OutboundFinding>().ToList());
        if (complete.Unreadable > 0) SayDamage(complete.Unreadable);
        if (unusable > 0 || errors!.CameUp)
        {
            notEnded = missing.Count;
            WriteError(
                NotArchived(
                    "ListingIncomplete",
                    "Errors came up while the findings were read, so that some may be missing from them that are not over.",
                    ErrorCategory.InvalidData));
        }
        else if (missing.Count > ArchiveLimit)
        {
            notEnded = missing.Count;
            WriteError(
                NotArchived(
                    "ArchiveLimit",
                    $"{missing.Count} findings that Security Hub has are missing here, more than {ArchiveLimit}. If all of them are " +
                    "over, give a higher -ArchiveLimit.",
                    ErrorCategory.LimitsExceeded));
        }
        else
        {
            notEnded = complete.Unreadable;
            foreach (var finding in over) Archive(finding);
        }
    }

    private void Archive(OutboundFinding over)
    {
        if (!MayArchive(over))
        {
            notEnded++;
            return;
        }

        Add(over, Dispatcher);
        ended++;
    }

    private void SayDamage(int findings) => WriteError(
        new ErrorRecord(
            new InvalidDataException(
                $"{findings} findings that Security Hub has are missing here and cannot be archived: they are damaged in the outbox " +
                $"{OutboxFile}. The others are not held up. Compare-InspectorHubFinding finds them in Security Hub itself."),
            "LedgerDamaged", ErrorCategory.InvalidData, OutboxFile));

    // Asked once for a lane, not for each of thousands of findings. With -WhatIf it is said in the end, with their number.
    private bool MaySendTo(Lane lane)
    {
        if (!lanes.TryGetValue(lane, out var known))
        {
            known = (IsWhatIf || ShouldProcess(
                $"Send findings to Security Hub of {lane}.", $"Send findings to Security Hub of {lane}?", "Send findings"), 0);
            if (!IsWhatIf) WriteVerbose($"{lane}: sends as {ConnectTo(lane.Region) with { RoleArn = RoleIn(lane.AccountId) }}.");
        }

        lanes[lane] = (known.IsWanted, known.Findings + 1);
        whatIf |= IsWhatIf;
        return known.IsWanted && !IsWhatIf;
    }

    private void SayPlan(Lane lane, int findings)
    {
        var batches = (findings + AsffLimits.BatchFindings - 1) / AsffLimits.BatchFindings;
        var what =
            $"Send {findings} finding{(findings == 1 ? "" : "s")} in {batches} batch{(batches == 1 ? "" : "es")} or more to Security " +
            $"Hub of {lane}, as {ConnectTo(lane.Region) with { RoleArn = RoleIn(lane.AccountId) }}.";
        ShouldProcess(what, what, "Send findings");
    }

    private bool MayArchive(OutboundFinding finding)
    {
        if (
            ShouldProcess(
                $"Archive finding {finding.Id} in Security Hub of {finding.Lane}.",
                $"Archive finding {finding.Id} in Security Hub of {finding.Lane}?", "Archive findings", out var reason))
            return true;
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
            if (!AwsRegions.IsKnown(AwsRegions.Resolve(ConnectTo(Region))) && Endpoint.Length == 0)
                WriteWarning($"{Region} is no Region that this version knows of. Is it spelt right? Findings wait until it answers.");
        }
        catch (AwsException failure)
        {
            ThrowTerminatingError(ErrorOf(failure, Region));
        }
    }
}
