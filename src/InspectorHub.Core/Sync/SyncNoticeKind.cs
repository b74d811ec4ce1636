namespace InspectorHub.Sync;

/// <summary>What has happened while synchronizing.</summary>
public enum SyncNoticeKind
{
    /// <summary>A round could not begin; the next one tries again.</summary>
    PutOff,

    /// <summary>Amazon Inspector did not list to the end, and there is no other round.</summary>
    Failed,

    /// <summary>Amazon Inspector did not list to the end; the next round begins where this one did.</summary>
    BrokenOff,

    /// <summary>The checkpoint could not be moved; the next round begins where this one did.</summary>
    CheckpointStays,

    /// <summary>There is a checkpoint that holds no time: all that is active is listed.</summary>
    CheckpointUnreadable,

    /// <summary>The checkpoint is of a time that has not come yet: all that is active is listed.</summary>
    CheckpointInFuture,

    /// <summary>The checkpoint is older than what Amazon Inspector remembers of closed findings: all that is active is listed.</summary>
    CheckpointTooOld,

    /// <summary>What Security Hub holds of some accounts cannot be read: only what the outbox knows to be over is ended there.</summary>
    HubUnread,

    /// <summary>Accounts whose findings have been sent are out of sight: these stay as they are.</summary>
    OutOfSight,

    /// <summary>
    /// Amazon Inspector gave something that cannot be read when it was asked for findings that it did not list: these stay
    /// as they are.
    /// </summary>
    Unclear,

    /// <summary>More findings are over than may be archived at once: they stay as they are.</summary>
    ArchiveLimit,

    /// <summary>Findings that are over are damaged in the outbox: they stay as they are.</summary>
    LedgerDamaged,

    /// <summary>A CIS scan, or instances of it, say nothing: what is known of them stays as it is.</summary>
    NotScanned,

    /// <summary>The queue did not answer; it is asked again.</summary>
    QueueTroubled,

    /// <summary>The queue still does not answer.</summary>
    QueueStillTroubled,

    /// <summary>A message that holds no finding was set aside.</summary>
    MessageSetAside,

    /// <summary>Something that is no finding and need not be one was passed over.</summary>
    PassedOver,

    /// <summary>Messages that were not answered for in time are the queue's again.</summary>
    GivenBack,

    /// <summary>It works: how far it has come, once a minute.</summary>
    SignOfLife,

    /// <summary>Security Hub holds findings that are not listed and cannot be archived: they stay as they are.</summary>
    HeldUnusable,
}
