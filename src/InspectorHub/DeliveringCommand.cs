using System.Management.Automation;
using InspectorHub.Aws;
using InspectorHub.Delivery;

namespace InspectorHub;

/// <summary>Base of the cmdlets that deliver: the outbox, the couriers' reports as errors, warnings and progress, and the last word.</summary>
public abstract class DeliveringCommand : ConnectedCommand
{
    private Outbox? outbox;
    private Dispatcher? dispatcher;
    private Timer? progress;
    private bool finished;

    /// <summary>The file in which findings wait; the user's own by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutboxPath { get; set; }

    /// <summary>Gives up after so many seconds; what is left waits in the outbox.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue / 1000)]
    public int? TimeoutSec { get; set; }

    /// <summary>One result per finding instead of one for all.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The outbox, opened with the first use.</summary>
    private protected Outbox Outbox => outbox ??= OpenOutbox();

    /// <summary>The dispatcher, at work from the first use on.</summary>
    private protected Dispatcher Dispatcher
    {
        get
        {
            if (dispatcher is not null) return dispatcher;
            dispatcher = new Dispatcher(Outbox, Hubs, Options, new DeliveryObserver(Settled, Noticed), Stop);
            progress = new Timer(_ => Post(ShowProgress), state: null, 1000, 500);
            return dispatcher;
        }
    }

    /// <summary>Security Hub of each lane; null only queues.</summary>
    private protected virtual Func<Lane, ISecurityHub>? Hubs => lane => new SecurityHubClient(ConnectTo(lane.Region), lane.Region);

    private protected virtual DispatchOptions Options => new() { TimeLimit = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null };

    /// <summary>Delivers what is left and writes what became of it all.</summary>
    private protected void Finish()
    {
        var summary = AwaitDelivery(Dispatcher.CompleteAsync());
        finished = true;
        if (progress is not null) WriteProgress(new ProgressRecord(1, "Delivering findings", "Done") { RecordType = ProgressRecordType.Completed });
        if (PassThru)
        {
            foreach (var result in Outbox.Unanswered()) WriteObject(result);
        }
        else
        {
            WriteObject(summary);
        }

        if (summary.Waiting > 0 && Hubs is not null)
        {
            WriteError(new ErrorRecord(
                new TimeoutException($"{Waiting(summary.Waiting)} To deliver: Resume-InspectorHubOutbox{PathArgument}, or the next Send-InspectorFindingToHub."),
                "FindingsWaiting", ErrorCategory.OperationTimeout, Outbox.FilePath));
        }
    }

    /// <summary>On the pipeline's thread: waits, and turns a failing outbox into a terminating error.</summary>
    private protected T AwaitDelivery<T>(Task<T> work)
    {
        try
        {
            return Await(work);
        }
        catch (OutboxException failure)
        {
            throw Fail(failure);
        }
    }

    /// <summary>Ends the cmdlet for an outbox that cannot be used.</summary>
    private protected Exception Fail(OutboxException failure)
    {
        ThrowTerminatingError(new ErrorRecord(
            failure, $"Outbox{failure.Failure}",
            failure.Failure is OutboxFailure.DiskFull or OutboxFailure.Full ? ErrorCategory.LimitsExceeded : ErrorCategory.ResourceUnavailable, OutboxPath ?? Outbox.DefaultPath));
        return failure;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        progress?.Dispose();
        dispatcher?.Dispose();
        if (dispatcher is not null && !finished) SayWhatWaits();
        outbox?.Dispose();
    }

    private string PathArgument => OutboxPath is null ? "" : $" -OutboxPath '{OutboxPath}'";

    private Outbox OpenOutbox()
    {
        try
        {
            var opened = new Outbox(OutboxPath is null ? null : GetUnresolvedProviderPathFromPSPath(OutboxPath));
            if (opened.SetAside is { } damaged)
                WriteWarning($"The outbox was damaged and has been set aside as {damaged.Path}; a new one takes its place. {damaged.Reason} Findings that waited in it have to be sent again.");
            return opened;
        }
        catch (OutboxException failure)
        {
            throw Fail(failure);
        }
    }

    private void Settled(FindingResult result) => Post(() =>
    {
        if (result.Status == DeliveryStatus.Refused)
        {
            WriteError(new ErrorRecord(
                new InvalidDataException($"Security Hub refused finding {result.Id} ({result.Lane}). {result.ErrorCode}: {result.ErrorMessage} It is set aside in the outbox; the others go on. Send it corrected, or see Get-InspectorHubOutbox -State Refused."),
                result.ErrorCode ?? "Refused", ErrorCategory.InvalidData, result.Id));
        }

        if (PassThru) WriteObject(result);
    });

    private void Noticed(LaneNotice notice) => Post(() =>
    {
        switch (notice.Kind)
        {
            case LaneNoticeKind.Stopped:
                WriteError(new ErrorRecord(notice.Failure ?? new InvalidOperationException(notice.Message), (notice.Failure as SecurityHubException)?.ErrorCode ?? "LaneStopped", ErrorCategory.PermissionDenied, notice.Lane)
                {
                    ErrorDetails = new ErrorDetails(notice.Message),
                });
                break;
            case LaneNoticeKind.Troubled:
                WriteWarning(notice.Message);
                break;
            default:
                WriteVerbose(notice.Message);
                break;
        }
    });

    private void ShowProgress()
    {
        if (finished) return;
        var now = Dispatcher.Progress;
        WriteProgress(new ProgressRecord(1, "Delivering findings", $"{now.Received} received, {now.Waiting} waiting, {now.Refused} refused")
        {
            CurrentOperation = $"{now.Rate:0} findings a second{(now.Waiting > 0 ? $"; the oldest has waited {now.Oldest.TotalSeconds:0} s" : "")}",
            PercentComplete = now.Received + now.Waiting > 0 ? (int)(100L * now.Received / (now.Received + now.Waiting)) : -1,
        });
    }

    private string Waiting(int findings) => $"{findings} finding{(findings == 1 ? " waits" : "s wait")} in the outbox {Outbox.FilePath}.";

    // The pipeline was stopped: nothing can be written any more but to the host itself.
    private void SayWhatWaits()
    {
        try
        {
            var waiting = Outbox.Unanswered().Count();
            if (waiting > 0) Host.UI.WriteWarningLine($"Stopped. {Waiting(waiting)} To deliver: Resume-InspectorHubOutbox{PathArgument}, or the next Send-InspectorFindingToHub.");
        }
        catch (Exception failure) when (failure is OutboxException or System.Management.Automation.Host.HostException)
        {
            // The findings are safe; only the word about them is not heard.
        }
    }
}
