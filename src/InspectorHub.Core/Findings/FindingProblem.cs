using InspectorHub.Json;

namespace InspectorHub.Findings;

/// <summary>Something in a source that is no finding and should have been one. The rest of the source is read all the same.</summary>
/// <param name="Kind">What kind of problem.</param>
/// <param name="Origin">The source: a file, an object, a page of the API.</param>
/// <param name="Position">Where in it; null when the source as a whole is meant.</param>
/// <param name="FindingId">The finding's ARN where it is known.</param>
/// <param name="What">What is wrong, and what was expected.</param>
public sealed record FindingProblem(FindingProblemKind Kind, string Origin, JsonPosition? Position, string? FindingId, string What)
{
    /// <summary>Whether nothing is wrong but that it was not said what was scanned.</summary>
    public bool NeedsArtifact { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var place = Position is { } position ? $"{Origin}, {position}" : Origin;
        return FindingId is null ? $"{place}: {What}." : $"{place}, {FindingId}: {What}.";
    }
}
