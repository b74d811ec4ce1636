namespace InspectorHub.Delivery;

/// <summary>How far a delivery has come.</summary>
/// <param name="Received">Findings given so far.</param>
/// <param name="Acknowledged">Those that Security Hub has taken, earlier ones included.</param>
/// <param name="Refused">Those that it has refused.</param>
/// <param name="Waiting">Those on disk that it has still to answer for, on the lanes of this delivery.</param>
/// <param name="Rate">Acknowledged findings a second, since the beginning.</param>
/// <param name="Oldest">How long the oldest of the waiting has waited.</param>
public sealed record DeliveryProgress(long Received, long Acknowledged, long Refused, long Waiting, double Rate, TimeSpan Oldest);
