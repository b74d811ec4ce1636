namespace InspectorHub.Reports;

/// <summary>What an outbox says about delivery to one lane.</summary>
/// <param name="Lane">Account and Region.</param>
/// <param name="Received">Findings that Security Hub has acknowledged and still holds, as far as is known.</param>
/// <param name="Waiting">Findings that Security Hub has not answered for.</param>
/// <param name="OldestWaiting">Since when the oldest of them waits.</param>
/// <param name="Refused">Findings that Security Hub has refused.</param>
public sealed record DeliveryFigures(string Lane, long Received, long Waiting, DateTimeOffset? OldestWaiting, long Refused);
