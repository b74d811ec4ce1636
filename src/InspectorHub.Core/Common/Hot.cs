using System.Runtime.CompilerServices;

namespace InspectorHub.Common;

/// <summary>
/// For methods that run for every member of every finding: compiled well the first time. The runtime would otherwise take some hundred
/// calls to learn that they matter, and then run them slowly for as many more, while it counts what they do: with a few thousand findings
/// that is a third of the time. Not for what walks findings member by member, to read them, fit them or write them: what the runtime
/// counts there makes it a tenth faster in the end.
/// </summary>
internal static class Hot
{
    /// <summary>AggressiveOptimization, which netstandard2.0 has no name for.</summary>
    public const MethodImplOptions Path = (MethodImplOptions)512;
}
