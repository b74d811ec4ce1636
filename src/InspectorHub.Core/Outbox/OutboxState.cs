
namespace InspectorHub.Outbox;

/// <summary>How a finding in the outbox stands. The numbers are those in the file.</summary>
public enum OutboxState
{
    /// <summary>To be sent.</summary>
    Pending = 0,

    /// <summary>On its way: a sender waits for Security Hub's answer.</summary>
    InFlight = 1,

    /// <summary>Refused by Security Hub; it stays until it is resumed, replaced by a corrected version or cleared.</summary>
    Refused = 2,
}
