using System.Collections.Concurrent;
using System.Runtime.Loader;

namespace InspectorHub.Tests;

public sealed class ModuleTests
{
    [Fact]
    public void The_built_module_imports_by_its_manifest()
    {
        using var session = new ModuleSession();
        var module = session.Run("Get-Module InspectorHub").Output;
        Assert.Equal("InspectorHub", Assert.Single(module).Properties["Name"].Value);
    }

    [Fact]
    public void Many_runspaces_import_it_at_once()
    {
        var named = new ConcurrentBag<object>();
        Parallel.For(0, 16, _ =>
        {
            using var session = new ModuleSession();
            foreach (var type in session.Run("[InspectorHub.Asff.AsffFinding]").Output) named.Add(type.BaseObject);
        });
        Assert.Equal(16, named.Count);
    }

    /// <summary>Importing looks at all public types: a base type or a field of a value type from the core loads it too early.</summary>
    [Fact]
    public void The_core_is_in_a_load_context_of_its_own()
    {
        using var session = new ModuleSession();
        session.Run("Import-InspectorFinding -LiteralPath 'no such file'");
        var core = AppDomain.CurrentDomain.GetAssemblies().Where(assembly => assembly.GetName().Name == "InspectorHub.Core").ToList();
        Assert.NotEmpty(core);
        Assert.All(core, assembly => Assert.Equal("InspectorHub", AssemblyLoadContext.GetLoadContext(assembly)!.Name));
    }
}
