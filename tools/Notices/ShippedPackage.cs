using System.Text.Json;

namespace InspectorHub.Notices;

/// <summary>A package of which files are in the module, with the SPDX id of its licence.</summary>
internal sealed record ShippedPackage(string Name, string Version, string License, string Copyright, string? Website)
{
    /// <summary>Reads a component of the bill of materials.</summary>
    public static ShippedPackage Of(JsonElement component)
    {
        var name = component.GetProperty("name").GetString()!;
        return new ShippedPackage(
            name,
            component.GetProperty("version").GetString()!,
            LicenseOf(component) ?? throw new InvalidDataException($"{name} names no licence: look it up, and ship it or not."),
            Text(component, "copyright") ?? AuthorsOf(component) ?? name,
            component.TryGetProperty("externalReferences", out var references)
                ? references.EnumerateArray().Where(reference => Text(reference, "type") == "website")
                    .Select(reference => Text(reference, "url")).FirstOrDefault()
                : null);
    }

    private static string? LicenseOf(JsonElement component) =>
        component.GetProperty("licenses")[0] is var first && first.TryGetProperty("license", out var license)
            ? Text(license, "id")
            : Text(first, "expression");

    private static string? AuthorsOf(JsonElement component) =>
        component.TryGetProperty("authors", out var authors)
            ? string.Join(", ", authors.EnumerateArray().Select(author => Text(author, "name")))
            : null;

    private static string? Text(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) ? value.GetString()?.Trim() : null;
}
