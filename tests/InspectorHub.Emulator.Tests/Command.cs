using System.Diagnostics;

namespace InspectorHub.Emulator.Tests;

/// <summary>Another program, as an independent peer.</summary>
internal static class Command
{
    /// <summary>Skips the test where the program is not installed.</summary>
    public static void SkipUnlessInstalled(string program) =>
        Assert.SkipUnless(Find(program) is not null, $"{program} is not installed here.");

    /// <summary>Runs it to its end and gives what it wrote to standard output; a failure throws with what it said.</summary>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments,
        params (string Name, string Value)[] environment)
    {
        using var process = Start(program, arguments, environment);
        var said = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await said}");
    }

    /// <summary>Starts it with its output redirected.</summary>
    public static Process Start(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Find(program)
            ?? program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
