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
        AnyFinding.Inspector2.Sample(Fits, iter: Iterations);

    [Fact]
    public void Any_classic_finding_becomes_asff_that_passes_the_check_in_both_forms() => AnyFinding.Classic.Sample(Fits, iter: Iterations);

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
        if (inspector.Cuts.Concat(account.Cuts).Any(cut => cut.Path.EndsWith("VulnerablePackages", StringComparison.Ordinal))) return;
        Assert.Equal(text, AsffJson.ToText(InspectorForm.From(account)));
        Same(account, AccountForm.Of(finding));
        Same(account, AccountForm.From(InspectorForm.From(account)));
        var written = AsffJson.Parse(AsffJson.Serialize(account));
        Same(account, AccountForm.From(InspectorForm.From(written)));
    }

    private static void Same(AsffFinding one, AsffFinding other) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(AsffJson.Serialize(one)), JsonNode.Parse(AsffJson.Serialize(other))),
            $"{AsffJson.ToText(one)}\n{AsffJson.ToText(other)}");

    private static void Passes(AsffFinding finding)
    {
        Assert.Empty(AsffRules.Check(finding));
        Assert.True(AsffJson.Serialize(finding).Length <= AsffLimits.FindingBytes);
    }
}
