using System.Collections;
using System.Diagnostics;
using System.Management.Automation;
using System.Text;
using InspectorHub.Aws;
using InspectorHub.Delivery;
using InspectorHub.Findings;

namespace InspectorHub.Commands;

/// <summary>Brings Security Hub up to date with Amazon Inspector: what is new, changed or closed since the last time, or what events in a queue report.</summary>
[Cmdlet(VerbsData.Sync, "InspectorFindingToHub", SupportsShouldProcess = true, DefaultParameterSetName = Listing)]
[OutputType(typeof(DeliverySummary), typeof(FindingResult))]
public sealed class SyncInspectorFindingToHubCommand : DeliveringCommand
{
    private const string Listing = nameof(Listing);
    private const string FromQueue = nameof(FromQueue);
    private const int PageSize = 100;
    // Enough for many full batches; what is not taken is there for other workers.
    private const int MaxOpenMessages = 2000;

    private QueueWork? work;

    /// <summary>Severities.</summary>
    [Parameter(ParameterSetName = Listing)]
    [ValidateSet("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL", "UNTRIAGED")]
    public string[]? Severity { get; set; }

    /// <summary>A filter in Amazon Inspector's own terms, a FilterCriteria structure.</summary>
    [Parameter(ParameterSetName = Listing)]
    public IDictionary? Filter { get; set; }

    /// <summary>How far before the checkpoint findings are listed again, for what Amazon Inspector lists late.</summary>
    [Parameter(ParameterSetName = Listing)]
    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The folder of the checkpoints; that of the outbox by default.</summary>
    [Parameter(ParameterSetName = Listing)]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <summary>Lists everything that is active, whatever the checkpoint says.</summary>
    [Parameter(ParameterSetName = Listing)]
    public SwitchParameter Full { get; set; }

    /// <summary>An SQS queue that EventBridge puts Inspector2 Finding events into; many workers may share it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FromQueue)]
    [ValidateNotNullOrEmpty]
    public string QueueUrl { get; set; } = "";

    /// <summary>Goes on until stopped.</summary>
    [Parameter]
    public SwitchParameter Watch { get; set; }

    /// <summary>From the beginning of one listing to that of the next.</summary>
    [Parameter(ParameterSetName = Listing)]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            if (ParameterSetName == FromQueue) TakeEvents();
            else SyncListing();
        }
        catch (AwsException failure)
        {
            ThrowTerminatingError(ErrorOf(failure, ParameterSetName == FromQueue ? QueueUrl : Region));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) work?.Dispose();
        base.Dispose(disposing);
    }

    private protected override void Settled(FindingResult result)
    {
        work?.Settle(result);
        base.Settled(result);
    }

    private void SyncListing()
    {
        var connection = Connection;
        var region = AwsRegions.Resolve(connection);
        var filter = new InspectorFilter().WhereEnum("severity", Severity);
        if (Filter is not null) filter.And(ObjectJson.Write(Filter));
        // The account, not the name of its credentials: the same profile may be another account tomorrow.
        var caller = Await(CallerIdentity.GetAsync(connection, Stop));
        var folder = CheckpointPath is null ? Path.GetDirectoryName(Outbox.FilePath)! : GetUnresolvedProviderPathFromPSPath(CheckpointPath);
        var checkpoint = new Checkpoint(folder, caller.AccountId, region, EndpointUrl, filter.ToJson());
        while (true)
        {
            var started = DateTimeOffset.UtcNow;
            var clock = Stopwatch.StartNew();
            var since = Full ? null : checkpoint.Read();
            if (ShouldProcess($"Amazon Inspector in {region}", since is null ? "Send all active findings to Security Hub" : $"Send what has changed since {since:u} to Security Hub"))
            {
                SyncOnce(connection, region, since, () => checkpoint.Write(started));
            }

            if (!Watch) return;
            var rest = Interval - clock.Elapsed;
            if (rest > TimeSpan.Zero) Await(Task.Delay(rest, Stop));
        }
    }

    private void SyncOnce(AwsConnection connection, string region, DateTimeOffset? since, Action moveCheckpoint)
    {
        // The first time, what is closed is not yet in Security Hub and need not come there.
        var filter = new InspectorFilter().WhereEnum("severity", Severity).Where("findingStatus", since is null ? ["ACTIVE"] : null).Since("updatedAt", since - Overlap);
        if (Filter is not null) filter.And(ObjectJson.Write(Filter));
        var complete = false;
        Dispatcher.Resume(new OutboxFilter { States = [OutboxState.Pending], Region = region, Endpoint = EndpointUrl ?? "" });
        try
        {
            using var inspector = new Inspector2Client(connection, region);
            var pages = inspector.ListFindingsAsync(filter.ToJson(), PageSize, Stop).GetAsyncEnumerator(Stop);
            while (Await(pages.MoveNextAsync().AsTask())) foreach (var reading in pages.Current) Take(reading);
            complete = true;
        }
        catch (AwsException failure) when (Watch)
        {
            WriteWarning($"{failure.Message} What was listed so far is delivered; the next listing starts from the same checkpoint.");
        }

        if (Finish().Waiting == 0 && complete) moveCheckpoint();
    }

    private void Take(FindingReading reading)
    {
        if (reading.Problem is { } problem) WriteError(FindingErrorRecord.From(problem, problem.FindingId));
        else if (reading.Finding is { } finding && Prepare(new FindingInputItem(Finding: finding)) is { } outbound) Add(outbound);
        DoPosts();
    }

    private void TakeEvents()
    {
        if (!ShouldProcess(QueueUrl, "Take events off the queue and send their findings to Security Hub")) return;
        using var queue = new FindingQueue(Connection, QueueUrl);
        var (visibility, hasDeadLetters) = Await(queue.DescribeAsync(Stop));
        work = new QueueWork(queue, visibility, failure => Post(() => WriteWarning($"{failure.Message} It is tried again.")));
        var wait = TimeSpan.FromSeconds(Watch ? 20 : 1);
        while (true)
        {
            IReadOnlyList<QueuedMessage> messages;
            try
            {
                messages = Await(queue.TakeAsync(wait, Stop));
            }
            catch (AwsException failure) when (Watch && !failure.CredentialsAtFault)
            {
                WriteWarning($"{failure.Message} Trying again in 5 s.");
                Await(Task.Delay(TimeSpan.FromSeconds(5), Stop));
                continue;
            }

            if (messages.Count == 0 && !Watch) break;
            foreach (var message in messages) TakeEvent(message, hasDeadLetters);
            while (work.Open > MaxOpenMessages) Await(Task.Delay(100, Stop));
            DoPosts();
        }

        Finish();
        Await(work.CompleteAsync());
        SayLatency(work.Latencies);
    }

    private void TakeEvent(QueuedMessage message, bool hasDeadLetters)
    {
        var findings = new List<OutboundFinding>();
        var unusable = false;
        using var reader = new FindingReader($"message {message.Id}");
        reader.Append(Encoding.UTF8.GetBytes(message.Body));
        reader.Complete();
        while (reader.TryRead(out var reading))
        {
            if (reading.Problem is { } problem) WriteError(FindingErrorRecord.From(problem, message.Id));
            var outbound = reading.Finding is { } finding ? Prepare(new FindingInputItem(Finding: finding)) : null;
            if (outbound is null) unusable = true;
            else findings.Add(outbound);
        }

        // Left alone, the message is taken again and again until the queue's own rule moves it to the dead letters.
        if (unusable && findings.Count == 0 && hasDeadLetters) return;
        if (unusable) SetAside(message);
        work!.Begin(message, findings);
        foreach (var finding in findings) Add(finding);
    }

    private void SetAside(QueuedMessage message)
    {
        var folder = Path.Combine(Path.GetDirectoryName(Outbox.FilePath)!, "unusable-messages");
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{message.Id}.json");
        File.WriteAllText(file, message.Body);
        WriteWarning($"Message {message.Id} holds something that is no finding; it is set aside as {file}. Give the queue a dead-letter queue to have such messages there.");
    }

    private void SayLatency(IReadOnlyList<TimeSpan> latencies)
    {
        if (latencies.Count == 0) return;
        var sorted = latencies.OrderBy(latency => latency).ToList();
        WriteVerbose($"From the queue to Security Hub's answer, {sorted.Count} messages: median {sorted[sorted.Count / 2].TotalMilliseconds:0} ms, 95th percentile {sorted[sorted.Count * 95 / 100].TotalMilliseconds:0} ms.");
    }
}
