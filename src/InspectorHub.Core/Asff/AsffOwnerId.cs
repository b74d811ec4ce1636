namespace InspectorHub.Asff;

/// <summary>An account or an organization of a provider.</summary>
public sealed class AsffOwnerId
{
    public string? Id { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Id ?? "";
}
