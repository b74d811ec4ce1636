using InspectorHub.Common;

namespace InspectorHub.Findings.Cis;

/// <summary>Which instances a CIS scan is to check. Source: Inspector2 API 2020-06-08, <c>CisTargets</c>.</summary>
public sealed class CisTargets
{
    /// <summary>In these accounts.</summary>
    public ItemList<string>? AccountIds { get; set; }

    /// <summary>With these tags.</summary>
    public CisTags? TargetResourceTags { get; set; }

    /// <inheritdoc/>
    public override string ToString() => AccountIds?.ToString() ?? "";
}
