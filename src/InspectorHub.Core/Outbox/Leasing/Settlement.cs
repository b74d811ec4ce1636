
namespace InspectorHub.Outbox.Leasing;

/// <summary>How the attempt to deliver one finding ended.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Status">Acknowledged, refused, or waiting for another attempt.</param>
/// <param name="ErrorCode">The code of Security Hub's refusal.</param>
/// <param name="ErrorMessage">Security Hub's words.</param>
/// <param name="ReadyAt">When to try again, in milliseconds since 1970.</param>
internal sealed record Settlement(
    LeasedFinding Finding, DeliveryStatus Status, string? ErrorCode = null, string? ErrorMessage = null, long ReadyAt = 0);
