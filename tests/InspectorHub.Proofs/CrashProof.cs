using InspectorHub.Proofs.CrashStates;

namespace InspectorHub.Proofs;

/// <summary>The states that a power cut may leave: see <see cref="CrashExplorer"/>.</summary>
internal static class CrashProof
{
    public static int Run(int states)
    {
        if (!Trace.IsPossible)
        {
            Report.Line("crash states", true, "skipped: strace is missing, or may not trace");
            return 0;
        }

        var failed = 0;
        foreach (var kind in CrashWork.Kinds)
        {
            var (explored, broken) = CrashExplorer.Explore(kind, states);
            Report.Line($"crash states, {kind}", broken.Count == 0, $"{explored} states, {broken.Count} broken");
            foreach (var line in broken.Take(5)) Console.Error.WriteLine(line);
            failed += broken.Count;
        }

        // If nothing were flushed, something would have to be missing: this is what is looked for.
        var (control, found) = CrashExplorer.Explore("accept", Math.Min(states, 2000), isFlushing: false);
        Report.Line("crash states, accept, as if no flush did anything", found.Count > 0,
            $"{control} states, {found.Count} broken, as they must be");
        return failed + (found.Count > 0 ? 0 : 1);
    }
}
