using System.Net;
using System.Text.Json;
using InspectorHub.Asff.Rules;
using InspectorHub.Aws;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Outbox;

namespace InspectorHub.Proofs.Simulation;

/// <summary>
/// Security Hub as far as delivery can see it: keeps the newest version of each finding by UpdatedAt, and answers when the
/// simulation says so and as it says.
/// </summary>
internal sealed class VirtualHub(VirtualTime time, Action<string> broken)
{
    private readonly Dictionary<(Lane Lane, string Id), Held> held = [];
    private readonly List<Call> calls = [];
    private readonly Dictionary<Lane, Queue<TimeSpan>> starts = [];

    /// <summary>Calls that wait for their answer.</summary>
    public IReadOnlyList<Call> Open => calls;

    /// <summary>Calls so far.</summary>
    public long Count { get; private set; }

    /// <summary>Lanes that nobody reaches.</summary>
    public HashSet<Lane> Down { get; } = [];

    /// <summary>What it holds.</summary>
    public IReadOnlyDictionary<(Lane Lane, string Id), Held> Findings => held;

    /// <summary>The hub of a lane, as one process reaches it.</summary>
    public ISecurityHub Of(Lane lane, ProcessTime process) => new Door(this, lane, process);

    /// <summary>Answers a call: carries it out, and has the answer lost where that is said.</summary>
    public void Answer(Call call, bool isLost = false)
    {
        calls.Remove(call);
        var failed = new List<FailedFinding>();
        foreach (var finding in call.Findings)
        {
            if (finding.IsBad)
            {
                failed.Add(new FailedFinding(finding.Id, "InvalidInput", "It is bad."));
                continue;
            }

            var key = (call.Lane, finding.Id);
            // An update that is not newer is acknowledged and changes nothing.
            if (!held.TryGetValue(key, out var known) || finding.UpdatedAt > known.UpdatedAt)
                held[key] = new Held(finding.Version, finding.UpdatedAt, known?.CreatedAt ?? finding.CreatedAt, finding.IsArchived);
            if (held[key].CreatedAt != finding.CreatedAt)
                broken($"{finding.Id}: CreatedAt was {held[key].CreatedAt} and is {finding.CreatedAt} now.");
        }

        if (!call.Process.IsAlive) return;
        if (isLost) call.Answer.TrySetException(new AwsException("The connection was reset."));
        else call.Answer.TrySetResult(new ImportReply(call.Findings.Count - failed.Count, failed.Count, failed) { Date = time.True });
    }

    /// <summary>Answers a call with a failure of all of it.</summary>
    public void Fail(Call call, HttpStatusCode? status, string? code, TimeSpan? retryAfter = null)
    {
        calls.Remove(call);
        if (call.Process.IsAlive)
            call.Answer
                .TrySetException(new AwsException($"{status} {code}") { StatusCode = status, ErrorCode = code, RetryAfter = retryAfter });
    }

    private Task<ImportReply> Receive(Lane lane, ProcessTime process, IReadOnlyList<ReadOnlyMemory<byte>> bodies,
        CancellationToken cancelled)
    {
        Count++;
        CheckRate(lane);
        var findings = bodies.Select(Sent.Read).ToList();
        if (findings.Count is 0 or > AsffLimits.BatchFindings) broken($"A call has {findings.Count} findings.");
        if (bodies.Sum(body => body.Length) > AsffLimits.BatchBytes) broken("A call has more bytes than may be.");
        var ids = findings.Select(finding => finding.Id).ToHashSet();
        if (ids.Count != findings.Count) broken("A call has a finding twice.");
        if (calls.Any(other => other.Process.IsAlive && other.Lane == lane && other.Findings.Any(finding => ids.Contains(finding.Id))))
            broken("A finding is in two calls at once.");
        var call = new Call(lane, process, findings);
        if (Down.Contains(lane)) return Task.FromException<ImportReply>(new AwsException("Nobody answers."));
        calls.Add(call);
        cancelled.Register(() =>
        {
            calls.Remove(call);
            call.Answer.TrySetCanceled(cancelled);
        });
        return call.Answer.Task;
    }

    // 10 a second and a burst of 30: no second may see more, whichever processes call.
    private void CheckRate(Lane lane)
    {
        if (!starts.TryGetValue(lane, out var recent)) starts[lane] = recent = new();
        recent.Enqueue(time.Elapsed);
        while (time.Elapsed - recent.Peek() > TimeSpan.FromSeconds(10)) recent.Dequeue();
        // A clock that has just been set ahead is as good as a rest.
        if (time.SetAt > time.Elapsed - TimeSpan.FromSeconds(20)) return;
        if (recent.Count > 30 + (10 * 10) + 1) broken($"{recent.Count} calls in ten seconds.");
    }

    /// <summary>A call that waits for its answer.</summary>
    internal sealed record Call(Lane Lane, ProcessTime Process, IReadOnlyList<Sent> Findings)
    {
        public TaskCompletionSource<ImportReply> Answer { get; } = new();
    }

    /// <summary>What is held of a finding.</summary>
    internal sealed record Held(int Version, DateTimeOffset UpdatedAt, string CreatedAt, bool IsArchived);

    /// <summary>A finding as it came.</summary>
    internal sealed record Sent(string Id, int Version, DateTimeOffset UpdatedAt, string CreatedAt, bool IsArchived, bool IsBad)
    {
        public static Sent Read(ReadOnlyMemory<byte> body)
        {
            using var json = JsonDocument.Parse(body);
            var finding = json.RootElement;
            return new(
                finding.GetProperty(nameof(Id)).GetString()!, finding.GetProperty(nameof(Version))
                    .GetInt32(), finding.GetProperty(nameof(UpdatedAt)).GetDateTimeOffset(),
                finding.GetProperty(nameof(CreatedAt)).GetString()!, finding.GetProperty("RecordState")
                    .GetString() == "ARCHIVED", finding.TryGetProperty("Bad", out _));
        }
    }

    private sealed class Door(VirtualHub hub, Lane lane, ProcessTime process) : ISecurityHub
    {
        public Task<ImportReply> BatchImportFindingsAsync(IReadOnlyList<ReadOnlyMemory<byte>> findings,
            CancellationToken cancellationToken) =>
            hub.Receive(lane, process, findings, cancellationToken);
    }
}
