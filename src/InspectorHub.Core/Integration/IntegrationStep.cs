namespace InspectorHub.Integration;

/// <summary>What is to be done after a check that only somebody who has the commands can put into words.</summary>
public enum IntegrationStep
{
    /// <summary>Nothing, or what <see cref="IntegrationCheck.NextStep"/> says.</summary>
    None,

    /// <summary>Name a Region, and an endpoint only where there is one.</summary>
    NameRegion,

    /// <summary>Give valid credentials.</summary>
    GiveCredentials,

    /// <summary>Enable Security Hub CSPM.</summary>
    EnableHub,

    /// <summary>End Amazon Inspector's own flow, or stop importing.</summary>
    EndOneFlow,

    /// <summary>Import, or let Amazon Inspector's own flow do so.</summary>
    StartAFlow,
}
