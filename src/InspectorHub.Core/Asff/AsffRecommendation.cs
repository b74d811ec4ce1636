namespace InspectorHub.Asff;

/// <summary>Advice: a text, a page, or both.</summary>
public sealed class AsffRecommendation
{
    /// <summary>At most 512 characters.</summary>
    public string? Text { get; set; }

    /// <summary>A public page.</summary>
    public string? Url { get; set; }
}
