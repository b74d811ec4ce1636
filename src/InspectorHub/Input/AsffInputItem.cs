using System.Runtime.InteropServices;
using System.Text.Json;
using InspectorHub.Findings;

namespace InspectorHub.Input;

/// <summary>A finding in the Security Hub format as it was written, or what is wrong with the text.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AsffInputItem(string Origin, JsonElement Json, FindingProblem? Problem);
