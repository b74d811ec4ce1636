namespace InspectorHub.Common.Files;

/// <summary>Paths without symbolic links: one file has one name, whichever way it was reached.</summary>
internal static class RealPath
{
    /// <summary>The path that all links in it lead to; what does not exist yet stays as it is written.</summary>
    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string Of(string path)
    {
        path = Path.GetFullPath(path);
#if NET
        var root = Path.GetPathRoot(path)!;
        var real = root;
        foreach (var part in path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            // A link may lead to a path that has links in it, too.
            if (new FileInfo(real) is { LinkTarget: not null } link) real = Of(link.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
        }

        return real;
#else
        return path;
#endif
    }
}
