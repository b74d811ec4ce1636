using System.Management.Automation;
using InspectorHub.Base;
using InspectorHub.Outbox;

namespace InspectorHub.Commands;

/// <summary>Throws away findings that wait for Security Hub or were refused by it.</summary>
[Cmdlet(VerbsCommon.Clear, "InspectorHubOutbox", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class ClearInspectorHubOutboxCommand : OutboxQuery
{
    private protected override void Process(FindingOutbox outbox, IReadOnlyList<OutboxFilter> filters)
    {
        var findings = filters.Sum(outbox.Count);
        if (findings == 0) return;
        if (!ShouldProcess($"{findings} finding{(findings == 1 ? "" : "s")} in the outbox {outbox.FilePath}", "Throw away undelivered")) return;
        var cleared = filters.Sum(outbox.Clear);
        if (cleared < findings) WriteWarning($"{findings - cleared} of them are in flight and stay.");
    }
}
