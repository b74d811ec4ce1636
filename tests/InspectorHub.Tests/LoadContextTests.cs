using System.Reflection;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace InspectorHub.Tests;

public sealed class LoadContextTests
{
    [Fact]
    public void The_module_and_another_AWSSDK_in_the_same_process_do_not_notice_each_other()
    {
        var theirs = typeof(Amazon.RegionEndpoint).Assembly;
        Assert.Equal(3, theirs.GetName().Version!.Major);

        using var session = new ModuleSession();
        using var outbox = new TemporaryFolder();
        var sent = session.Run(
            """
            $hub = Start-InspectorHubEmulator
            try { Import-InspectorFinding -LiteralPath $args[0] | Send-InspectorFindingToHub @hub -OutboxPath $args[1] }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            Path.Combine(ModuleSession.RepositoryFolder(), "examples", "findings", "inspector2.json"),
            outbox.File("outbox.db"));
        Assert.Empty(sent.Errors);
        Assert.Equal(4, Assert.Single(sent.Output).Properties["Received"].Value);

        var loaded = AppDomain.CurrentDomain.GetAssemblies().Where(assembly => assembly.GetName().Name == "AWSSDK.Core").ToList();
        Assert.Contains(theirs, loaded);
        var ours = Assert.Single(loaded, assembly => assembly != theirs);
        Assert.Equal(4, ours.GetName().Version!.Major);
        Assert.Equal("InspectorHub", AssemblyLoadContext.GetLoadContext(ours)!.Name);
    }

    // .NET takes no notice of code that it does not like (another version's, say) and compiles all the same: so it is asked.
    [Fact]
    public void The_core_need_not_be_compiled_where_it_was_compiled_ahead_of_time()
    {
        Assert.SkipUnless(RuntimeInformation.RuntimeIdentifier is "linux-x64"
            or "win-x64" or "osx-arm64", $"Nothing is compiled ahead for {RuntimeInformation.RuntimeIdentifier}.");
        using var session = new ModuleSession();
        var core = (Assembly)Assert.Single(session.Run("[InspectorHub.Asff.AsffFinding].Assembly").Output).BaseObject;
        Assert.Equal(["net10.0", RuntimeInformation.RuntimeIdentifier],
            Path.GetDirectoryName(core.Location)!.Split(Path.DirectorySeparatorChar)[^2..]);

        const BindingFlags Declared =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var methods = core.GetTypes().SelectMany(type => type.GetMethods(Declared))
            .Where(method => !method.IsAbstract && method.GetMethodBody() is not null).ToList();
        var compiled = methods.Count(method =>
        {
            if (method.ContainsGenericParameters || method.DeclaringType!.ContainsGenericParameters) return false;
            var before = JitInfo.GetCompiledMethodCount(currentThread: true);
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
            return JitInfo.GetCompiledMethodCount(currentThread: true) > before;
        });
        Assert.InRange(compiled, 0, methods.Count / 50);
    }
}
