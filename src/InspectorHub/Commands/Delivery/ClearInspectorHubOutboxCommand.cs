using System.Management.Automation;
using InspectorHub.Base;
using InspectorHub.Outbox;

namespace InspectorHub.Commands;

/// <summary>Throws away findings that wait for Security Hub or were refused by it.</summary>
[Cmdlet(VerbsCommon.Clear, "InspectorHubOutbox", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class ClearInspectorHubOutboxCommand : OutboxQuery
{
    private protected override void Process(OutboxView outbox, IReadOnlyList<OutboxFilter> filters)
    {
        var findings = filters.Sum(outbox.Count);
        if (findings == 0) return;
        if (!ShouldProcess($"{findings} finding{(findings == 1 ? "" : "s")} in the outbox {outbox.FilePath}", "Throw away undelivered"))
            return;
        using var opened = new FindingOutbox(outbox.FilePath);
        if (opened.SetAside is { } damaged) WriteWarning(damaged.Message);
        opened.ReleaseDead();
        var cleared = filters.Sum(opened.Clear);
        if (cleared < findings) WriteWarning($"{findings - cleared} of them are in flight and stay.");
    }
}
