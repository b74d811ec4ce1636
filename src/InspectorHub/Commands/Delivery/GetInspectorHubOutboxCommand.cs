using System.Management.Automation;
using InspectorHub.Base;
using InspectorHub.Outbox;

namespace InspectorHub.Commands;

/// <summary>Shows what waits for Security Hub, what it has refused and why.</summary>
[Cmdlet(VerbsCommon.Get, "InspectorHubOutbox")]
[OutputType(typeof(OutboxItem))]
public sealed class GetInspectorHubOutboxCommand : OutboxQuery
{
    private protected override void Process(OutboxView outbox, IReadOnlyList<OutboxFilter> filters)
    {
        foreach (var item in filters.SelectMany(outbox.Read))
        {
            if (Stop.IsCancellationRequested) return;
            WriteObject(item);
        }
    }
}
