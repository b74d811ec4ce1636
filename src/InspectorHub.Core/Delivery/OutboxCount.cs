namespace InspectorHub.Delivery;

/// <summary>How many findings of a lane are in each state.</summary>
/// <param name="Pending">To be sent.</param>
/// <param name="InFlight">On their way.</param>
/// <param name="Refused">Set aside.</param>
public sealed record OutboxCount(int Pending, int InFlight, int Refused);
