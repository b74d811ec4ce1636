#if NET
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace InspectorHub.Loading;

/// <summary>The load context of the core library and its dependencies, native SQLite included.</summary>
internal sealed class ModuleLoadContext(string folder) : AssemblyLoadContext(nameof(InspectorHub))
{
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = Path.Combine(folder, assemblyName.Name + ".dll");
        // What the module does not bring (the runtime, the engine) is shared with the host.
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName)
    {
        foreach (var platform in Platforms())
        {
            var native = Path.Combine(folder, "..", "runtimes", platform, "native");
            foreach (
                var file in new[] { unmanagedDllName, $"{unmanagedDllName}.dll", $"lib{unmanagedDllName}.so", $"lib{unmanagedDllName}.dylib" })
            {
                var path = Path.GetFullPath(Path.Combine(native, file));
                if (File.Exists(path)) return LoadUnmanagedDllFromPath(path);
            }
        }

        return IntPtr.Zero;
    }

    private static IEnumerable<string> Platforms()
    {
        // RuntimeIdentifier may name a distribution; the packages know only the families below.
#pragma warning disable CA1308 // Platform folders are lower case.
        var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
#pragma warning restore CA1308
        if (OperatingSystem.IsWindows()) yield return $"win-{architecture}";
        else if (OperatingSystem.IsMacOS()) yield return $"osx-{architecture}";
        else
        {
            var musl = RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ||
                       RuntimeInformation.RuntimeIdentifier.StartsWith("alpine", StringComparison.Ordinal);
            yield return musl ? $"linux-musl-{architecture}" : $"linux-{architecture}";
        }
    }
}
#endif
