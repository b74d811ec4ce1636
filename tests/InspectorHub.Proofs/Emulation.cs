using System.Collections.Concurrent;
using System.Diagnostics;
using InspectorHub.Emulator;
using InspectorHub.Proofs.Sender;

namespace InspectorHub.Proofs;

/// <summary>A Security Hub with a book of what it was sent, and processes that send to it.</summary>
internal sealed class Emulation : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("inspectorhub-proof-").FullName;
    private readonly ConcurrentQueue<EmulatorCall> calls = new();

    public Emulation(bool limited = false) =>
        Hub = new SecurityHubEmulator(new EmulatorOptions { RateScale = limited ? 1 : 0, Observer = calls.Enqueue });

    public SecurityHubEmulator Hub { get; }

    /// <summary>The sender as it was built, beside the proofs: <c>dotnet</c> runs it.</summary>
    public static string SenderPath => Path.Combine(AppContext.BaseDirectory, "InspectorHub.Proofs.Sender.dll");

    public string OutboxPath => Path.Combine(folder, "outbox.db");

    /// <summary>Imports that were carried out or at least looked at, in their order.</summary>
    public IEnumerable<EmulatorCall> Imports => calls.Where(call => call.Operation == "BatchImportFindings");

    /// <summary>Ids that the hub has taken.</summary>
    public HashSet<string> Held => [.. Imports.Where(call => call.Status is 200 or 0).SelectMany(call => call.FindingIds)];

    /// <summary>Ids that were in two calls at the same time.</summary>
    public int AtOnce
    {
        get
        {
            var until = new Dictionary<string, DateTimeOffset>();
            var overlaps = 0;
            foreach (var call in Imports.OrderBy(call => call.ReceivedAt))
            {
                foreach (var id in call.FindingIds)
                {
                    if (until.TryGetValue(id, out var answered) && call.ReceivedAt < answered) overlaps++;
                    until[id] = call.AnsweredAt;
                }
            }

            return overlaps;
        }
    }

    /// <summary>A process that sends so many findings; none delivers what waits.</summary>
    public Process Start(int findings, int first = 0, bool limited = false)
    {
        var options = new SenderOptions(Hub.EndpointUrl, Hub.AccessKey, Hub.SecretKey, OutboxPath, first, findings, limited);
        var start = new ProcessStartInfo("dotnet", [SenderPath, .. options.ToArguments()]) { UseShellExecute =
            false, RedirectStandardOutput = true, RedirectStandardError = true };
        return Process.Start(start) ?? throw new InvalidOperationException("The sender did not start.");
    }

    /// <summary>Waits for a sender and gives its counts.</summary>
    public static async Task<SenderCounts> EndOf(Process sender)
    {
        var error = sender.StandardError.ReadToEndAsync();
        var output = await sender.StandardOutput.ReadToEndAsync();
        await sender.WaitForExitAsync();
        if (output.Length == 0) throw new InvalidOperationException($"The sender ended with {sender.ExitCode}: {await error}");
        return SenderCounts.Parse(output);
    }

    /// <summary>Runs an emulator until its input ends, for senders in other languages; writes where it is.</summary>
    public static async Task<int> RunAsync()
    {
        using var hub = new SecurityHubEmulator(new EmulatorOptions { RateScale = 0 });
        await Console.Out.WriteLineAsync($"{hub.EndpointUrl} {hub.AccessKey} {hub.SecretKey}");
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public void Dispose()
    {
        Hub.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
