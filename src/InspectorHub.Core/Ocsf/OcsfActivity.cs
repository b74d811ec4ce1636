namespace InspectorHub.Ocsf;

/// <summary>What a finding reports. Source: OCSF, <c>activity_id</c> of the findings.</summary>
internal enum OcsfActivity
{
    /// <summary>The finding is new.</summary>
    Create = 1,

    /// <summary>It was seen before.</summary>
    Update = 2,

    /// <summary>It is over.</summary>
    Close = 3,
}
