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
}
