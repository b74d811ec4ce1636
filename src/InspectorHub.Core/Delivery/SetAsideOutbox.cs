namespace InspectorHub.Delivery;

/// <summary>A damaged outbox that was moved out of the way, so that findings can be delivered again.</summary>
/// <param name="Path">Where the damaged file is now.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record SetAsideOutbox(string Path, string Reason);
