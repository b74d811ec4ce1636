using System.Text.Json.Serialization;

namespace InspectorHub.Asff.Serialization;

/// <summary>How ASFF is read and written: members absent rather than null, since Security Hub refuses null.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(AsffTextConverter), typeof(FiniteNumberConverter)])]
[JsonSerializable(typeof(AsffFinding))]
internal sealed partial class AsffJsonContext : JsonSerializerContext;
