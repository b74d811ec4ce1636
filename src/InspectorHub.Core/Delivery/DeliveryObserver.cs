using InspectorHub.Outbox;

namespace InspectorHub.Delivery;

/// <summary>Is told how delivery goes, on any thread.</summary>
/// <param name="Settled">A finding has come to its end: received, unchanged, superseded or refused.</param>
/// <param name="Noticed">Something has happened to a lane.</param>
public sealed record DeliveryObserver(Action<FindingResult> Settled, Action<LaneNotice> Noticed);
