using System.Management.Automation;

namespace InspectorHub.Tests.Packaging;

public sealed class PublicSurfaceTests
{
    [Fact]
    public void The_public_surface_of_the_cmdlets_is_what_its_file_says()
    {
        using var session = new ModuleSession();
        var cmdlet = (CmdletInfo)session.Run("Get-Command ConvertTo-Asff").Output.Single().BaseObject;
        PublicSurface.AssertUnchanged(cmdlet.ImplementingType.Assembly, Path.Combine(ModuleSession.RepositoryFolder(), "src", "InspectorHub", "PublicApi.txt"));
    }
}
