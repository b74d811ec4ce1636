using System.Globalization;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using InspectorHub.Asff;
using InspectorHub.Aws.Sessions;
using InspectorHub.Common;

namespace InspectorHub.Aws;

/// <summary>
/// A queue of EventBridge events in Amazon SQS. A message taken is hidden from other workers for a while and is theirs again
/// when it is not deleted in that time.
/// </summary>
public sealed class FindingQueue : IFindingQueue, IDisposable
{
    private const int BatchSize = 10;

    // Seconds; Amazon SQS API reference, SetQueueAttributes.
    private const int LongestVisibility = 43_200;

    private readonly AmazonSQSClient queue;
    private readonly string url;

    /// <summary>A queue; nothing is called yet.</summary>
    /// <param name="connection">Whose credentials; the endpoint is the one that the URL names.</param>
    /// <param name="url">The queue's URL.</param>
    /// <exception cref="AwsException">The URL is none.</exception>
    public FindingQueue(AwsConnection connection, string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)) throw new AwsException($"'{url}' is not the URL of a queue.");
        this.url = url;
        // https://sqs.eu-central-1.amazonaws.com/111122223333/name: the queue's Region may be another than that of the findings.
        var region = AwsEndpoints.IsAws(address) && address.Host.StartsWith("sqs.", StringComparison.Ordinal)
            ? address.Host.Split('.')[1]
            : AwsRegions.Resolve(connection);
        Region = region;
        EndpointUrl = AwsEndpoints.IsAws(address) ? null : address.GetLeftPart(UriPartial.Authority);
        var session = new AwsSession(connection with { Region = region, EndpointUrl = null });
        var config = new AmazonSQSConfig();
        session.Configure(config, AwsService.Queues, region);
        config.ServiceURL = address.GetLeftPart(UriPartial.Authority);
        config.AuthenticationRegion = region;
        queue = new AmazonSQSClient(session.Credentials, config);
    }

    /// <summary>The Region that the queue is in.</summary>
    public string Region { get; }

    /// <summary>The endpoint that the queue's URL names where it is not AWS's own; null where it is.</summary>
    public string? EndpointUrl { get; }

    /// <summary>What the queue says of itself, by the names of the API (Amazon SQS API reference, GetQueueAttributes).</summary>
    public async Task<IReadOnlyDictionary<string, string>> GetAttributesAsync(CancellationToken cancellationToken) =>
        (
            await Call(
                "GetQueueAttributes", () => queue.GetQueueAttributesAsync(url, ["All"], cancellationToken),
                cancellationToken).ConfigureAwait(false)).Attributes
            ?? [];

    /// <summary>How many messages are in a dead-letter queue.</summary>
    /// <param name="arn">The queue's ARN.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<int> CountDeadLettersAsync(string arn, CancellationToken cancellationToken)
    {
        var named = Arn.Parse(arn) ?? throw new AwsException($"'{arn}' is not the ARN of a queue.");
        var request = new GetQueueUrlRequest(named.Resource) { QueueOwnerAWSAccountId = named.AccountId };
        var found = await Call(
            "GetQueueUrl", () => queue.GetQueueUrlAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
        var reply = await Call(
            "GetQueueAttributes", () =>
                queue.GetQueueAttributesAsync(found.QueueUrl, ["ApproximateNumberOfMessages"], cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        return NumberOf(reply.Attributes, "ApproximateNumberOfMessages") is { } count ? (int)count : 0;
    }

    /// <inheritdoc/>
    public async Task<(TimeSpan Visibility, bool HasDeadLetters)> DescribeAsync(CancellationToken cancellationToken)
    {
        var attributes = (
            await Call(
                "GetQueueAttributes",
                () => queue.GetQueueAttributesAsync(url, ["VisibilityTimeout", "RedrivePolicy"], cancellationToken),
                cancellationToken).ConfigureAwait(false)).Attributes
            ?? [];
        // A queue may hide nothing by itself, and then what is taken is hidden for as long as any other queue hides it.
        var visibility = NumberOf(attributes, "VisibilityTimeout") is > 0 and <= LongestVisibility and var seconds ? seconds : 30;
        return (
            TimeSpan.FromSeconds(visibility),
            attributes.TryGetValue("RedrivePolicy", out var policy) && policy.Contains("deadLetterTargetArn"));
    }

    /// <summary>Takes up to ten messages, waiting for the first one.</summary>
    /// <inheritdoc/>
    public async Task<IReadOnlyList<QueuedMessage>> TakeAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        var request = new ReceiveMessageRequest(url)
        {
            MaxNumberOfMessages = BatchSize,
            WaitTimeSeconds = (int)wait.TotalSeconds,
            MessageSystemAttributeNames = ["SentTimestamp"],
        };
        var reply = await Call(
            "ReceiveMessage", () => queue.ReceiveMessageAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
        return [.. (reply.Messages ?? []).Select(
            message => new QueuedMessage(message.MessageId, message.ReceiptHandle, message.Body, SentAt(message)))];
    }

    /// <inheritdoc/>
    public Task DeleteAsync(IReadOnlyList<QueuedMessage> messages, CancellationToken cancellationToken) =>
        InBatches("DeleteMessageBatch", messages, some => queue.DeleteMessageBatchAsync(
            url, [.. some.Select((message, i) => new DeleteMessageBatchRequestEntry($"{i}", message.Receipt))], cancellationToken),
            reply => reply.Failed, cancellationToken);

    /// <inheritdoc/>
    public Task ExtendAsync(IReadOnlyList<QueuedMessage> messages, TimeSpan visibility, CancellationToken cancellationToken) =>
        InBatches("ChangeMessageVisibilityBatch", messages, some => queue.ChangeMessageVisibilityBatchAsync(
            url,
            [.. some.Select((message, i) => new ChangeMessageVisibilityBatchRequestEntry($"{i}", message.Receipt)
            {
                VisibilityTimeout = (int)visibility.TotalSeconds,
            })],
            cancellationToken),
            reply => reply.Failed, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => queue.Dispose();

    private async Task InBatches<T>(
        string operation, IReadOnlyList<QueuedMessage> messages, Func<IEnumerable<QueuedMessage>, Task<T>> call,
        Func<T, List<BatchResultErrorEntry>?> failed, CancellationToken cancellationToken)
        where T : AmazonWebServiceResponse
    {
        var failures = new List<BatchResultErrorEntry>();
        for (var start = 0; start < messages.Count; start += BatchSize)
            failures.AddRange(
                failed(await Call(operation, () => call(messages.Skip(start).Take(BatchSize)), cancellationToken).ConfigureAwait(false))
                    ?? []);

        // The sender's fault is a receipt that has run out: the message is another worker's by now.
        if (failures.Find(failure => failure.SenderFault != true) is { } first)
            throw new AwsException($"SQS {operation}: {first.Code} {first.Message}".TrimEnd()) { ErrorCode = first.Code };
    }

    private async Task<T> Call<T>(string operation, Func<Task<T>> call, CancellationToken cancellationToken)
        where T : AmazonWebServiceResponse
    {
        try
        {
            return AwsFailure.Answered(await call().ConfigureAwait(false), $"SQS {operation}", url);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw AwsFailure.Explain(failure, $"SQS {operation}", url);
        }
    }

    // What is told by it is a latency: no reason not to take the message.
    private static DateTimeOffset SentAt(Message message) =>
        NumberOf(message.Attributes, "SentTimestamp") is >= 0 and <= AsffTime.LastMillisecond and var time
            ? DateTimeOffset.FromUnixTimeMilliseconds(time)
            : DateTimeOffset.UtcNow;

    private static long? NumberOf(Dictionary<string, string>? attributes, string name) =>
        attributes is not null && attributes.TryGetValue(name, out var text) &&
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
