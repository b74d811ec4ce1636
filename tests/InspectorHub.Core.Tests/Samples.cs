namespace InspectorHub.Core.Tests;

/// <summary>The real findings beside the checkout. Tests over them are skipped where they are not.</summary>
internal static class Samples
{
    private static readonly string Folder = Path.Combine(Repository.Folder, "..", "shared", "samples");

    /// <summary>The full path of a sample or a folder of samples; skips the test where there are none.</summary>
    public static string Find(params string[] parts)
    {
        Assert.SkipUnless(Directory.Exists(Folder), "The real samples are not beside this checkout.");
        return Path.GetFullPath(Path.Combine([Folder, .. parts]));
    }
}
