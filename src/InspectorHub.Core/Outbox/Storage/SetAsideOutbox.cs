namespace InspectorHub.Outbox.Storage;

/// <summary>A damaged outbox that was moved out of the way, so that findings can be delivered again.</summary>
/// <param name="Path">Where the damaged file is now.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Salvaged">Findings that waited in it, could be read and wait now in the new one.</param>
/// <param name="Lost">Findings that waited in it and could not be read, as far as it tells how many there were.</param>
public sealed record SetAsideOutbox(string Path, string Reason, int Salvaged, int Lost)
{
    /// <summary>What has happened and what is to be done.</summary>
    public string Message =>
        $"The outbox was damaged and has been set aside as {Path}; a new one takes its place. {Reason} Findings that waited in it and " +
        $"wait now in the new one: {Salvaged}. " +
        (Lost > 0
            ? $"Findings that waited and could not be read: {Lost}; send them again from their source."
            : "More may have waited that cannot be read: to be sure, send them again from their source.");
}
