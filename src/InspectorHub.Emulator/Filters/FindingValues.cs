using System.Text.Json;

namespace InspectorHub.Emulator.Filters;

/// <summary>The values at a place of a finding; several where lists are on the way, none where it is absent.</summary>
internal static class FindingValues
{
    public static IEnumerable<JsonElement> At(JsonElement element, ReadOnlyMemory<string> steps)
    {
        if (element.ValueKind == JsonValueKind.Array) return element.EnumerateArray().SelectMany(item => At(item, steps));
        if (steps.Length == 0) return [element];
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(steps.Span[0], out var next)
            ? At(next, steps.Slice(1))
            : [];
    }

    /// <summary>Whether one of the values there is as it is asked for.</summary>
    public static bool Exist(JsonElement element, ReadOnlySpan<string> steps, Predicate<JsonElement> isAsked)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                if (Exist(item, steps, isAsked)) return true;
            }

            return false;
        }

        if (steps.Length == 0) return isAsked(element);
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(steps[0], out var next)
            && Exist(next, steps.Slice(1), isAsked);
    }
}
