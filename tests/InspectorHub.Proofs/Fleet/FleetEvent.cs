namespace InspectorHub.Proofs.Fleet;

/// <summary>A message for the queue.</summary>
/// <param name="Finding">The number of the finding that it is about; null where it is of no use.</param>
/// <param name="Body">What EventBridge puts into the queue.</param>
internal sealed record FleetEvent(int? Finding, string Body);
