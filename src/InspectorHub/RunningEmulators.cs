using System.Collections.Concurrent;

namespace InspectorHub;

/// <summary>The emulators of this process, for those who want to stop all of them: <c>Stop-… -All</c>, and the module's removal.</summary>
internal static class RunningEmulators
{
    private static readonly ConcurrentDictionary<RunningEmulator, byte> Running = new();

    public static IReadOnlyList<RunningEmulator> All => [.. Running.Keys.OrderBy(emulator => emulator.Port)];

    public static void Remember(RunningEmulator emulator) => Running.TryAdd(emulator, 0);

    public static void Forget(RunningEmulator emulator) => Running.TryRemove(emulator, out _);

    public static void StopAll()
    {
        foreach (var emulator in All) emulator.Dispose();
    }
}
