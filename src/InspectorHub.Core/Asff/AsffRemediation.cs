namespace InspectorHub.Asff;

/// <summary>What to do about a finding. A text becomes the advice.</summary>
public sealed class AsffRemediation
{
    /// <summary>The advice.</summary>
    public AsffRecommendation? Recommendation { get; set; }

    /// <summary>A remediation of advice in words.</summary>
    public static AsffRemediation Parse(string text) => new() { Recommendation = AsffRecommendation.Parse(text) };

    /// <inheritdoc/>
    public override string ToString() => Recommendation?.ToString() ?? "";
}
