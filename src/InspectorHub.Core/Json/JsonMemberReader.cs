using System.Text.Json;

namespace InspectorHub.Json;

/// <summary>Reads a member's value, at which the reader stands, into an object. Null never comes here.</summary>
internal delegate void JsonMemberReader<in T>(T target, ref Utf8JsonReader json);
