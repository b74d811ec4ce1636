using System.Diagnostics;
using InspectorHub.Core.Tests.Aws;
using InspectorHub.Delivery;
using InspectorHub.Outbox;
using InspectorHub.Proofs.Sender;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>A sender's process that is halted with SIGSTOP while a call of it is on its way: it lives, and does nothing.</summary>
public sealed class HaltedSenderTests : DeliveryTest
{
    private const int Findings = 30;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_it_holds_is_said_and_goes_its_way_when_it_goes_on(bool isResumed)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGSTOP.");
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var mayAnswer = new ManualResetEventSlim();
        using var server = new LoopbackServer(_ =>
        {
            called.TrySetResult();
            mayAnswer.Wait(TestContext.Current.CancellationToken);
            return LoopbackServer.Answer(200, $$"""{"SuccessCount":{{Findings}},"FailedCount":0,"FailedFindings":[]}""");
        });
        using var halted = Start(server.Url);
        try
        {
            await called.Task.WaitAsync(TestContext.Current.CancellationToken);
            Signal(halted, "STOP");
            using var outbox = Open();
            var options = Quick with { Sender = Quick.Sender with { Patience = TimeSpan.FromMilliseconds(50) } };
            using var dispatcher = new Dispatcher(outbox, _ => Hub, options, Observer, TestContext.Current.CancellationToken);
            if (isResumed) Assert.Equal(Findings, dispatcher.Resume(new OutboxFilter()));
            else foreach (var finding in Enumerable.Range(0, Findings)
                .Select(number => SampleFinding.Of(SampleFinding.Json(number), server.Url))) dispatcher.Add(finding);
            var completing = dispatcher.CompleteAsync();
            await Noticed.UntilAsync(() => Notices.Any(notice => notice.Kind == LaneNoticeKind.Held));
            Assert.Contains(
                $"{Findings} findings are in the hands of another sender, process {halted.Id},",
                Notices.First(notice => notice.Kind == LaneNoticeKind.Held).Message, StringComparison.Ordinal);
            Assert.False(completing.IsCompleted);

            mayAnswer.Set();
            Signal(halted, "CONT");
            var summary = await completing;
            Assert.Equal((Findings, 0), (summary.Findings, summary.Waiting));
            // It was given to both, and each has been told; Security Hub has had it once.
            Assert.Equal(0, Hub.Calls);
            Assert.Single(server.Requests);
            await halted.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, halted.ExitCode);
        }
        finally
        {
            mayAnswer.Set();
            if (!halted.HasExited) halted.Kill();
        }
    }

    private Process Start(string url)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "InspectorHub.Proofs.Sender.dll");
        var options = new SenderOptions(url, "AKIDEXAMPLE", "secret", OutboxPath, First: 0, Findings, Limited: false);
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. options.ToArguments()]) { UseShellExecute = false,
            RedirectStandardOutput = true })!;
    }

    private static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
