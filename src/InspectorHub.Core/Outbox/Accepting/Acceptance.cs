namespace InspectorHub.Outbox.Accepting;

/// <summary>What the outbox did with a finding that was given to it.</summary>
/// <param name="Status">
/// <see cref="DeliveryStatus.Waiting"/> when it is on disk now, <see cref="DeliveryStatus.Unchanged"/> or <see
/// cref="DeliveryStatus.Superseded"/> when there is nothing to send.
/// </param>
/// <param name="Replaced">
/// An earlier version that the same sender had given and that waited still is gone: this one goes in its place.
/// </param>
internal readonly record struct Acceptance(DeliveryStatus Status, bool Replaced = false);
