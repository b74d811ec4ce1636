using System.Management.Automation;
using InspectorHub.Completion;
using InspectorHub.Input;
using InspectorHub.Outbox;

namespace InspectorHub.Base;

/// <summary>Base of the cmdlets that look into the outbox and take from it: which findings are meant.</summary>
public abstract class OutboxQuery : InspectorHubCommand
{
    private OutboxRows? rows;

    /// <summary>The file in which findings wait; the user's own by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutboxPath { get; set; }

    /// <summary>Findings with these Ids; wildcards, but not in Ids from the pipeline.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(OutboxIdCompleter))]
    public string[]? Id { get; set; }

    /// <summary>Findings in these states.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet("Pending", "InFlight", "Refused")]
    public string[]? State { get; set; }

    /// <summary>Findings of this account.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidatePattern("^[0-9]{12}$")]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? AccountId { get; set; }

    /// <summary>Findings for this Region.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    /// <summary>Findings that have waited at least this long.</summary>
    [Parameter]
    [ValidateDuration(AllowZero = true)]
    public TimeSpan? OlderThan { get; set; }

    private string FullPath => OutboxPath is null ? FindingOutbox.DefaultPath : GetUnresolvedProviderPathFromPSPath(OutboxPath);

    private protected override void Begin() => rows = new OutboxRows(MyInvocation.BoundParameters.ContainsKey(nameof(Id)));

    /// <inheritdoc/>
    protected override void ProcessRecord() => rows!.Add(Id, State, AccountId, Region);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // Looking must not make a file where there is none; one that is named is a mistake then.
        if (OutboxPath is null && !File.Exists(FullPath))
        {
            WriteVerbose($"There is no outbox {FullPath}: nothing waits.");
            return;
        }

        try
        {
            using var outbox = new OutboxView(FullPath);
            Process(outbox, [.. rows!.Filters.Select(filter => filter with { OlderThan = OlderThan })]);
        }
        catch (OutboxException failure)
        {
            ThrowTerminatingError(OutboxErrorRecord.From(failure, FullPath));
        }
    }

    /// <summary>Does the cmdlet's work on an outbox that it looks at: once, however many rows came down the pipeline.</summary>
    private protected abstract void Process(OutboxView outbox, IReadOnlyList<OutboxFilter> filters);
}
