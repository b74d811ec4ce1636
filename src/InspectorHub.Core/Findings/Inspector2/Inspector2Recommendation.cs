using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>Advice: a text, a page, or both.</summary>
public sealed class Inspector2Recommendation
{
    /// <summary>The advice.</summary>
    public string? Text { get; set; }

    /// <summary>A page.</summary>
    public string? Url { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(Text, Url);
}
