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

    /// <summary>The queue did not answer; it is asked again.</summary>
    QueueTroubled,

    /// <summary>The queue still does not answer.</summary>
    QueueStillTroubled,

    /// <summary>A message that holds no finding was set aside.</summary>
    MessageSetAside,

    /// <summary>Something that is no finding and need not be one was passed over.</summary>
    PassedOver,
}
