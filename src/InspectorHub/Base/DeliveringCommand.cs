using System.Management.Automation;
using InspectorHub.Aws;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Common;
using InspectorHub.Compare;
using InspectorHub.Delivery;
using InspectorHub.Input;
using InspectorHub.Outbox;
using InspectorHub.Translation;
using InspectorHub.Views;

namespace InspectorHub.Base;

/// <summary>
/// Base of the cmdlets that deliver: the outbox, the senders' reports as errors, warnings and progress, and the last word.
/// </summary>
public abstract class DeliveringCommand : AwsCommand
{
    private readonly List<Dispatcher> deliveries = [];
    private readonly HashSet<Lane> stopped = [];
    private readonly Dictionary<Lane, LaneNotice> troubled = [];
    private readonly Refusals refusals = new();
    private FindingOutbox? outbox;
    private Dispatcher? dispatcher;
    private Timer? progress;
    private string? outboxFile;
    private string? endpoint;

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

    /// <summary>The outbox's file, which looking for it does not make.</summary>
    private protected string OutboxFile =>
        outboxFile ??= OutboxPath is null ? FindingOutbox.DefaultPath : GetUnresolvedProviderPathFromPSPath(OutboxPath);

    /// <summary>The outbox, opened with the first use.</summary>
    private protected FindingOutbox Outbox => outbox ??= OpenOutbox();

    /// <summary>Where Security Hub is when that is not at AWS; else empty.</summary>
    private protected string Endpoint => endpoint ??= FindEndpoint();

    /// <summary>The dispatcher of a cmdlet that delivers once, at work from the first use on.</summary>
    private protected Dispatcher Dispatcher => dispatcher ??= StartDelivery();

    /// <summary>Whether anything is to leave the outbox.</summary>
    private protected virtual bool IsDelivering => true;

    private protected virtual DispatchOptions Options =>
        new() { TimeLimit = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null, TracksEach = PassThru };

    /// <summary>Work on other threads, which ends with <see cref="InspectorHubCommand.Stop"/>; the outbox is open for as long.</summary>
    private protected Task Background { get; set; } = Task.CompletedTask;

    /// <summary>A dispatcher at work. Several may be, on lanes of their own.</summary>
    /// <param name="told">Who else is told how each finding ends.</param>
    private protected Dispatcher StartDelivery(Action<FindingResult>? told = null)
    {
        var started = new Dispatcher(
            Outbox, IsDelivering ? Hubs() : null, Options, new DeliveryObserver(told is null ? Settled : told + Settled, Noticed), Stop);
        deliveries.Add(started);
        progress ??= new Timer(_ => Post(ShowProgress), state: null, 1000, 500);
        return started;
    }

    /// <summary>A finding in the form it goes to Security Hub in; null where it has none, which is an error record.</summary>
    private protected OutboundFinding? Prepare(FindingInputItem item, AsffProduct product = AsffProduct.Account, string? region = null)
    {
        var finding = Prepare(item, out var failure, product, region);
        if (failure is not null) WriteError(failure);
        return finding;
    }

    /// <summary>A finding in the form it goes to Security Hub in, or why it has none.</summary>
    private protected OutboundFinding? Prepare(
        FindingInputItem item, out ErrorRecord? failure, AsffProduct product = AsffProduct.Account, string? region = null)
    {
        failure = null;
        try
        {
            var asff = product == AsffProduct.Account ? item.ToAccountForm(region) : item.ToAsff();
            foreach (var warning in item.NewWarnings(asff)) WriteWarning($"{asff.Id}: {warning}");
            foreach (var cut in item.NewCuts(asff)) WriteVerbose($"{asff.Id}: {cut}");
            return new OutboundFinding(asff, region, Endpoint)
            {
                IsKnownToDiffer = item.IsKnownToDiffer,
                SourceVersion =
                    item.Difference is { Kind: DifferenceKind.Orphaned } orphan ? orphan.HubUpdatedAt : item.Difference?.UpdatedAt,
            };
        }
        catch (Exception refusal) when (refusal is TranslationException or FormatException)
        {
            failure = new ErrorRecord(refusal, "CannotSend", ErrorCategory.InvalidData, item.Source);
            return null;
        }
    }

    /// <summary>Gives a finding to a dispatcher.</summary>
    private protected void Add(OutboundFinding finding, Dispatcher to)
    {
        try
        {
            to.Add(finding);
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

    /// <summary>Delivers what is left and writes what became of it all.</summary>
    /// <param name="unusable">How much came that could not be sent.</param>
    /// <param name="ended">How much of it is over and is archived.</param>
    /// <param name="notEnded">How much is over and stays as it is.</param>
    private protected void Finish(int unusable = 0, int ended = 0, int notEnded = 0) => Conclude(
        Dispatcher,
        Use(() => Await(Dispatcher.CompleteAsync())) with { Unusable = unusable, Ended = ended, NotEnded = notEnded });

    /// <summary>Has the last word on a delivery that is over.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="summary">What became of it.</param>
    /// <param name="goesOn">Whether this cmdlet itself will deliver what is left.</param>
    private protected void Conclude(Dispatcher delivery, DeliverySummary summary, bool goesOn = false)
    {
        // A delivery that was stopped comes back, too; Dispose says what waits then.
        if (Stop.IsCancellationRequested) throw new PipelineStoppedException();
        foreach (var sum in refusals.Sum()) WriteWarning(sum);
        if (PassThru)
        {
            foreach (var result in delivery.Unsettled) WriteObject(result);
        }
        else
        {
            WriteObject(summary);
        }

        // Where access was denied, that error has said already what waits and how it goes on.
        var isSaid = summary.Waiting > 0 && delivery.Unsettled.All(
            result => result.Status != DeliveryStatus.Waiting || delivery.IsStopped(result.Lane));
        Close(delivery);
        if (summary.Waiting == 0 || !IsDelivering || isSaid) return;
        if (goesOn) WriteWarning($"{Waiting(summary.Waiting)} They go with the next round.");
        else WriteError(
            new ErrorRecord(
                new TimeoutException($"{Waiting(summary.Waiting)} {HowToDeliver}"), "FindingsWaiting",
                ErrorCategory.OperationTimeout, OutboxFile));
    }

    /// <summary>Ends a delivery without a word.</summary>
    private protected void Close(Dispatcher delivery)
    {
        deliveries.Remove(delivery);
        delivery.Dispose();
        // The next row of the pipeline may name another place.
        (dispatcher, endpoint) = (null, null);
        if (deliveries.Count == 0)
            WriteProgress(new ProgressRecord(1, "Delivering findings", "Done") { RecordType = ProgressRecordType.Completed });
    }

    /// <summary>On the pipeline's thread: uses the outbox; one that cannot be used ends the cmdlet.</summary>
    private protected T Use<T>(Func<T> outboxWork)
    {
        try
        {
            return outboxWork();
        }
        catch (OutboxException failure)
        {
            throw Fail(failure);
        }
    }

    /// <inheritdoc cref="Use{T}(Func{T})"/>
    private protected void Use(Action outboxWork) => Use<object?>(() =>
    {
        outboxWork();
        return null;
    });

    /// <summary>Ends the cmdlet for an outbox that cannot be used.</summary>
    private protected Exception Fail(OutboxException failure)
    {
        ThrowTerminatingError(OutboxErrorRecord.From(failure, OutboxFile));
        return failure;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        progress?.Dispose();
        // It uses the deliveries.
        ((IAsyncResult)Background).AsyncWaitHandle.WaitOne();
        foreach (var delivery in deliveries) delivery.Dispose();
        if (deliveries.Count > 0) SayWhatWaits();
        outbox?.Dispose();
    }

    /// <summary>That this cmdlet itself tries again where access was denied; null where it does not.</summary>
    private protected virtual string? RetriedAgain => null;

    private string HowToDeliver => $"To deliver: {ResumeCommand}, or the next Send-InspectorFindingToHub.";

    private string ResumeCommand
    {
        get
        {
            var outboxPath = OutboxPath is null ? "" : $" -OutboxPath {Quoted(OutboxFile)}";
            var endpointUrl = EndpointUrl is null ? "" : $" -EndpointUrl {Quoted(ShownText.Of(EndpointUrl))}";
            return $"Resume-InspectorHubOutbox{outboxPath}{endpointUrl}";
        }
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''")}'";

    private Func<Lane, ISecurityHub> Hubs()
    {
        // Lanes are opened on other threads, where the session's variables cannot be read.
        var connection = ConnectTo(region: null);
        return lane => new SecurityHubClient(connection with { Region = lane.Region, RoleArn = RoleIn(lane.AccountId) }, lane.Region);
    }

    private string FindEndpoint()
    {
        try
        {
            return SecurityHubClient.FindEndpoint(ConnectTo(region: null));
        }
        catch (AwsException failure)
        {
            ThrowTerminatingError(ErrorOf(failure, EndpointUrl is null ? null : ShownText.Of(EndpointUrl)));
            throw;
        }
    }

    private FindingOutbox OpenOutbox()
    {
        var opened = Use(() => new FindingOutbox(OutboxFile));
        if (opened.SetAside is { } damaged) WriteWarning(damaged.Message);
        return opened;
    }

    /// <summary>On any thread: a finding has come to its end.</summary>
    private void Settled(FindingResult result) => Post(() =>
    {
        if (result.Status == DeliveryStatus.Refused)
        {
            WriteError(refusals.Record(result));
        }
        else if (result.Status == DeliveryStatus.Received)
        {
            stopped.Remove(result.Lane);
        }

        // One for each finding that was given; what waited from before is in the summary's figures.
        if (PassThru && !result.IsEarlier) WriteObject(result);
    });

    private void Noticed(LaneNotice notice) => Post(() =>
    {
        if (notice.NextTryAt is null) troubled.Remove(notice.Lane);
        else troubled[notice.Lane] = notice;
        switch (notice.Kind)
        {
            // Said before, and nothing has come through since.
            case LaneNoticeKind.Stopped when !stopped.Add(notice.Lane):
                WriteVerbose(notice.Message);
                break;
            case LaneNoticeKind.Stopped:
                var failure = notice.Failure as AwsException;
                WriteError(new ErrorRecord(
                    notice.Failure ?? new InvalidOperationException(notice.Message), failure?.ErrorCode ?? "LaneStopped", failure is null
                        ? ErrorCategory.PermissionDenied
                        : CategoryOf(failure), notice.Lane)
                {
                    ErrorDetails = new ErrorDetails(RetriedAgain is { } again ? $"{notice.Message} {again}" : notice.Message)
                    {
                        RecommendedAction = DeliveryAdvice.AfterStop(failure, notice.Lane, RetriedAgain is null ? ResumeCommand : null),
                    },
                });
                break;
            case LaneNoticeKind.Troubled:
            case LaneNoticeKind.Held:
                var advice = DeliveryAdvice.WhileRetrying(notice.Failure, notice.Lane);
                WriteWarning(advice is null ? notice.Message : $"{notice.Message} {advice}");
                break;
            default:
                WriteVerbose(notice.Message);
                break;
        }
    });

    private void ShowProgress()
    {
        if (deliveries.Count == 0) return;
        var now = deliveries.Select(delivery => delivery.Progress).ToList();
        var (received, waiting) = (now.Sum(delivery => delivery.Received), now.Sum(delivery => delivery.Waiting));
        // The one that is tried next; the short form of progress shows the status alone.
        var trouble = troubled.Values.OrderBy(notice => notice.NextTryAt).FirstOrDefault();
        var refused = now.Sum(delivery => delivery.Refused);
        WriteProgress(new ProgressRecord(
            1, "Delivering findings", $"{received} received, {waiting} waiting, {refused} refused{NextTry(trouble)}")
        {
            CurrentOperation = trouble?.Message ?? $"{now.Sum(delivery => delivery.Rate):0} findings a " +
                $"second{(waiting > 0 ? $"; the oldest has waited {now.Max(delivery => delivery.Oldest).TotalSeconds:0} s" : "")}",
            PercentComplete = received + waiting > 0 ? (int)(100L * received / (received + waiting)) : -1,
        });
    }

    private static string NextTry(LaneNotice? trouble) => trouble is null
        ? ""
        : $"; next try {trouble.NextTryAt!.Value.ToLocalTime():HH:mm:ss} after " +
            ((trouble.Failure as AwsException)?.ErrorCode ?? "no answer");

    private string Waiting(int findings) => $"{findings} finding{(findings == 1 ? " waits" : "s wait")} in the outbox {OutboxFile}.";

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
