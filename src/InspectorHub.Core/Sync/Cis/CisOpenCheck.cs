using InspectorHub.Outbox;

namespace InspectorHub.Sync.Cis;

/// <summary>A check that Security Hub has, or is about to have, as failed.</summary>
internal sealed record CisOpenCheck(Lane Lane, string? Instance, string? Level, string? ScanConfigurationArn)
{
    /// <summary>The finding, where an earlier round has sent it.</summary>
    public MissingFinding? Held { get; init; }

    /// <summary>The finding, where this round has sent it and may end it, too: it need not be in the outbox yet.</summary>
    public OutboundFinding? Sent { get; init; }
}
