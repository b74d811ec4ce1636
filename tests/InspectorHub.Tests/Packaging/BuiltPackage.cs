using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;

namespace InspectorHub.Tests.Packaging;

/// <summary>The package that 'dotnet pack' makes of the built module, unpacked as Install-PSResource does it.</summary>
public sealed class BuiltPackage : IDisposable
{
    /// <summary>A file that lay in the folder of the built module, and is no part of it.</summary>
    public const string StaleFile = "stale.txt";

    private readonly string folder = Directory.CreateTempSubdirectory("inspectorhub-package-").FullName;

    public BuiltPackage()
    {
        // What an older build may have left is not packed.
        System.IO.File.WriteAllText(Path.Combine(Path.GetDirectoryName(ModuleSession.ManifestPath)!, StaleFile), "");
        var configuration = typeof(BuiltPackage).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var project = Path.Combine(ModuleSession.RepositoryFolder(), "src", "InspectorHub");
        var start = new ProcessStartInfo("dotnet", ["pack", project, "--no-build", "-c", configuration, "-o", folder, "-v", "q",
            "-nodeReuse:false"]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var pack = Process.Start(start)!;
        var said = pack.StandardOutput.ReadToEnd();
        pack.WaitForExit();
        if (pack.ExitCode != 0) throw new InvalidOperationException(said);

        File = Assert.Single(Directory.GetFiles(folder, "*.nupkg"));
        Unpacked = Path.Combine(folder, "InspectorHub");
        ZipFile.ExtractToDirectory(File, Unpacked);
    }

    /// <summary>The package.</summary>
    public string File { get; }

    /// <summary>The folder that it was unpacked to.</summary>
    public string Unpacked { get; }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
