
namespace InspectorHub.Outbox;

/// <summary>What an outbox says about delivery on one lane.</summary>
/// <param name="Lane">Account and Region.</param>
/// <param name="Received">Findings that Security Hub has acknowledged.</param>
/// <param name="Waiting">Findings that Security Hub has not answered for; one that updates a received finding counts here too.</param>
/// <param name="OldestWaiting">Since when the oldest of them waits.</param>
/// <param name="Refused">Findings that Security Hub has refused.</param>
public sealed record DeliveryFigures(Lane Lane, long Received, long Waiting, DateTimeOffset? OldestWaiting, long Refused);
