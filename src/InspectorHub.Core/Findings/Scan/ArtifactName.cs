namespace InspectorHub.Findings.Scan;

/// <summary>
/// Which artefact a scan is about, whatever was pushed under its name: for an image its repository and tag, since the next push of
/// the tag takes the place of the one before. A digest names one image for ever, and counts where there is no tag.
/// </summary>
public static class ArtifactName
{
    private const string NoTag = ":latest";

    /// <summary>The name that a later scan of the same artefact has, too.</summary>
    /// <param name="type">What kind of artefact.</param>
    /// <param name="reference">An image reference or a path, as it was given.</param>
    public static string Of(ScanArtifactType type, string reference)
    {
        if (type != ScanArtifactType.ContainerImage) return reference;
        var digest = reference.IndexOf('@');
        var name = digest < 0 ? reference : reference.Substring(0, digest);
        // A colon before the last slash is that of a registry's port.
        if (name.IndexOf(':', name.LastIndexOf('/') + 1) >= 0) return name;
        return digest < 0 ? name + NoTag : reference;
    }
}
