using System.Text.Json;

namespace InspectorHub.Json;

/// <summary>Reads an item of a list, at which the reader stands. Null never comes here.</summary>
internal delegate T JsonItemReader<out T>(ref Utf8JsonReader json);
