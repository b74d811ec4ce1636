using System.Runtime.CompilerServices;

namespace InspectorHub.Common;

/// <summary>
/// For methods that run once for every member of every finding: compiled well the first time. The runtime would otherwise take
/// some hundred calls of the emulator to learn that they matter, and a test of a runbook makes fewer.
/// </summary>
internal static class Hot
{
    /// <summary>AggressiveOptimization, which netstandard2.0 has no name for.</summary>
    public const MethodImplOptions Path = (MethodImplOptions)512;
}
