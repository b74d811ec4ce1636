using System.Diagnostics;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>Short rounds of the proofs with real processes. The long ones: docs/delivery.md.</summary>
public sealed class ProcessTests
{
    [Theory]
    [InlineData("kill-short")]
    [InlineData("two")]
    public async Task Real_processes_lose_nothing_and_send_nothing_twice_at_once(string proof) =>
        Assert.DoesNotContain("skipped", await ProveAsync(proof), StringComparison.Ordinal);

    [Fact]
    public async Task Nothing_promised_is_missing_in_any_state_that_a_power_cut_may_leave()
    {
        var report = await ProveAsync("crash-short");
        Assert.SkipWhen(report.Contains("skipped", StringComparison.Ordinal), "strace is missing, or may not trace.");
        Assert.Contains("as if no flush did anything", report, StringComparison.Ordinal);
    }

    private static async Task<string> ProveAsync(string proof)
    {
        // Built beside the tests, in the same configuration.
        var program = Path.Combine(AppContext.BaseDirectory
            .Replace("InspectorHub.Core.SystemTests", "InspectorHub.Proofs", StringComparison.Ordinal), "InspectorHub.Proofs.dll");
        using var process =
            Process.Start(new ProcessStartInfo("dotnet", [program, proof]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var report = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Contains("| kept |", report, StringComparison.Ordinal);
        Assert.Equal(0, process.ExitCode);
        return report;
    }
}
