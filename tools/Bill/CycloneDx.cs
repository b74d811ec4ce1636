using System.Text.Encodings.Web;
using System.Text.Json;

namespace InspectorHub.Bill;

/// <summary>The bill of materials in CycloneDX 1.6. Without time and serial number: the same build gives the same file.</summary>
internal static class CycloneDx
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Document(string version, IReadOnlyList<ShippedPackage> packages)
    {
        var module = $"InspectorHub@{version}";
        var references = packages.ToLookup(package => package.Name, Purl, StringComparer.OrdinalIgnoreCase);
        return JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["bomFormat"] = "CycloneDX",
                ["specVersion"] = "1.6",
                ["version"] = 1,
                ["metadata"] = new { component = new Dictionary<string, object> { ["type"] = "library", ["bom-ref"] = module, ["name"] = "InspectorHub", ["version"] = version } },
                ["components"] = packages.Select(package => new Dictionary<string, object>
                {
                    ["type"] = "library",
                    ["bom-ref"] = Purl(package),
                    ["name"] = package.Name,
                    ["version"] = package.Version,
                    ["hashes"] = new[] { new { alg = "SHA-512", content = package.Sha512 } },
                    ["licenses"] = new[] { new { expression = package.License } },
                    ["copyright"] = package.Copyright,
                    ["purl"] = Purl(package),
                }),
                ["dependencies"] = packages
                    .Select(package => Dependencies(Purl(package), package.Dependencies.SelectMany(name => references[name])))
                    .Prepend(Dependencies(module, packages.Select(Purl))),
            },
            Options) + "\n";
    }

    private static string Purl(ShippedPackage package) => $"pkg:nuget/{package.Name}@{package.Version}";

    private static Dictionary<string, object> Dependencies(string of, IEnumerable<string> on) => new() { ["ref"] = of, ["dependsOn"] = on };
}
