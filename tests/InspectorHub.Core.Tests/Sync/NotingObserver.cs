using System.Collections.Concurrent;
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

    /// <summary>Asked before a finding is archived.</summary>
    public Func<OutboundFinding, bool> Archive { get; set; } = _ => true;

    public IEnumerable<SyncNoticeKind> Kinds => Notices.Select(notice => notice.Kind);

    public override Task<RoundDecision> DecideAsync(SyncRound round)
    {
        Rounds.Enqueue(round);
        return Task.FromResult(RoundDecision.Begin);
    }

    public override Task<bool> DecideAsync(OutboundFinding archived) => Task.FromResult(Archive(archived));

    public override Task NoticeAsync(SyncNotice notice)
    {
        Notices.Enqueue(notice);
        return Task.CompletedTask;
    }

    public override Task EndAsync(RoundResult result)
    {
        Results.Enqueue(result);
        return Task.CompletedTask;
    }
}
