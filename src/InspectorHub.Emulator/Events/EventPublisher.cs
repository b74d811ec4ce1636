using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace InspectorHub.Emulator.Events;

/// <summary>
/// Sends events to a queue, one after the other. As at AWS they are best effort: one that cannot be sent after the SDK's own
/// attempts is lost, and nobody who works with the emulator waits for it.
/// </summary>
internal sealed class EventPublisher : IDisposable
{
    private readonly object gate = new();
    private readonly AmazonSQSClient queue;
    private readonly string queueUrl;
    private Task last = Task.CompletedTask;
    private long lost;

    /// <param name="queueUrl">A queue's URL, whose host is the endpoint: AWS's, moto's, ElasticMQ's.</param>
    public EventPublisher(Uri queueUrl)
    {
        this.queueUrl = queueUrl.ToString();
        var config = new AmazonSQSConfig { ServiceURL = queueUrl.GetLeftPart(UriPartial.Authority), AuthenticationRegion = "us-east-1" };
        // Local queues take any key; AWS's want those of the environment.
        queue = queueUrl.Host.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase)
            ? new AmazonSQSClient(
                new AmazonSQSConfig { RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(queueUrl.Host.Split('.')[1]) })
            : new AmazonSQSClient(new BasicAWSCredentials("test", "test"), config);
    }

    /// <summary>Events that could not be sent.</summary>
    public long Lost => Interlocked.Read(ref lost);

    /// <summary>Ends when all that has been published until now is sent or lost.</summary>
    public Task Sent
    {
        get
        {
            lock (gate) return last;
        }
    }

    public void Publish(string message)
    {
        lock (gate) last = SendAsync(last, message);
    }

    public void Dispose() => queue.Dispose();

    private async Task SendAsync(Task before, string message)
    {
        await before.ConfigureAwait(false);
        try
        {
            await queue.SendMessageAsync(new SendMessageRequest(queueUrl, message)).ConfigureAwait(false);
        }
        catch (Exception failure) when (
            failure is AmazonClientException or AmazonServiceException or HttpRequestException or ObjectDisposedException)
        {
            Interlocked.Increment(ref lost);
        }
    }
}
