namespace InspectorHub.Findings.Scan;

/// <summary>A package URL: <c>pkg:deb/ubuntu/vim@7.4.052?arch=amd64&amp;epoch=2</c>. Source: the purl specification.</summary>
internal static class PackageUrl
{
    private const string Scheme = "pkg:";

    /// <summary>The package that a URL names; null when the text is none.</summary>
    public static ScanPackage? Parse(string? url)
    {
        if (url is null || !url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var (path, qualifiers) = Cut(Cut(url.Substring(Scheme.Length), '#').Before, '?');
        var version = path.LastIndexOf('@');
        var names = (version > 0 ? path.Substring(0, version) : path).Trim('/').Split('/');
        if (names.Length < 2) return null;
        var package = new ScanPackage
        {
            // maven and npm have a namespace that is part of the name; a distribution's is not.
            Name = Uri.UnescapeDataString(IsOfSystem(names[0]) ? names[names.Length - 1] : string.Join("/", names, 1, names.Length - 1)),
            Version = version > 0 ? Uri.UnescapeDataString(path.Substring(version + 1)) : null,
            PackageManager = ManagerOf(names[0]),
        };
        foreach (var qualifier in qualifiers.Split('&'))
        {
            var (key, value) = Cut(qualifier, '=');
            if (value.Length == 0) continue;
            if (key == "arch") package.Architecture = Uri.UnescapeDataString(value);
            if (key == "epoch") package.Epoch = Uri.UnescapeDataString(value);
        }

        return package;
    }

    private static bool IsOfSystem(string type) => type is "deb" or "rpm" or "apk" or "alpm";

    // In the words of Inspector2's PackageManager.
    private static string ManagerOf(string type) => type switch
    {
        "deb" or "rpm" or "apk" or "alpm" => "OS",
        "npm" => "NODEPKG",
        "pypi" => "PYTHONPKG",
        "maven" => "JAR",
        "golang" => "GOMOD",
        "gem" => "GEMSPEC",
        _ => type.ToUpperInvariant(),
    };

    private static (string Before, string After) Cut(string text, char at)
    {
        var position = text.IndexOf(at);
        return position < 0 ? (text, "") : (text.Substring(0, position), text.Substring(position + 1));
    }
}
