using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using InspectorHub.Aws;
using InspectorHub.Delivery;
using InspectorHub.Outbox;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>An outbox alone on a disk of a few megabytes, which only an administrator can make.</summary>
public sealed class SmallDiskTests : DeliveryTest
{
    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(32)]
    public async Task An_outbox_that_has_filled_its_own_disk_is_drained(int megabytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", Folder) == 0,
            "A small disk takes an administrator's rights.");
        try
        {
            using (var outbox = Open())
            {
                // What cannot be compressed, in groups of one and of many, until no more is taken.
                var taken = await FillAsync(outbox);
                Assert.InRange(taken, megabytes * 20, int.MaxValue);
                Assert.Equal(taken, outbox.Count(new OutboxFilter()));
                Assert.Equal(OutboxFailure.DiskFull,
                    Assert.Throws<OutboxException>(() => outbox.Accept([Incompressible(-1, 200_000)], force: false)).Failure);
            }

            // Some are refused, some come only with the second attempt.
            Hub.Before = (call, _, _) => call % 3 == 0
                ? throw new AwsException("No.") { StatusCode = System.Net.HttpStatusCode.ServiceUnavailable } : Task.CompletedTask;
            Hub.Refuse = finding => FakeSecurityHub.Id(finding).EndsWith('7') ? new(FakeSecurityHub.Id(finding), "InvalidInput", "No.")
                : null;
            using (var outbox = Open())
            {
                var waiting = outbox.Count(new OutboxFilter());
                using var dispatcher = new Dispatcher(outbox, _ => Hub, Quick, Observer, TestContext.Current.CancellationToken);
                Assert.Equal(waiting, dispatcher.Resume(new OutboxFilter()));
                var summary = await dispatcher.CompleteAsync();
                Assert.Equal((waiting, 0), (summary.Received + summary.Refused, summary.Waiting));
                Assert.Equal(summary.Refused, outbox.Count(new OutboxFilter()));
            }
        }
        finally
        {
            Run("umount", Folder);
        }
    }

    private static async Task<int> FillAsync(FindingOutbox outbox)
    {
        for (var number = 0; ; number++)
        {
            try
            {
                var group = Enumerable.Range(0, number % 7 == 0 ? 40 : 1).Select(part => Incompressible((number * 100) + part, 4000))
                    .ToList();
                await QueueAsync(group, outbox);
            }
            catch (OutboxException full) when (full.Failure == OutboxFailure.DiskFull)
            {
                return outbox.Count(new OutboxFilter());
            }
        }
    }

    private static OutboundFinding Incompressible(int number, int length) => new(
        Encoding.UTF8.GetBytes(Finding.Json($"finding-{number}", Convert.ToBase64String(RandomNumberGenerator.GetBytes(length * 3 / 4)))),
        Finding.Region);

    private static int Run(string program, params string[] arguments)
    {
        using var process =
            Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true });
        process!.WaitForExit();
        return process.ExitCode;
    }
}
