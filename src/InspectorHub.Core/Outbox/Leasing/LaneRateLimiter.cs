using InspectorHub.Outbox.Storage;

namespace InspectorHub.Outbox.Leasing;

/// <summary>
/// The token bucket of each lane. It lives in the outbox, so that all processes on it share one pace, and slows down while
/// Security Hub throttles. A call always gets its token at once and is told how long to wait for its turn: nobody polls.
/// </summary>
internal sealed class LaneRateLimiter(OutboxConnection connection, RateLimitOptions options, TimeProvider time)
{
    // A pause that reaches further is the trace of a clock that was set back.
    private const long LongestPause = 300_000;

    /// <summary>Takes a token and gives the time until it is due.</summary>
    public TimeSpan Take(long lane) => connection.Write(() =>
    {
        var now = Now;
        var bucket = Read(lane);
        var tokens = bucket.TokensAt(now, options.Burst) - 1;
        connection.Execute(
            "UPDATE lane SET tokens = $tokens, refilled_at = $now WHERE number = $lane", ("$tokens", tokens), ("$now", now),
            ("$lane", lane));
        var turn = tokens >= 0 ? 0 : -tokens / bucket.Rate * 1000;
        var pause = bucket.PausedUntil - now;
        return TimeSpan.FromMilliseconds(Math.Max(turn, pause is > 0 and <= LongestPause ? pause : 0));
    });

    /// <summary>Security Hub throttles: half as fast, and nothing at all for as long as it asks.</summary>
    public void SlowDown(long lane, TimeSpan? retryAfter) => connection.Write(() =>
    {
        var now = Now;
        var bucket = Read(lane);
        // Calls that were in flight together are throttled together; that is one sign, not many.
        var rate = Math.Abs(now - bucket.SlowedAt) < 1000 ? bucket.Rate : Math.Max(options.SlowestCallsPerSecond, bucket.Rate / 2);
        var pausedUntil = Math.Max(
            bucket.PausedUntil > now + LongestPause ? 0 : bucket.PausedUntil,
            now + (long)Math.Min(LongestPause, retryAfter?.TotalMilliseconds ?? 0));
        connection.Execute(
            "UPDATE lane SET rate = $rate, tokens = $tokens, refilled_at = $now, slowed_at = $now, paused_until = $until WHERE number = " +
            "$lane",
            ("$rate", rate), (
                "$tokens", Math.Min(0, bucket.TokensAt(now, options.Burst))), ("$now", now), ("$until", pausedUntil), ("$lane", lane));
    });

    /// <summary>Security Hub has answered: a little faster, up to the full pace.</summary>
    public void SpeedUp(long lane)
    {
        var bucket = connection.Read(() => Read(lane));
        if (bucket.Rate >= options.CallsPerSecond) return;
        connection.Write(() => connection.Execute(
            "UPDATE lane SET rate = min($full, coalesce(rate, $full) + $step) WHERE number = $lane",
            ("$full", options.CallsPerSecond), ("$step", options.CallsPerSecond / 20), ("$lane", lane)));
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private Bucket Read(long lane)
    {
        foreach (
            var row in connection.Rows(
                "SELECT tokens, refilled_at, rate, slowed_at, paused_until FROM lane WHERE number = $lane", ("$lane", lane)))
        {
            var rate = row.IsNull(2) ? options.CallsPerSecond : Math.Min(options.CallsPerSecond, row.GetDouble(2));
            return new(row.IsNull(0) ? options.Burst : row.GetDouble(0), row.GetInt64(1), rate, row.GetInt64(3), row.GetInt64(4));
        }

        throw new InvalidOperationException($"There is no lane {lane}.");
    }

    private sealed record Bucket(double Tokens, long RefilledAt, double Rate, long SlowedAt, long PausedUntil)
    {
        public double TokensAt(long now, int burst) => Math.Min(burst, Tokens + Math.Max(0, now - RefilledAt) / 1000d * Rate);
    }
}
