using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Emulator.Http;
using InspectorHub.Findings;
using InspectorHub.Findings.Inspector2;
using static InspectorHub.Emulator.Tests.EmulatorClient;
using static InspectorHub.Emulator.Tests.ImportTests;

namespace InspectorHub.Emulator.Tests;

/// <summary>What comes and changes is told to a queue, in the form of EventBridge.</summary>
public sealed class EventTests : IDisposable
{
    private readonly ConcurrentQueue<JsonElement> sent = new();
    private readonly HttpServer queue;
    private readonly EmulatorClient hub;

    public EventTests()
    {
        queue = new HttpServer(IPAddress.Loopback, 0, (request, _) => Task.FromResult(Take(request)));
        hub = new EmulatorClient(options =>
            options.EventQueueUrl = options.HubEventQueueUrl = new Uri($"http://{queue.EndPoint}/123456789012/events"));
    }

    public void Dispose()
    {
        hub.Dispose();
        queue.Dispose();
    }

    [Fact]
    public async Task A_finding_of_Inspector_that_comes_changes_and_closes_is_told_of()
    {
        var arn = $"arn:aws:inspector2:{Region}:{Account}:finding/{1:x32}";
        hub.Emulator.Inspector.Put(new Inspector2Finding { FindingArn = arn, Status = "ACTIVE",
            UpdatedAt = new DateTimeOffset(2024, 9, 4, 16, 59, 44, 356, TimeSpan.Zero) });
        hub.Emulator.Inspector.Close(arn);
        hub.Emulator.Inspector.Remove(arn);
        await hub.Emulator.EventsSentAsync();
        var events = sent.ToArray();
        Assert.Equal(["ACTIVE", "CLOSED"], events.Select(told => Text(told, "detail.status")));
        Assert.Equal(("aws.inspector2", "Inspector2 Finding", Account, Region),
            (Text(events[0], "source"), Text(events[0], "detail-type"), Text(events[0], "account"), Text(events[0], "region")));
        Assert.Equal("Wed Sep 04 16:59:44.356 UTC 2024", Text(events[0], "detail.updatedAt"));
        Assert.Equal(arn, events[0].GetProperty("resources")[0].GetString());
    }

    [Fact]
    public async Task An_event_is_read_as_the_finding_that_it_tells_of()
    {
        var finding = new Inspector2Finding
        {
            FindingArn = $"arn:aws:inspector2:{Region}:{Account}:finding/{1:x32}",
            AwsAccountId = Account,
            Status = "ACTIVE",
            Severity = "HIGH",
            Type = "PACKAGE_VULNERABILITY",
            Description = "Old.",
            FirstObservedAt = new DateTimeOffset(2024, 9, 4, 16, 59, 44, 356, TimeSpan.Zero),
            LastObservedAt = new DateTimeOffset(2024, 9, 5, 16, 59, 44, TimeSpan.Zero),
            Resources = [new Inspector2Resource { Type = "AWS_EC2_INSTANCE", Id = "i-1" }],
        };
        hub.Emulator.Inspector.Put(finding);
        await hub.Emulator.EventsSentAsync();
        Assert.True(sent.TryDequeue(out var told));
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(told.GetRawText()));
        var read = Assert.IsType<Inspector2Finding>(Assert.Single(FindingReader.Read(text, "the queue", Stop)).Finding);
        Assert.Equal((finding.FindingArn, finding.FirstObservedAt, finding.LastObservedAt),
            (read.FindingArn, read.FirstObservedAt, read.LastObservedAt));
    }

    [Fact]
    public async Task A_finding_that_Security_Hub_takes_or_a_customer_updates_is_told_of()
    {
        await hub.ImportAsync(Finding("a"), Finding("b", finding => finding["Title"] = ""));
        await hub.ImportAsync(Finding("a"));
        await hub.UpdateAsync("a", new JsonObject { ["Workflow"] = new JsonObject { ["Status"] = "NOTIFIED" } });
        await hub.Emulator.EventsSentAsync();
        var events = sent.ToArray();
        Assert.Equal(["NEW", "NOTIFIED"],
            events.Select(told => Text(told.GetProperty("detail").GetProperty("findings")[0], "Workflow.Status")));
        Assert.Equal(("aws.securityhub", "Security Hub Findings - Imported"), (Text(events[0], "source"), Text(events[0], "detail-type")));
        Assert.Equal($"{DefaultProduct()}/a", events[0].GetProperty("resources")[0].GetString());
    }

    // A queue of SQS, as far as sending goes: JSON 1.0, the answer has the MD5 of the body.
    private HttpReply Take(HttpRequest request)
    {
        var body = JsonDocument.Parse(request.Body).RootElement.GetProperty("MessageBody").GetString()!;
        sent.Enqueue(JsonDocument.Parse(body).RootElement);
#pragma warning disable CA5351 // What SQS answers with.
        var hash = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(body)));
#pragma warning restore CA5351
        return HttpReply.Json(reply =>
        {
            reply.WriteString("MessageId", "1");
            reply.WriteString("MD5OfMessageBody", hash);
        }) with { ContentType = "application/x-amz-json-1.0" };
    }
}
