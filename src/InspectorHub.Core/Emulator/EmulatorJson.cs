using System.Text.Json;
using System.Text.Json.Serialization;

namespace InspectorHub.Emulator;

/// <summary>JSON without reflection.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class EmulatorJson : JsonSerializerContext;
