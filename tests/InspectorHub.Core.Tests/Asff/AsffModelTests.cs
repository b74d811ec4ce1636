using System.Text.Json;
using InspectorHub.Asff.Rules;
using InspectorHub.Asff.Rules.Shapes;

namespace InspectorHub.Core.Tests.Asff;

/// <summary>The table of the format against AWS's own model of it: every member, every enumeration, every type.</summary>
public sealed class AsffModelTests
{
    // Members of our table that the model does not have, and why they are there.
    private static readonly Dictionary<string, string> Ours = new(StringComparer.Ordinal)
    {
        ["FindingProviderSeverity.Normalized"] =
            "Security Hub keeps it where it has copied a severity from the top level (text of the model).",
        ["FindingProviderSeverity.Product"] = "As Normalized.",
    };

    private readonly JsonElement shapes =
        JsonDocument.Parse(File.ReadAllText(Shared.Find("models", "securityhub.json"))).RootElement.GetProperty("shapes");
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    [Fact]
    public void Every_member_of_the_API_model_is_known_with_its_type_and_its_values()
    {
        Compare(AsffSchema.Finding, "AwsSecurityFinding", "AwsSecurityFinding");
        Assert.True(seen.Count > 600, $"only {seen.Count} structures were compared");
    }

    [Fact]
    public void The_file_has_no_structure_that_the_model_has_not() =>
        Assert.All(AsffModel.Names, name => Assert.True(shapes.TryGetProperty(name, out _), $"{name} is not in the model."));

    private void Compare(AsffShape ours, string name, string path)
    {
        var shape = shapes.GetProperty(name);
        switch (shape.GetProperty("type").GetString())
        {
            case "structure" when shape.TryGetProperty("document", out _):
                Assert.IsType<AnyShape>(ours);
                break;
            case "structure":
                CompareStructure(Assert.IsType<ObjectShape>(ours), shape, name, path);
                break;
            case "list":
                Compare(Assert.IsType<ListShape>(ours).Item, shape.GetProperty("member").GetProperty("shape").GetString()!, $"{path}[]");
                break;
            case "map":
                Assert.IsType<MapShape>(ours);
                break;
            case "string":
                var text = Assert.IsType<TextShape>(ours);
                if (shape.TryGetProperty("enum", out var values))
                    Assert.Equal(values.EnumerateArray().Select(value => value.GetString()!)
                        .Order(StringComparer.Ordinal), (text.Values ?? []).Order(StringComparer.Ordinal));
                break;
            case "boolean":
                Assert.IsType<FlagShape>(ours);
                break;
            case "double":
                Assert.False(Assert.IsType<NumberShape>(ours).Whole, path);
                break;
            default:
                Assert.True(Assert.IsType<NumberShape>(ours).Whole, path);
                break;
        }
    }

    private void CompareStructure(ObjectShape ours, JsonElement shape, string name, string path)
    {
        Assert.Equal(name, ours.Structure);
        if (!seen.Add(name)) return;
        var members = shape.GetProperty("members");
        var model = AsffModel.MembersOf(name);
        Assert.Equal(members.EnumerateObject().Select(member => member.Name)
            .Order(StringComparer.Ordinal), model.Keys.Order(StringComparer.Ordinal));
        var own = ours.Members.ToDictionary(member => member.Name, StringComparer.Ordinal);
        Assert.All(own.Keys, member =>
            Assert.True(model.ContainsKey(member) || Ours.ContainsKey($"{name}.{member}"), $"{path}.{member} is not in the model."));
        foreach (var required in shape.TryGetProperty("required", out var list)
            ? list.EnumerateArray().Select(member => member.GetString()!) : [])
            Assert.True((own.TryGetValue(required, out var member) ? member : model[required]).IsRequired,
                $"{path}.{required} is required.");
        foreach (var member in members.EnumerateObject())
            Compare(own.TryGetValue(member.Name, out var mine) ? mine.Shape
                : model[member.Name].Shape, member.Value.GetProperty("shape").GetString()!, $"{path}.{member.Name}");
    }
}
