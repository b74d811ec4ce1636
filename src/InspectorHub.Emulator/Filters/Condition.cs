using System.Text.Json;

namespace InspectorHub.Emulator.Filters;

/// <summary>One filter value.</summary>
/// <param name="IsNegative">
/// Negative ones (NOT_EQUALS …) exclude: all of them must hold. Of the positive ones of an attribute one is enough.
/// </param>
/// <param name="Holds">Whether it holds for one value; of negative ones: whether the value is not the excluded one.</param>
internal sealed record Condition(bool IsNegative, Func<JsonElement, bool> Holds);
