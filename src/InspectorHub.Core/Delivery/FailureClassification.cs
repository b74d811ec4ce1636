namespace InspectorHub.Delivery;

/// <summary>What to do about a call that failed.</summary>
internal enum FailureClassification
{
    /// <summary>Make it again later: it may well be answered then.</summary>
    Retry,

    /// <summary>Make it again later, and go slower from now on.</summary>
    RetrySlower,

    /// <summary>Something in it is refused: halve it until the culprit is alone.</summary>
    Split,

    /// <summary>Nothing on this lane will be answered differently until somebody has changed something.</summary>
    Stop,
}
