namespace InspectorHub.Core.Tests.Architecture;

/// <summary>A folder is about one thing, and one look at it tells which.</summary>
public sealed class FolderSizeTests
{
    private const int Most = 21;

    // Models of an API, one type a file.
    private static readonly string[] Models =
        [Path.Combine("InspectorHub.Core", "Asff"), Path.Combine("InspectorHub.Core", "Findings", "Inspector2")];

    [Fact]
    public void A_folder_holds_some_twenty_files_at_most()
    {
        var sources = Path.Combine(Repository.Folder, "src");
        var crowded = Directory.EnumerateDirectories(sources, "*", SearchOption.AllDirectories)
            .Where(folder => !Models.Contains(Path.GetRelativePath(sources, folder)))
            .Where(folder => Directory.EnumerateFiles(folder, "*.cs").Count() > Most);
        Assert.Empty(crowded);
    }
}
