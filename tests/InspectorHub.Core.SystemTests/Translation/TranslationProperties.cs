using System.Text.Json.Nodes;
using CsCheck;
using InspectorHub.Asff;
using InspectorHub.Asff.Rules;
using InspectorHub.Asff.Serialization;
using InspectorHub.Findings;
using InspectorHub.Translation;

namespace InspectorHub.Core.Tests.Translation;

public sealed class TranslationProperties
{
    private const int Iterations = 200;

    [Fact]
    public void Any_inspector_finding_becomes_asff_that_passes_the_check_in_both_forms() =>
        AnyInspector2Finding.Any.Sample(Fits, iter: Iterations);

    [Fact]
    public void Any_classic_finding_becomes_asff_that_passes_the_check_in_both_forms() => AnyClassicFinding.Any.Sample(Fits, iter: Iterations);

    private static void Fits(InspectorFinding finding)
    {
        var inspector = AsffTranslator.Translate(finding);
        var account = AccountForm.From(inspector);
        Passes(inspector);
        Passes(account);
        var text = AsffJson.ToText(inspector);
        Assert.Equal(text, AsffJson.ToText(AsffTranslator.Translate(finding)));
        Assert.Equal(AsffJson.ToText(account), AsffJson.ToText(AccountForm.From(account)));
        // What fits is given back as it is, without another cut.
        Assert.Equal(text, AsffJson.ToText(AsffJson.Parse(AsffJson.Serialize(inspector))));
        // Each form becomes the other and itself again, as an object and by way of a document.
        // Where there are more fields than the format takes, the forms keep what comes first in each.
        if (account.ProductFields.Count >= AsffLimits.Fields - 3) return;
        // A finding too large for Security Hub is made smaller in each form by itself, and loses what the other may keep.
        if (inspector.Cuts.Concat(account.Cuts).Any(cut => cut.Path.Contains("[*]", StringComparison.Ordinal))) return;
        Assert.Equal(text, AsffJson.ToText(InspectorForm.From(account)));
        Same(account, AccountForm.Of(finding));
        Same(account, AccountForm.From(InspectorForm.From(account)));
        var written = AsffJson.Parse(AsffJson.Serialize(account));
        Same(account, AccountForm.From(InspectorForm.From(written)));
    }

    private static void Same(AsffFinding one, AsffFinding other) =>
        Assert.Null(FirstDifference("", JsonNode.Parse(AsffJson.Serialize(one)), JsonNode.Parse(AsffJson.Serialize(other))));

    // Members in any order: where the first one is that the two do not have alike.
    private static string? FirstDifference(string path, JsonNode? one, JsonNode? other) => (one, other) switch
    {
        (JsonObject first, JsonObject second) => first.Select(member => member.Key)
            .Union(second.Select(member => member.Key))
            .Select(name => FirstDifference($"{path}/{name}", first[name], second[name]))
            .FirstOrDefault(difference => difference is not null),
        (JsonArray first, JsonArray second) when first.Count == second.Count => first.Zip(second)
            .Select((pair, index) => FirstDifference($"{path}[{index}]", pair.First, pair.Second))
            .FirstOrDefault(difference => difference is not null),
        _ => JsonNode.DeepEquals(one, other) ? null : $"{path}: {one?.ToJsonString()} and {other?.ToJsonString()}",
    };

    private static void Passes(AsffFinding finding)
    {
        var problems = AsffRules.Check(finding);
        Assert.True(problems.Count == 0, $"{string.Join('\n', problems)}\nof {AsffJson.ToText(finding)}");
        Assert.True(AsffJson.Serialize(finding).Length <= AsffLimits.FindingBytes);
    }
}
