using System.Diagnostics;
using System.Runtime.InteropServices;

namespace InspectorHub.Proofs.Speed;

/// <summary>The sender, published for this machine as .NET publishes programs.</summary>
/// <param name="Program">What is to be started; null where it could not be published.</param>
/// <param name="Problem">Why it could not.</param>
internal sealed record PublishedSender(string? Program, string? Problem)
{
    private const string Name = "InspectorHub.Proofs.Sender";

    /// <summary>Publishes it into a folder, where its build is, too.</summary>
    /// <param name="way">As the sender's project calls it: Native or ReadyToRun.</param>
    /// <param name="folder">The folder.</param>
    public static async Task<PublishedSender> PublishAsync(string way, string folder)
    {
        if (Project() is not { } project) return new PublishedSender(null, "the sources are not here");
        var output = Path.Combine(folder, way);
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["publish", project, "-c", "Release", "-r",
            RuntimeInformation.RuntimeIdentifier, $"-p:PublishedAs={way}", "--artifacts-path", Path.Combine(folder, "artifacts"), "-o", output,
            "-v", "quiet", "--nologo"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var lines = (await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? new PublishedSender(Path.Combine(output, OperatingSystem.IsWindows() ? $"{Name}.exe" : Name), null)
            : new PublishedSender(null, lines.FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal)) ?? "no word why");
    }

    private static string? Project()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var project = Path.Combine(folder.FullName, Name, $"{Name}.csproj");
            if (File.Exists(project)) return project;
        }

        return null;
    }
}
