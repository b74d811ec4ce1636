using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using InspectorHub.Aws;
using InspectorHub.Aws.Sessions;

namespace InspectorHub.Proofs.Fleet;

/// <summary>The queue of deploy/queue.yaml, created from it with the AWS CLI at moto.</summary>
internal sealed partial class FleetQueue : IDisposable
{
    private const int BatchSize = 10;

    private readonly Process moto;
    private readonly AmazonSQSClient client;
    private readonly string endpoint;
    private readonly string deadLetterUrl;

    private FleetQueue(Process moto, string endpoint, string[] outputs)
    {
        this.moto = moto;
        this.endpoint = endpoint;
        Url = AtMoto(outputs[0]);
        deadLetterUrl = AtMoto(outputs[1]);
        client = new AmazonSQSClient(
            new BasicAWSCredentials("a", "b"),
            new AmazonSQSConfig { ServiceURL = endpoint, AuthenticationRegion = FleetEvents.Region });
    }

    /// <summary>The folder that has the solution.</summary>
    public static string Root { get; } = FindRoot();

    public string Url { get; }

    /// <summary>Starts moto and creates the stack.</summary>
    public static async Task<FleetQueue> CreateAsync(int maxReceiveCount)
    {
        var service = Process.Start(new ProcessStartInfo(
            "python3", [Path.Combine(AppContext.BaseDirectory, "quick_moto.py"), "-H", "127.0.0.1", "-p", "0"])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("moto did not start.");
        _ = service.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        string? address = null;
        while (address is null)
        {
            var line = await service.StandardError.ReadLineAsync() ?? throw new InvalidOperationException("moto has ended.");
            if (RunningOn().Match(line) is { Success: true } match) address = match.Groups["address"].Value;
        }

        _ = service.StandardError.BaseStream.CopyToAsync(Stream.Null);
        string[] stack = ["--stack-name", "inspectorhub-queue"];
        await AwsAsync(address, ["create-stack", .. stack, "--template-body", $"file://{Path.Combine(Root, "deploy", "queue.yaml")}",
            "--parameters", "ParameterKey=VisibilityTimeout,ParameterValue=30",
            string.Create(CultureInfo.InvariantCulture, $"ParameterKey=MaxReceiveCount,ParameterValue={maxReceiveCount}")]);
        var outputs = await AwsAsync(address, ["describe-stacks", .. stack, "--output", "text", "--query",
            "Stacks[0].[Outputs[?OutputKey=='QueueUrl'],Outputs[?OutputKey=='DeadLetterUrl']][][].OutputValue"]);
        return new FleetQueue(service, address, outputs.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Puts events into the queue, for workers to see after a while.</summary>
    /// <param name="events">Any number.</param>
    /// <param name="visibleAt">When they can be taken, all at once; null for at once.</param>
    public async Task PutAsync(IEnumerable<FleetEvent> events, DateTimeOffset? visibleAt = null)
    {
        foreach (var some in events.Chunk(BatchSize))
        {
            var delay = visibleAt is { } time ? Math.Max(0, (int)(time - DateTimeOffset.UtcNow).TotalSeconds) : 0;
            await client.SendMessageBatchAsync(
                Url, [.. some.Select((one, i) => new SendMessageBatchRequestEntry($"{i}", one.Body) { DelaySeconds = delay })]);
        }
    }

    /// <summary>Messages in the queue, those included that are taken or not to be seen yet, and dead letters.</summary>
    public async Task<(int Messages, int DeadLetters)> CountAsync()
    {
        var queue = await client.GetQueueAttributesAsync(Url, ["All"]);
        var dead = await client.GetQueueAttributesAsync(deadLetterUrl, ["All"]);
        return (
            queue.ApproximateNumberOfMessages + queue.ApproximateNumberOfMessagesNotVisible + queue.ApproximateNumberOfMessagesDelayed,
            dead.ApproximateNumberOfMessages);
    }

    /// <summary>Takes and deletes so many messages without doing anything with them, as quickly as the queue lets go of them.</summary>
    public async Task DrainAsync(int count, int takers)
    {
        var connection = new AwsConnection { Region = FleetEvents.Region, AccessKey = "a", SecretKey = "b" };
        var left = count;
        await Task.WhenAll(Enumerable.Range(0, takers).Select(async _ =>
        {
            using var queue = new FindingQueue(connection, Url);
            while (Volatile.Read(ref left) > 0)
            {
                var messages = await queue.TakeAsync(TimeSpan.FromSeconds(1), CancellationToken.None);
                await queue.DeleteAsync(messages, CancellationToken.None);
                Interlocked.Add(ref left, -messages.Count);
            }
        }));
    }

    public void Dispose()
    {
        client.Dispose();
        moto.Kill();
        moto.WaitForExit();
        moto.Dispose();
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "InspectorHub.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The solution is not above this program.");
        return folder;
    }

    private static async Task<string> AwsAsync(string endpoint, string[] arguments)
    {
        var start = new ProcessStartInfo(
            "aws", ["cloudformation", "--endpoint-url", endpoint, "--region", FleetEvents.Region, .. arguments])
        {
            UseShellExecute = false, RedirectStandardOutput = true,
        };
        start.Environment["AWS_ACCESS_KEY_ID"] = "a";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "b";
        using var aws = Process.Start(start) ?? throw new InvalidOperationException("aws did not start.");
        var output = await aws.StandardOutput.ReadToEndAsync();
        await aws.WaitForExitAsync();
        return aws.ExitCode == 0 ? output : throw new InvalidOperationException($"aws {string.Join(' ', arguments)}: {aws.ExitCode}");
    }

    [GeneratedRegex(@"Running on (?<address>http://\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RunningOn();

    // What moto calls by a name of AWS's, it has itself.
    private string AtMoto(string url) => endpoint + new Uri(url).AbsolutePath;
}
