
namespace InspectorHub.Outbox;

/// <summary>How far a finding has come.</summary>
public enum DeliveryStatus
{
    /// <summary>On disk; Security Hub has not answered for it yet.</summary>
    Waiting,

    /// <summary>Security Hub has it: it has acknowledged it.</summary>
    Received,

    /// <summary>Security Hub has acknowledged the same content before: nothing to send.</summary>
    Unchanged,

    /// <summary>A newer version of the finding waits or was acknowledged: this one is not sent.</summary>
    Superseded,

    /// <summary>Security Hub has refused it; it is set aside in the outbox with the reason.</summary>
    Refused,

    /// <summary>Somebody has thrown it away before Security Hub answered for it.</summary>
    Cleared,
}
