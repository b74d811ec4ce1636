namespace InspectorHub.Core.Tests;

/// <summary>What lies beside the checkout: AWS's models, small inputs that failed. Tests over it are skipped where it is not.</summary>
internal static class Shared
{
    private static readonly string Folder = Path.Combine(Repository.Folder, "..", "shared");

    /// <summary>The full path of a file or a folder; skips the test where there is none.</summary>
    public static string Find(params string[] parts)
    {
        Assert.SkipUnless(Directory.Exists(Folder), "The shared files are not beside this checkout.");
        return Path.GetFullPath(Path.Combine([Folder, .. parts]));
    }
}
