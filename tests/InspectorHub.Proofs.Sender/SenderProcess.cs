using InspectorHub.Aws.SecurityHub;
using InspectorHub.Aws.Sessions;
using InspectorHub.Delivery;
using InspectorHub.Outbox;

namespace InspectorHub.Proofs.Sender;

/// <summary>Sends findings, or with none given delivers what waits.</summary>
internal static class SenderProcess
{
    /// <summary>Sends, and writes the counts.</summary>
    public static async Task<int> RunAsync(SenderOptions options)
    {
        var started = TimeProvider.System.GetTimestamp();
        var connection = new AwsConnection { Region = SampleFinding.Region, EndpointUrl = options.EndpointUrl, AccessKey = options.AccessKey,
            SecretKey = options.SecretKey };
        using var outbox = new FindingOutbox(options.OutboxPath);
        using var dispatcher = new Dispatcher(outbox, lane => new SecurityHubClient(connection, lane.Region),
            new DispatchOptions { Sender = SenderOf(options.Limited) });
        if (options.Count == 0) dispatcher.Resume(new OutboxFilter());
        var findings = options.File is { } file ? File.ReadLines(file)
            : Enumerable.Range(options.First, options.Count).Select(SampleFinding.Json);
        foreach (var finding in findings) dispatcher.Add(SampleFinding.Of(finding, options.EndpointUrl));
        var summary = await dispatcher.CompleteAsync();
        await Console.Out.WriteLineAsync(new SenderCounts(summary.Findings, summary.Received, summary.Refused, summary.Waiting,
            summary.Earlier, Environment.CpuUsage.TotalTime, TimeProvider.System.GetElapsedTime(started)).ToLine());
        return summary.Waiting == 0 ? 0 : 3;
    }

    private static LaneSenderOptions SenderOf(bool limited) =>
        limited ? new LaneSenderOptions()
            : new LaneSenderOptions { RateLimit = new RateLimitOptions { CallsPerSecond = 1e6, Burst = 1_000_000 } };
}
