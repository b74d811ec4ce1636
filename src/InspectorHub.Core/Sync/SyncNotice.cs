namespace InspectorHub.Sync;

/// <summary>Something has happened while synchronizing.</summary>
/// <param name="Kind">What.</param>
/// <param name="Region">Where; null where it is about no single Region.</param>
/// <param name="Message">In words.</param>
/// <param name="Failure">Why, where a call or a file failed.</param>
public sealed record SyncNotice(SyncNoticeKind Kind, string? Region, string Message, Exception? Failure = null);
