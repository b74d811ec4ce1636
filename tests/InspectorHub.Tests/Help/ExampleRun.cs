using System.Diagnostics;
using System.Reflection;

namespace InspectorHub.Tests.Help;

/// <summary>
/// All examples of all pages, run one after another in a process of their own, where AWS is the emulator: its endpoint, keys,
/// Region and the profiles that examples name come from the environment. Each finds the same files in its folder and a fresh
/// hub in $hub.
/// </summary>
public sealed class ExampleRun : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string folder = Directory.CreateTempSubdirectory("inspectorhub-examples-").FullName;

    public ExampleRun()
    {
        foreach (var page in HelpPages.Cmdlets)
        {
            foreach (var (code, index) in HelpPages.Examples(page).Select((code, index) => (code, index)))
                File.WriteAllText(Path.Combine(folder, $"{page}.{index + 1}.ps1"), code);
        }

        File.WriteAllText(Path.Combine(folder, "profiles"), string.Concat(new[] { "default", "security", "audit" }.Select(name => $"[{name}]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = example-secret\n")));
        Results = Run();
    }

    /// <summary>What went wrong, by page and number of the example; empty where all went well.</summary>
    public IReadOnlyDictionary<string, string> Results { get; }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Dictionary<string, string> Run()
    {
        var configuration = typeof(ExampleRun).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var shell = Path.Combine(ModuleSession.RepositoryFolder(), "tools", "Shell", "bin", configuration, "net10.0", "Shell.dll");
        var driver = Path.Combine(ModuleSession.RepositoryFolder(), "tests", "InspectorHub.Tests", "Help", "RunExamples.ps1");
        var files = Path.Combine(ModuleSession.RepositoryFolder(), "examples", "findings");
        var start = new ProcessStartInfo("dotnet", [shell, driver, ModuleSession.ManifestPath, folder, files]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        start.Environment["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "example-secret";
        start.Environment["AWS_REGION"] = "us-east-1";
        start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(folder, "profiles");
        start.Environment["AWS_CONFIG_FILE"] = Path.Combine(folder, "none");
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["XDG_STATE_HOME"] = Path.Combine(folder, "state");
        start.Environment["NO_COLOR"] = "1";

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The examples did not end within {Patience}. So far: {output.Result}");
        }

        var results = output.Result.Split('\n').Select(line => line.Split('\t')).Where(parts => parts is ["EXAMPLE", _, _]).ToDictionary(parts => parts[1], parts => parts[2].Trim(), StringComparer.Ordinal);
        return results.Count > 0 ? results : throw new InvalidOperationException($"No example ran. {output.Result} {errors.Result}");
    }
}
