using System.Collections.Concurrent;
using System.Management.Automation.Runspaces;

namespace InspectorHub;

/// <summary>
/// The emulators that run, by the session (runspace) that started them: <c>Stop-… -All</c> and the module's removal end those of
/// their own session and leave jobs and other sessions of the process alone.
/// </summary>
internal static class RunningEmulators
{
    private static readonly ConcurrentDictionary<RunningEmulator, Guid> Running = new();

    // A script that ends without stopping its emulator leaves a closed file behind, too.
    static RunningEmulators() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var emulator in Running.Keys) emulator.Dispose();
    };

    /// <summary>Those of this session.</summary>
    public static IReadOnlyList<RunningEmulator> All =>
        [.. Running.Where(running => running.Value == Session).Select(running => running.Key).OrderBy(emulator => emulator.Port)];

    private static Guid Session => Runspace.DefaultRunspace?.InstanceId ?? Guid.Empty;

    public static void Remember(RunningEmulator emulator) => Running.TryAdd(emulator, Session);

    public static void Forget(RunningEmulator emulator) => Running.TryRemove(emulator, out _);

    public static void StopAll()
    {
        foreach (var emulator in All) emulator.Dispose();
    }
}
