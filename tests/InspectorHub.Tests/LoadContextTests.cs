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
}
