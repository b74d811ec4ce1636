using System.Diagnostics;

namespace InspectorHub.Tests.Packaging;

/// <summary>PowerShell itself, as the build has restored it.</summary>
internal static class Pwsh
{
    /// <summary>Runs a script with another home folder, and gives the lines that it wrote.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(string home, string script, params string[] arguments)
    {
        // The tool is found by the home folder that the build had, so it is asked first where it is.
        var folder = (await OutputAsync(["tool", "run", "pwsh", "--", "-NoProfile", "-Command", "$PSHOME"])).Trim();
        // .NET knows no folder that is not there.
        var (data, configuration) =
            (Directory.CreateDirectory(Path.Combine(home, ".local", "share")), Directory.CreateDirectory(Path.Combine(home, ".config")));
        var output = await OutputAsync(
            [Path.Combine(folder, "pwsh.dll"), "-NoProfile", "-File", script, .. arguments],
            ("HOME", home), ("XDG_DATA_HOME", data.FullName), ("XDG_CONFIG_HOME", configuration.FullName));
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static async Task<string> OutputAsync(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = ModuleSession.RepositoryFolder(), UseShellExecute = false, RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{output}\n{await errors}");
    }
}
