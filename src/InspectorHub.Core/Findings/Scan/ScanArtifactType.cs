namespace InspectorHub.Findings.Scan;

/// <summary>What a scan can be of. Source: Amazon Inspector user guide, SBOM generator.</summary>
public enum ScanArtifactType
{
    /// <summary>A container image.</summary>
    ContainerImage,

    /// <summary>A folder, for example a checkout.</summary>
    Directory,

    /// <summary>A packed file: zip, tar, jar.</summary>
    Archive,

    /// <summary>A compiled program.</summary>
    Binary,

    /// <summary>A host.</summary>
    Host,
}
