using System.Text.Json.Serialization;
using InspectorHub.Findings.Cis;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Findings.Scan;

namespace InspectorHub.Findings;

/// <summary>
/// How findings are written, as the APIs do, and how what stands beside them is read. Findings are read by <see cref="Inspector2Json"/>
/// and <see cref="ClassicJson"/>, which is faster.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNameCaseInsensitive = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(FindingDateConverter), typeof(JsonStringEnumConverter<ScanArtifactType>)])]
[JsonSerializable(typeof(CisFinding))]
[JsonSerializable(typeof(ClassicFinding))]
[JsonSerializable(typeof(Inspector2Finding))]
[JsonSerializable(typeof(ScanFinding))]
[JsonSerializable(typeof(Dictionary<string, FailedItem>))]
[JsonSerializable(typeof(List<FindingDetailsError>))]
internal sealed partial class FindingJsonContext : JsonSerializerContext;
