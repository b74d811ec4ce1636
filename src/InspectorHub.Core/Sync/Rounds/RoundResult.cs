using InspectorHub.Delivery;

namespace InspectorHub.Sync.Rounds;

/// <summary>A round that is over.</summary>
/// <param name="Region">The Region; null for the events of a queue, which are about many.</param>
/// <param name="Delivery">The delivery, which is disposed afterwards.</param>
/// <param name="Summary">What became of the findings.</param>
/// <param name="IsListed">Whether Amazon Inspector has listed all that was asked for.</param>
/// <param name="GoesOn">Whether there will be another.</param>
public sealed record RoundResult(string? Region, Dispatcher Delivery, DeliverySummary Summary, bool IsListed, bool GoesOn);
