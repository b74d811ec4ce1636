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
}
