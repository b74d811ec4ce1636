using System.Management.Automation;
using System.Reflection;
#if !NET
using System.Runtime.InteropServices;
#endif

namespace InspectorHub.Loading;

/// <summary>
/// Resolves the core library and everything under it from the module's own folder. On PowerShell 7 they live in a load
/// context of their own, so that another version of a dependency (AWS.Tools brings its own AWSSDK.Core) can be in the
/// same process and neither notices the other.
/// </summary>
public sealed class ModuleAssemblies : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(ModuleAssemblies).Assembly.Location)!;

#if NET
    private static readonly ModuleLoadContext Context = new(Folder);

    /// <inheritdoc/>
    public void OnImport()
    {
        System.Runtime.Loader.AssemblyLoadContext.Default.Resolving += Resolve;
        ModuleTypes.Add();
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        RunningEmulators.StopAll();
        ModuleTypes.Remove();
        System.Runtime.Loader.AssemblyLoadContext.Default.Resolving -= Resolve;
    }

    private static Assembly? Resolve(System.Runtime.Loader.AssemblyLoadContext defaultContext, AssemblyName name) =>
        name.Name is "InspectorHub.Core" or "InspectorHub.Emulator" ? Context.LoadFromAssemblyName(name) : null;
#else
    /// <inheritdoc/>
    public void OnImport()
    {
        AppDomain.CurrentDomain.AssemblyResolve += Resolve;
        if (Environment.OSVersion.Platform == PlatformID.Win32NT) LoadNativeSqlite();
        ModuleTypes.Add();
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        RunningEmulators.StopAll();
        ModuleTypes.Remove();
        AppDomain.CurrentDomain.AssemblyResolve -= Resolve;
    }

    // Windows finds a library that is loaded already by its bare name. Where it fails, the first use of the outbox says so.
    private static void LoadNativeSqlite()
    {
#pragma warning disable CA1308 // Platform folders are lower case.
        var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
#pragma warning restore CA1308
        _ = LoadLibrary(Path.GetFullPath(Path.Combine(Folder, "..", "runtimes", $"win-{architecture}", "native", "e_sqlite3.dll")));
    }

    [DllImport("kernel32", EntryPoint = "LoadLibraryW", CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr LoadLibrary(string path);

    // .NET Framework has no load contexts, and powershell.exe no binding redirects for us: whatever version of a
    // dependency one of our assemblies asks for, the one in our folder is the one the build unified on.
    private static Assembly? Resolve(object sender, ResolveEventArgs request)
    {
        // An assembly made in memory has no location, and throws when asked for it.
        if (request.RequestingAssembly is { IsDynamic: true }) return null;
        if (request.RequestingAssembly is { } asker && !asker.Location.StartsWith(Folder, StringComparison.OrdinalIgnoreCase)) return null;
        var path = Path.Combine(Folder, new AssemblyName(request.Name).Name + ".dll");
        return File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }
#endif
}
