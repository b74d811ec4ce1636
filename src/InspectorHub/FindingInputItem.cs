using System.Runtime.InteropServices;
using InspectorHub.Asff;
using InspectorHub.Findings;

namespace InspectorHub;

/// <summary>What an object from the pipeline turned out to be: exactly one of the three is set.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FindingInputItem(InspectorFinding? Finding = null, AsffFinding? Asff = null, FindingProblem? Problem = null);
