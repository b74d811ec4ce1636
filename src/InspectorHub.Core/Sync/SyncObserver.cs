using InspectorHub.Asff;
using InspectorHub.Outbox;
using InspectorHub.Sync.Rounds;

namespace InspectorHub.Sync;

/// <summary>
/// Is asked before a round and told how it goes, on any thread; the round waits for what it is told. As it is, it lets every
/// round begin and says nothing: derive from it what is of interest.
/// </summary>
public class SyncObserver
{
    /// <summary>A round is about to begin.</summary>
    public virtual Task<RoundDecision> DecideAsync(SyncRound round) => Task.FromResult(RoundDecision.Begin);

    /// <summary>A finding is about to be archived, since Amazon Inspector no longer lists it; false leaves it as it is.</summary>
    public virtual Task<bool> DecideAsync(OutboundFinding archived) => Task.FromResult(true);

    /// <summary>A finding has become ASFF with warnings or cuts, which stand in it.</summary>
    public virtual Task RemarkAsync(AsffFinding finding) => Task.CompletedTask;

    /// <summary>A finding can be made nothing of; the others go on.</summary>
    public virtual Task UnusableAsync(UnusableFinding finding) => Task.CompletedTask;

    /// <summary>Something else has happened.</summary>
    public virtual Task NoticeAsync(SyncNotice notice) => Task.CompletedTask;

    /// <summary>Nothing is done until the next round.</summary>
    /// <param name="region">Where; null where it is not known yet.</param>
    /// <param name="until">When that begins.</param>
    public virtual Task RestAsync(string? region, DateTimeOffset until) => Task.CompletedTask;

    /// <summary>A round is over.</summary>
    public virtual Task EndAsync(RoundResult result) => Task.CompletedTask;
}
