using InspectorHub.Outbox;

namespace InspectorHub.Delivery;

/// <summary>Something that the user should know of a lane.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Kind">What has happened.</param>
/// <param name="Message">The cause and the facts, in plain words.</param>
/// <param name="Failure">The failure behind it.</param>
public sealed record LaneNotice(Lane Lane, LaneNoticeKind Kind, string Message, Exception? Failure = null)
{
    /// <summary>When a call that failed is made again; null where none is to be.</summary>
    public DateTimeOffset? NextTryAt { get; init; }
}
