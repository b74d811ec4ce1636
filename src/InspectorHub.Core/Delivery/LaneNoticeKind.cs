namespace InspectorHub.Delivery;

/// <summary>What has happened to a lane.</summary>
public enum LaneNoticeKind
{
    /// <summary>Calls have begun to fail; they are made again until they are answered.</summary>
    Troubled,

    /// <summary>A further attempt has failed.</summary>
    Retrying,

    /// <summary>Calls are answered again.</summary>
    Recovered,

    /// <summary>Delivery on this lane has ended until somebody puts something right; its findings wait.</summary>
    Stopped,

    /// <summary>Another sender has findings on their way that this delivery waits for.</summary>
    Held,

    /// <summary>A batch has been answered for.</summary>
    Answered,
}
