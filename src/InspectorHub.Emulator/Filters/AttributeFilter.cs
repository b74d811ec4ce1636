using System.Text.Json;

namespace InspectorHub.Emulator.Filters;

/// <summary>All filter values of one attribute.</summary>
internal sealed class AttributeFilter
{
    private readonly string[] steps;
    private readonly Predicate<JsonElement>? isWanted;
    private readonly Predicate<JsonElement> isExcluded;

    /// <param name="path">Where the attribute stands.</param>
    /// <param name="conditions">The filter values.</param>
    public AttributeFilter(string path, IReadOnlyList<Condition> conditions)
    {
        steps = path.Length == 0 ? [] : path.Split('.');
        Condition[] positive = [.. conditions.Where(condition => !condition.IsNegative)];
        Condition[] negative = [.. conditions.Where(condition => condition.IsNegative)];
        if (positive.Length > 0) isWanted = value => Array.Exists(positive, condition => condition.Holds(value));
        isExcluded = value => Array.Exists(negative, condition => !condition.Holds(value));
    }

    /// <summary>Whether the finding passes.</summary>
    public bool Matches(JsonElement finding) =>
        !FindingValues.Exist(finding, steps, isExcluded) && (isWanted is null || FindingValues.Exist(finding, steps, isWanted));
}
