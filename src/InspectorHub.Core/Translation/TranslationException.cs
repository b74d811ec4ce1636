namespace InspectorHub.Translation;

/// <summary>A finding that cannot become ASFF because something the format requires is missing.</summary>
public sealed class TranslationException : Exception
{
    /// <summary>A refusal of a finding.</summary>
    public TranslationException(string? findingId, string problem)
        : base($"Finding {findingId ?? "without an id"}: {problem}") => FindingId = findingId;

    /// <summary>Which finding, as far as it is known.</summary>
    public string? FindingId { get; }
}
