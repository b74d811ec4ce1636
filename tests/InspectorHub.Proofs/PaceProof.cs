namespace InspectorHub.Proofs;

/// <summary>Keeps a sender busy for a while at the real limit and counts the calls once the burst is spent.</summary>
internal static class PaceProof
{
    private const int Burst = 30, PerSecond = 10;

    public static async Task<int> RunAsync(TimeSpan time)
    {
        using var emulation = new Emulation(limited: true);
        // Full batches, enough for longer than is measured.
        using var sender = emulation.Start(100 * (Burst + PerSecond * ((int)time.TotalSeconds + 15)), limited: true);
        await Emulation.EndOf(sender);
        var imports = emulation.Imports.OrderBy(call => call.ReceivedAt).ToList();
        var afterBurst = imports[0].ReceivedAt + TimeSpan.FromSeconds(8);
        var calls = imports.Count(call => call.ReceivedAt >= afterBurst && call.ReceivedAt < afterBurst + time);
        var off = Math.Abs(calls / time.TotalSeconds / PerSecond - 1);
        var throttled = imports.Count(call => call.Status == 429);
        Report.Line($"{PerSecond} calls a second over {time.TotalSeconds:0} s, after the burst of {Burst}", off <= 0.02,
            $"{calls / time.TotalSeconds:0.00} a second, {off:P1} off; throttled {throttled} times");
        return off <= 0.02 ? 0 : 1;
    }
}
