namespace InspectorHub.Integration;

/// <summary>How a check came out.</summary>
public enum CheckResult
{
    /// <summary>As it should be.</summary>
    Pass,

    /// <summary>It works, and somebody should look at it.</summary>
    Warn,

    /// <summary>It does not work.</summary>
    Fail,
}
