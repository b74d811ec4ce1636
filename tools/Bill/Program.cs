using InspectorHub.Bill;

// Says what the module is made of: Bill <built module> <version> <NuGet package folders, with ; between> <deps.json of each target>...
if (args.Length < 4)
{
    await Console.Error.WriteLineAsync("usage: Bill <built module> <version> <package folders> <deps.json>...");
    return 2;
}

var (module, version) = (args[0], args[1]);
// A restore takes a package from a fallback folder where that has it, and does not copy it.
var packageFolders = args[2].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
var packages = args[3..].SelectMany(deps => ShippedPackage.Read(deps, packageFolders))
    .GroupBy(package => (package.Name, package.Version)).Select(ShippedPackage.Merge)
    .OrderBy(package => package.Name, StringComparer.OrdinalIgnoreCase).ThenBy(package => package.Version, StringComparer.Ordinal).ToList();

var accounted = packages.SelectMany(package => package.Files).ToHashSet(StringComparer.OrdinalIgnoreCase);
var strangers = Directory.EnumerateFiles(Path.Combine(module, "bin"), "*.*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file))
    .Where(file => !file.StartsWith("InspectorHub", StringComparison.Ordinal) && !accounted.Contains(file)).ToList();
if (strangers.Count > 0)
{
    await Console.Error.WriteLineAsync($"error BILL1: shipped, but from no package: {string.Join(", ", strangers)}. Delete {module} if they are left over from an older build.");
    return 1;
}

await File.WriteAllTextAsync(Path.Combine(module, "InspectorHub.cdx.json"), CycloneDx.Document(version, packages));
await File.WriteAllTextAsync(Path.Combine(module, "THIRD-PARTY-NOTICES.txt"), Notices.Text(packages));
return 0;
