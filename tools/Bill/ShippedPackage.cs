using System.Text.Json;
using System.Xml.Linq;

namespace InspectorHub.Bill;

/// <summary>
/// A NuGet package of which files are in the module, with the hash of its content as NuGet knows it (hex), the SPDX
/// expression of its licence, the names of the files it brings and of the packages it needs.
/// </summary>
internal sealed record ShippedPackage(
    string Name, string Version, string Sha512, string License, string Copyright, string? ProjectUrl, IReadOnlyList<string> Files, IReadOnlyList<string> Dependencies)
{
    public static IEnumerable<ShippedPackage> Read(string depsFile, IReadOnlyList<string> packageFolders)
    {
        using var deps = JsonDocument.Parse(File.ReadAllBytes(depsFile));
        var libraries = deps.RootElement.GetProperty("libraries");
        // A library's own file lists one target, named by the runtime.
        foreach (var entry in deps.RootElement.GetProperty("targets").EnumerateObject().SelectMany(target => target.Value.EnumerateObject()))
        {
            var library = libraries.GetProperty(entry.Name);
            if (library.GetProperty("type").GetString() != "package") continue;
            var (name, version) = entry.Name.Split('/') is [var id, var number] ? (id, number) : throw new InvalidDataException($"{depsFile}: {entry.Name} is no package.");
            var about = Nuspec(packageFolders, name, version);
            yield return new ShippedPackage(
                name,
                version,
                Convert.ToHexStringLower(Convert.FromBase64String(library.GetProperty("sha512").GetString()!["sha512-".Length..])),
                about("license") ?? throw new InvalidDataException($"{name} {version} names no licence: look it up, and ship it or not."),
                about("copyright") ?? about("authors") ?? name,
                about("projectUrl"),
                [.. Names(entry.Value, "runtime").Concat(Names(entry.Value, "runtimeTargets")).Select(path => Path.GetFileName(path))],
                [.. Names(entry.Value, "dependencies")]);
        }
    }

    /// <summary>The same package as both targets of the module use it.</summary>
    public static ShippedPackage Merge(IEnumerable<ShippedPackage> uses)
    {
        var all = uses.ToList();
        return all[0] with
        {
            Files = [.. all.SelectMany(use => use.Files).Distinct(StringComparer.Ordinal)],
            Dependencies = [.. all.SelectMany(use => use.Dependencies).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };
    }

    private static IEnumerable<string> Names(JsonElement library, string group) =>
        library.TryGetProperty(group, out var members) ? members.EnumerateObject().Select(member => member.Name) : [];

    private static Func<string, string?> Nuspec(IReadOnlyList<string> packageFolders, string name, string version)
    {
#pragma warning disable CA1308 // The package folder is lower case by definition.
        var lower = name.ToLowerInvariant();
#pragma warning restore CA1308
        var file = packageFolders.Select(folder => Path.Combine(folder, lower, version, $"{lower}.nuspec")).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"{name} {version} is in none of the package folders: {string.Join(", ", packageFolders)}.");
        var metadata = XDocument.Load(file).Root!.Elements().First();
        return element => metadata.Elements().FirstOrDefault(found => found.Name.LocalName == element)?.Value.Trim();
    }
}
