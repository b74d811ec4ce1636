using System.Collections.Concurrent;
using System.Text.Json;
using InspectorHub.Asff.Serialization;
using InspectorHub.Aws.SecurityHub;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>A Security Hub that keeps what it is sent, updates by Id and UpdatedAt, and fails when a test tells it to.</summary>
internal sealed class FakeSecurityHub : ISecurityHub, ISecurityHubReader
{
    private readonly ConcurrentDictionary<string, byte> inFlight = new();
    private int calls;

    /// <summary>What it holds, by Id.</summary>
    public ConcurrentDictionary<string, JsonElement> Held { get; } = new();

    /// <summary>How often each Id has come.</summary>
    public ConcurrentDictionary<string, int> Arrivals { get; } = new();

    /// <summary>Ids that were in two calls at the same time.</summary>
    public ConcurrentBag<string> AtOnce { get; } = [];

    /// <summary>The sizes of the calls, in their order.</summary>
    public ConcurrentQueue<int> Batches { get; } = new();

    public int Calls => calls;

    /// <summary>Raised after every call.</summary>
    public Signal Called { get; } = new();

    /// <summary>Its clock; without one it does not say what time it is.</summary>
    public Func<DateTimeOffset>? Clock { get; set; }

    /// <summary>Before a call is carried out: the number of the call (from 1) and its Ids. What it throws is the answer.</summary>
    public Func<int, IReadOnlyList<string>, CancellationToken, Task> Before { get; set; } = (_, _, _) => Task.CompletedTask;

    /// <summary>After a call was carried out, before the answer.</summary>
    public Func<int, Task> After { get; set; } = _ => Task.CompletedTask;

    /// <summary>The refusal of a finding, or null.</summary>
    public Func<JsonElement, FailedFinding?> Refuse { get; set; } = _ => null;

    public async Task<ImportReply> BatchImportFindingsAsync(IReadOnlyList<ReadOnlyMemory<byte>> findings,
        CancellationToken cancellationToken)
    {
        var call = Interlocked.Increment(ref calls);
        var parsed = findings.Select(finding => JsonElement.Parse(finding.Span)).ToList();
        var ids = parsed.Select(Id).ToList();
        Batches.Enqueue(findings.Count);
        foreach (var id in ids)
        {
            Arrivals.AddOrUpdate(id, 1, (_, count) => count + 1);
            if (!inFlight.TryAdd(id, 0)) AtOnce.Add(id);
        }

        try
        {
            await Before(call, ids, cancellationToken);
            await Task.Yield();
            var failed = new List<FailedFinding>();
            foreach (var finding in parsed)
            {
                if (Refuse(finding) is { } refusal) failed.Add(refusal);
                else Held.AddOrUpdate(Id(finding), finding, (_, held) => UpdatedAt(finding) > UpdatedAt(held) ? finding : held);
            }

            await After(call);
            return new ImportReply(findings.Count - failed.Count, failed.Count, failed) { Date = Clock?.Invoke() };
        }
        finally
        {
            foreach (var id in ids) inFlight.TryRemove(id, out _);
            Called.Raise();
        }
    }

    /// <summary>What it holds whose Ids begin as the filter wants, on one page.</summary>
    public async Task<FindingsPage> GetFindingsAsync(byte[]? filters, int pageSize, string? nextToken, CancellationToken cancellationToken)
    {
        await Task.Yield();
        BeforeRead();
        using var wanted = JsonDocument.Parse(filters!);
        var prefix = wanted.RootElement.GetProperty("Id")[0].GetProperty("Value").GetString()!;
        return new FindingsPage([.. Held.Where(held => held.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(held => AsffJson.Parse(held.Value))], null);
    }

    /// <summary>Before it is asked what it holds. What it throws is the answer.</summary>
    public Action BeforeRead { get; set; } = () => { };

    public static string Id(JsonElement finding) => finding.GetProperty("Id").GetString()!;

    private static DateTimeOffset UpdatedAt(JsonElement finding) => finding.GetProperty("UpdatedAt").GetDateTimeOffset();
}
