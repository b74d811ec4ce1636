using InspectorHub.Json;

namespace InspectorHub.Findings;

/// <summary>Something worth a word about a source that is no mistake: what was passed over, or what does not agree.</summary>
/// <param name="IsWarning">Whether it should be seen without asking: all could be read, and something about it is odd.</param>
/// <param name="Origin">The source: a file, an object, a page of the API.</param>
/// <param name="Position">Where in it; null when the source as a whole is meant.</param>
/// <param name="What">The word.</param>
public sealed record FindingNotice(bool IsWarning, string Origin, JsonPosition? Position, string What)
{
    /// <inheritdoc/>
    public override string ToString() => Position is { } position ? $"{Origin}, {position}: {What}." : $"{Origin}: {What}.";
}
