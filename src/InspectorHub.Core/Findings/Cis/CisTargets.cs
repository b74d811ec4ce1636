namespace InspectorHub.Findings.Cis;

/// <summary>Which instances a CIS scan is to check. Source: Inspector2 API 2020-06-08, <c>CisTargets</c>.</summary>
public sealed class CisTargets
{
    /// <summary>In these accounts.</summary>
    public List<string>? AccountIds { get; set; }

    /// <summary>With these tags.</summary>
    public Dictionary<string, List<string>>? TargetResourceTags { get; set; }
}
