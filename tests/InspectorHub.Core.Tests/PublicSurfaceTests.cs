using InspectorHub.Asff;
using InspectorHub.Tests;

namespace InspectorHub.Core.Tests;

public sealed class PublicSurfaceTests
{
    [Fact]
    public void The_public_surface_of_the_core_is_what_its_file_says() =>
        PublicSurface.AssertUnchanged(typeof(AsffFinding).Assembly, Path.Combine(Repository.Folder, "src", "InspectorHub.Core", "PublicApi.txt"));
}
