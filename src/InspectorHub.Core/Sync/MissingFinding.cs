using InspectorHub.Asff;
using InspectorHub.Outbox;
using InspectorHub.Sync.Rounds;

namespace InspectorHub.Sync;

/// <summary>A finding that Security Hub has in force and a listing lacks.</summary>
public sealed class MissingFinding
{
    private readonly Func<AsffFinding?> read;

    internal MissingFinding(Lane lane, string id, long sourceUpdatedAt, Func<AsffFinding?> read)
    {
        Lane = lane;
        Id = id;
        SourceUpdatedAt = sourceUpdatedAt;
        this.read = read;
    }

    internal MissingFinding(Lane lane, AsffFinding held)
        : this(lane, held.Id!, held.UpdatedAt?.ToUnixTimeMilliseconds() ?? 0, () => held) =>
            (Held, Seen) = (held, new Sighting(Differs: true, held.UpdatedAt));

    /// <summary>Where it went.</summary>
    public Lane Lane { get; }

    /// <summary>Its Id.</summary>
    public string Id { get; }

    /// <summary>The finding as Security Hub holds it; null where the outbox has it.</summary>
    internal AsffFinding? Held { get; }

    /// <summary>How Security Hub was seen to hold it, beside what the outbox has, whoever has sent that.</summary>
    internal Sighting Seen { get; set; }

    /// <summary>UpdatedAt of the version that is in force, as its source has it, in milliseconds since 1970.</summary>
    internal long SourceUpdatedAt { get; }

    /// <summary>
    /// The finding as it was sent; null where it is damaged in the outbox. Only for as long as the outbox has this version.
    /// </summary>
    public AsffFinding? Read() => read();
}
