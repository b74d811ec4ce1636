namespace InspectorHub.Notices;

/// <summary>Whose work the module carries and under which terms.</summary>
internal static class ThirdPartyNotices
{
    public static string Text(IReadOnlyList<ShippedPackage> packages)
    {
        var text = new List<string>
        {
            "InspectorHub ships files of the packages below, unchanged. The text of each licence follows the list.",
        };
        foreach (var package in packages)
        {
            text.AddRange(["", $"{package.Name} {package.Version}", $"    {package.Copyright}", $"    Licence: {package.License}"]);
            if (package.Website is not null) text.Add($"    {package.Website}");
        }

        text.AddRange(
        [
            "",
            "SQLitePCLRaw.lib.e_sqlite3 holds SQLite, which its authors have given to the public domain: https://sqlite.org/copyright.html",
        ]);
        var rule = new string('=', 80);
        foreach (var license in packages.Select(package => package.License).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            text.AddRange(["", rule, license, rule, "", Licence(license)]);
        return string.Join("\n", text) + "\n";
    }

    private static string Licence(string expression)
    {
        using var stream = typeof(ThirdPartyNotices).Assembly.GetManifestResourceStream(expression)
            ?? throw new InvalidDataException($"A package has come in under {expression}: put its text into tools/Notices/licenses.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd();
    }
}
