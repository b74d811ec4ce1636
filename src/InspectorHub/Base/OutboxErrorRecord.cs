using System.Management.Automation;
using InspectorHub.Outbox;

namespace InspectorHub.Base;

/// <summary>A failing outbox, as PowerShell shows errors.</summary>
internal static class OutboxErrorRecord
{
    /// <summary>The record; its target is the file, its id the kind of failure.</summary>
    public static ErrorRecord From(OutboxException failure, string path) => new(
        failure,
        $"Outbox{failure.Failure}",
        failure.Failure switch
        {
            OutboxFailure.DiskFull or OutboxFailure.Full => ErrorCategory.LimitsExceeded,
            OutboxFailure.Missing => ErrorCategory.ObjectNotFound,
            _ => ErrorCategory.ResourceUnavailable,
        },
        path);
}
