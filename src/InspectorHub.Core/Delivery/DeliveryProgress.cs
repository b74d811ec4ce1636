namespace InspectorHub.Delivery;

/// <summary>How far a delivery has come.</summary>
/// <param name="Findings">Findings given so far.</param>
/// <param name="Received">Those that Security Hub has taken, earlier ones included.</param>
/// <param name="Refused">Those that it has refused.</param>
/// <param name="Waiting">Those on disk that it has still to answer for, on the lanes of this delivery.</param>
/// <param name="Rate">Acknowledged findings a second, since the beginning.</param>
/// <param name="Oldest">How long the oldest of the waiting has waited.</param>
public sealed record DeliveryProgress(int Findings, int Received, int Refused, int Waiting, double Rate, TimeSpan Oldest);
