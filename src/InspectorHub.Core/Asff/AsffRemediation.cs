namespace InspectorHub.Asff;

/// <summary>What to do about a finding.</summary>
public sealed class AsffRemediation
{
    /// <summary>The advice.</summary>
    public AsffRecommendation? Recommendation { get; set; }
}
