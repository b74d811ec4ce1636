namespace InspectorHub.Outbox;

/// <summary>Why an outbox cannot do what it is asked to.</summary>
public enum OutboxFailure
{
    /// <summary>The file or its folder cannot be opened, read or written.</summary>
    Inaccessible,

    /// <summary>Another program keeps the file locked.</summary>
    Locked,

    /// <summary>No space is left on the disk.</summary>
    DiskFull,

    /// <summary>As much waits as the outbox's own limit allows.</summary>
    Full,

    /// <summary>The file is damaged, or is no outbox.</summary>
    Damaged,

    /// <summary>A later version of the module has made the file.</summary>
    TooNew,

    /// <summary>There is no such file, and looking for it does not make it.</summary>
    Missing,

    /// <summary>The file was deleted or replaced while it was used.</summary>
    Gone,
}
