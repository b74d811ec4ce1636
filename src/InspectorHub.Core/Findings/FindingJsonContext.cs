using System.Text.Json.Serialization;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;

namespace InspectorHub.Findings;

/// <summary>How findings are read (camelCase of the APIs and PascalCase of the SDKs alike) and written (as the APIs do).</summary>
[JsonSourceGenerationOptions(
    PropertyNameCaseInsensitive = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(FindingDateConverter)])]
[JsonSerializable(typeof(ClassicFinding))]
[JsonSerializable(typeof(Inspector2Finding))]
[JsonSerializable(typeof(Inspector2Event))]
[JsonSerializable(typeof(Dictionary<string, FailedItem>))]
[JsonSerializable(typeof(List<FindingDetailsError>))]
internal sealed partial class FindingJsonContext : JsonSerializerContext;
