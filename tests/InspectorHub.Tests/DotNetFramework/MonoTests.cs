using System.Diagnostics;

namespace InspectorHub.Tests.DotNetFramework;

/// <summary>
/// The netstandard2.0 build, which Windows PowerShell 5.1 loads, on the one .NET Framework runtime that is to be had outside Windows.
/// </summary>
public sealed class MonoTests
{
    private const string Facade = "/usr/lib/mono/4.5/Facades/netstandard.dll";

    [Fact]
    public void Findings_are_read_translated_and_delivered_on_mono()
    {
        Assert.SkipUnless(File.Exists(Facade) && File.Exists("/usr/bin/mcs")
            && OperatingSystem.IsLinux(), "Mono with its C# compiler and facades (Debian: mono-mcs, mono-devel) is not installed.");
        var repository = ModuleSession.RepositoryFolder();
        var folder = Directory.CreateTempSubdirectory("inspectorhub-mono-").FullName;
        try
        {
            foreach (var file in Directory.GetFiles(Path.Combine(repository, "out", "InspectorHub", "bin", "netstandard2.0"), "*.dll"))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            File.Copy(Path.Combine(repository, "out", "InspectorHub", "bin", "runtimes", "linux-x64", "native", "libe_sqlite3.so"),
                Path.Combine(folder, "libe_sqlite3.so"));
            var program = Path.Combine(folder, "DeliverOnMono.exe");
            Run("mcs", "-nowarn:1685", $"-out:{program}", $"-r:{Path.Combine(folder, "InspectorHub.Core.dll")}",
                $"-r:{Path.Combine(folder, "System.Memory.dll")}", $"-r:{Facade}",
                Path.Combine(repository, "tests", "InspectorHub.Tests", "DotNetFramework", "DeliverOnMono.cs"));

            using var session = new ModuleSession();
            session.Run("$hub = Start-InspectorHubEmulator -AccessKey AKIDEXAMPLE -SecretKey example-secret");
            try
            {
                var endpoint = session.Run("$hub['EndpointUrl']").Output.Single().ToString();
                var said = Run("mono", program, Path.Combine(repository, "examples", "findings", "inspector2.json"), endpoint,
                    "AKIDEXAMPLE", "example-secret", Path.Combine(folder, "outbox.db"));
                Assert.Contains("received 4, refused 0, waiting 0", said);
                Assert.Equal(4L, session.Run("$hub.Findings").Output.Single().BaseObject);
            }
            finally
            {
                session.Run("Stop-InspectorHubEmulator $hub");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true,
            RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, said + errors.Result);
        return said;
    }
}
