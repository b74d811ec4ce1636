#if NET
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace InspectorHub.Loading;

/// <summary>The load context of the core library and its dependencies, native SQLite included.</summary>
internal sealed class ModuleLoadContext(string folder) : AssemblyLoadContext(nameof(InspectorHub))
{
    // What is compiled ahead of time is for .NET 10 and one platform: elsewhere the same assembly is compiled as it runs.
    private readonly string[] folders =
        Environment.Version.Major < 10 ? [folder] : [Path.GetFullPath(Path.Combine(folder, "..", "net10.0", Platform())), folder];

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = folders.Select(place => Path.Combine(place, assemblyName.Name + ".dll")).FirstOrDefault(File.Exists);
        // What the module does not bring (the runtime, the engine) is shared with the host.
        return path is null ? null : LoadFromAssemblyPath(path);
    }

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName)
    {
        var native = Path.Combine(folder, "..", "runtimes", Platform(), "native");
        string[] names = [unmanagedDllName, $"{unmanagedDllName}.dll", $"lib{unmanagedDllName}.so", $"lib{unmanagedDllName}.dylib"];
        foreach (var file in names)
        {
            var path = Path.GetFullPath(Path.Combine(native, file));
            if (File.Exists(path)) return LoadUnmanagedDllFromPath(path);
        }

        return IntPtr.Zero;
    }

    // RuntimeIdentifier may name a distribution; the packages know only the families below.
    private static string Platform()
    {
#pragma warning disable CA1308 // Platform folders are lower case.
        var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
#pragma warning restore CA1308
        if (OperatingSystem.IsWindows()) return $"win-{architecture}";
        if (OperatingSystem.IsMacOS()) return $"osx-{architecture}";
        var musl = RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ||
                   RuntimeInformation.RuntimeIdentifier.StartsWith("alpine", StringComparison.Ordinal);
        return musl ? $"linux-musl-{architecture}" : $"linux-{architecture}";
    }
}
#endif
