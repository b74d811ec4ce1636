using System.Collections.Concurrent;
using InspectorHub.Asff;
using InspectorHub.Outbox;
using InspectorHub.Sync;
using InspectorHub.Sync.Rounds;

namespace InspectorHub.Core.Tests.Sync;

/// <summary>Notes what it is told.</summary>
internal sealed class NotingObserver : SyncObserver
{
    public ConcurrentQueue<SyncRound> Rounds { get; } = new();

    public ConcurrentQueue<SyncNotice> Notices { get; } = new();

    public ConcurrentQueue<RoundResult> Results { get; } = new();

    public ConcurrentQueue<UnusableFinding> Unusable { get; } = new();

    /// <summary>Findings that have become ASFF with warnings or cuts.</summary>
    public ConcurrentQueue<AsffFinding> Remarks { get; } = new();

    /// <summary>The Region of each rest, and until when.</summary>
    public ConcurrentQueue<(string? Region, DateTimeOffset Until)> Rests { get; } = new();

    /// <summary>Asked before a round.</summary>
    public Func<SyncRound, RoundDecision> Decide { get; set; } = _ => RoundDecision.Begin;

    /// <summary>Asked before a finding is archived.</summary>
    public Func<OutboundFinding, bool> Archive { get; set; } = _ => true;

    public IEnumerable<SyncNoticeKind> Kinds => Notices.Select(notice => notice.Kind);

    public override Task<RoundDecision> DecideAsync(SyncRound round)
    {
        Rounds.Enqueue(round);
        return Task.FromResult(Decide(round));
    }

    public override Task<bool> DecideAsync(OutboundFinding archived) => Task.FromResult(Archive(archived));

    public override Task NoticeAsync(SyncNotice notice)
    {
        Notices.Enqueue(notice);
        return Task.CompletedTask;
    }

    public override Task UnusableAsync(UnusableFinding finding)
    {
        Unusable.Enqueue(finding);
        return Task.CompletedTask;
    }

    public override Task RemarkAsync(AsffFinding finding)
    {
        Remarks.Enqueue(finding);
        return Task.CompletedTask;
    }

    public override Task RestAsync(string? region, DateTimeOffset until)
    {
        Rests.Enqueue((region, until));
        return Task.CompletedTask;
    }

    public override Task EndAsync(RoundResult result)
    {
        Results.Enqueue(result);
        return Task.CompletedTask;
    }
}
