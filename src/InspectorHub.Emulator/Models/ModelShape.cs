using System.Text.Json;
using System.Text.RegularExpressions;

namespace InspectorHub.Emulator.Models;

/// <summary>A shape of AWS's API model: what a value in a request may be.</summary>
internal sealed class ModelShape
{
    private readonly ServiceModel model;
    private readonly JsonElement source;
    private Dictionary<string, ModelMember>? members;

    public ModelShape(ServiceModel model, string name, JsonElement source)
    {
        this.model = model;
        this.source = source;
        Name = name;
        Type = source.GetProperty("type").GetString()!;
        IsUnion = source.TryGetProperty("union", out _);
        Required = Texts("required");
        Values = source.TryGetProperty("enum", out _) ? Texts("enum") : null;
        Minimum = Number("min");
        Maximum = Number("max");
        if (source.TryGetProperty("pattern", out var pattern))
        {
            Pattern = new Regex(pattern.GetString()!, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
    }

    public string Name { get; }

    /// <summary>structure, list, map, string, integer, long, float, double, boolean, timestamp, blob or document.</summary>
    public string Type { get; }

    /// <summary>Exactly one of the members is there.</summary>
    public bool IsUnion { get; }

    /// <summary>The members that must be there.</summary>
    public IReadOnlyList<string> Required { get; }

    /// <summary>The values that a text may have; null for any.</summary>
    public IReadOnlyList<string>? Values { get; }

    /// <summary>Of a number its value, of a text its length, of a list or map its size.</summary>
    public double? Minimum { get; }

    /// <inheritdoc cref="Minimum"/>
    public double? Maximum { get; }

    /// <summary>What is found anywhere in a text, unless it is anchored.</summary>
    public Regex? Pattern { get; }

    /// <summary>Of a structure.</summary>
    public IReadOnlyDictionary<string, ModelMember> Members => members ??= ReadMembers();

    /// <summary>What a list or a map holds.</summary>
    public ModelShape Item => model.Shape(source.GetProperty(Type == "map" ? "value" : "member").GetString()!);

    /// <summary>The keys of a map.</summary>
    public ModelShape Key => model.Shape(source.GetProperty("key").GetString()!);

    private Dictionary<string, ModelMember> ReadMembers() => source.GetProperty("members").EnumerateObject().ToDictionary(
        member => member.Name,
        member => member.Value.ValueKind == JsonValueKind.String
            ? new ModelMember(member.Name, model.Shape(member.Value.GetString()!), Location: null, member.Name)
            : new ModelMember(
                member.Name,
                model.Shape(member.Value.GetProperty("shape").GetString()!),
                member.Value.TryGetProperty("location", out var location) ? location.GetString() : null,
                member.Value.TryGetProperty("locationName", out var wire) ? wire.GetString()! : member.Name),
        StringComparer.Ordinal);

    private IReadOnlyList<string> Texts(string name) =>
        source.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];

    private double? Number(string name) => source.TryGetProperty(name, out var value) ? value.GetDouble() : null;
}
