using System.Management.Automation;
using InspectorHub.Asff;
using InspectorHub.Aws;
using InspectorHub.Delivery;
using InspectorHub.Translation;

namespace InspectorHub;

/// <summary>Base of the cmdlets that deliver: the outbox, the couriers' reports as errors, warnings and progress, and the last word.</summary>
public abstract class DeliveringCommand : ConnectedCommand
{
    private Outbox? outbox;
    private Dispatcher? dispatcher;
    private Timer? progress;

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
    private protected virtual Func<Lane, ISecurityHub>? Hubs => lane => new SecurityHubClient(
        ConnectTo(lane.Region, lane.AccountId) with { EndpointUrl = lane.Endpoint.Length == 0 ? null : lane.Endpoint }, lane.Region);

    private protected virtual DispatchOptions Options => new() { TimeLimit = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null };

    /// <summary>A finding in the form it goes to Security Hub in; null where it has none, which is an error record.</summary>
    private protected OutboundFinding? Prepare(FindingInputItem item, AsffProduct product = AsffProduct.Account, string? region = null)
    {
        try
        {
            var asff = item.ToAsff();
            if (product == AsffProduct.Account) asff = AccountForm.From(asff, region);
            foreach (var warning in item.NewWarnings(asff)) WriteWarning($"{asff.Id}: {warning}");
            foreach (var cut in item.NewCuts(asff)) WriteVerbose($"{asff.Id}: {cut}");
            return new OutboundFinding(AsffJson.Serialize(asff), region, EndpointUrl ?? "");
        }
        catch (Exception failure) when (failure is TranslationException or FormatException)
        {
            WriteError(new ErrorRecord(failure, "CannotSend", ErrorCategory.InvalidData, item.Source));
            return null;
        }
    }

    /// <summary>Gives a finding to the dispatcher.</summary>
    private protected void Add(OutboundFinding finding)
    {
        try
        {
            Dispatcher.Add(finding);
        }
        catch (OutboxException failure)
        {
            throw Fail(failure);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Delivers what is left and writes what became of it all. What is given to the dispatcher afterwards is another delivery.</summary>
    private protected DeliverySummary Finish()
    {
        var summary = AwaitDelivery(Dispatcher.CompleteAsync());
        // A delivery that was stopped comes back, too; Dispose says what waits then.
        if (Stop.IsCancellationRequested) throw new PipelineStoppedException();
        Close();
        WriteProgress(new ProgressRecord(1, "Delivering findings", "Done") { RecordType = ProgressRecordType.Completed });
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
                new TimeoutException($"{Waiting(summary.Waiting)} {HowToDeliver}"),
                "FindingsWaiting", ErrorCategory.OperationTimeout, Outbox.FilePath));
        }

        return summary;
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
        ThrowTerminatingError(OutboxErrorRecord.From(failure, OutboxPath ?? Outbox.DefaultPath));
        return failure;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        if (Close()) SayWhatWaits();
        outbox?.Dispose();
    }

    private bool Close()
    {
        progress?.Dispose();
        dispatcher?.Dispose();
        var wasOpen = dispatcher is not null;
        (progress, dispatcher) = (null, null);
        return wasOpen;
    }

    private string HowToDeliver => $"To deliver: Resume-InspectorHubOutbox{(OutboxPath is null ? "" : $" -OutboxPath '{OutboxPath}'")}, or the next Send-InspectorFindingToHub.";

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

    /// <summary>On any thread: a finding has come to its end.</summary>
    private protected virtual void Settled(FindingResult result) => Post(() =>
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
        if (dispatcher is null) return;
        var now = dispatcher.Progress;
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
            if (waiting > 0) Host.UI.WriteWarningLine($"Stopped. {Waiting(waiting)} {HowToDeliver}");
        }
        catch (Exception failure) when (failure is OutboxException or System.Management.Automation.Host.HostException)
        {
            // The findings are safe; only the word about them is not heard.
        }
    }
}
