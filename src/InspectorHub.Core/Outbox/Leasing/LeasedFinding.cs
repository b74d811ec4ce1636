
namespace InspectorHub.Outbox.Leasing;

/// <summary>A waiting finding that one sender holds and nobody else sends meanwhile.</summary>
internal sealed record LeasedFinding
{
    /// <summary>Its row.</summary>
    public required long Number { get; init; }

    /// <summary>Its version: a newer one may come while this one is in flight.</summary>
    public required long Document { get; init; }

    /// <summary>The number of its lane.</summary>
    public required long Lane { get; init; }

    public required string Id { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    public required byte[] Hash { get; init; }

    public required long SourceUpdatedAt { get; init; }

    public required long UpdatedAt { get; init; }

    public required string? CreatedAt { get; init; }

    public required bool IsArchived { get; init; }

    /// <summary>How often it has been on its way, this time included.</summary>
    public required int Attempts { get; set; }

    /// <summary>Whether Security Hub has acknowledged an earlier version.</summary>
    public required bool IsUpdate { get; init; }

    /// <summary>The sender that accepted it.</summary>
    public required string QueuedBy { get; init; }
}
