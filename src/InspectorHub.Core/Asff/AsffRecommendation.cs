namespace InspectorHub.Asff;

/// <summary>Advice: a text, a page, or both. A text becomes one.</summary>
public sealed class AsffRecommendation
{
    /// <summary>At most 512 characters.</summary>
    public string? Text { get; set; }

    /// <summary>A public page.</summary>
    public string? Url { get; set; }

    /// <summary>Advice in words.</summary>
    public static AsffRecommendation Parse(string text) => new() { Text = text };

    /// <inheritdoc/>
    public override string ToString() => (Text, Url) switch
    {
        (null, _) => Url ?? "",
        (_, null) => Text,
        _ => $"{Text} ({Url})",
    };
}
