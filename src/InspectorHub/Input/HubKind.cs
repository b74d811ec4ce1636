namespace InspectorHub.Input;

/// <summary>The two services of the name Security Hub.</summary>
public enum HubKind
{
    /// <summary>
    /// Security Hub CSPM: ASFF, standards and controls, imports by customers. It was called Security Hub until December
    /// 2025.
    /// </summary>
    Cspm,

    /// <summary>Security Hub, new in December 2025: OCSF, operations that end in V2, no imports by customers.</summary>
    V2,
}
