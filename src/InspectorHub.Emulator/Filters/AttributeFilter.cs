using System.Text.Json;

namespace InspectorHub.Emulator.Filters;

/// <summary>All filter values of one attribute.</summary>
internal sealed class AttributeFilter(string path, IReadOnlyList<Condition> conditions)
{
    /// <summary>Where the attribute stands.</summary>
    public string Path => path;

    private readonly string[] steps = path.Length == 0 ? [] : path.Split('.');
    private readonly Condition[] positive = [.. conditions.Where(condition => !condition.IsNegative)];
    private readonly Condition[] negative = [.. conditions.Where(condition => condition.IsNegative)];

    /// <summary>Whether the finding passes.</summary>
    public bool Matches(JsonElement finding)
    {
        var values = FindingValues.At(finding, steps).ToList();
        return Array.TrueForAll(negative, condition => values.TrueForAll(value => condition.Holds(value))) &&
               (positive.Length == 0 || Array.Exists(positive, condition => values.Exists(value => condition.Holds(value))));
    }
}
