using System.Text.Json;
using InspectorHub.Asff;
using InspectorHub.Asff.Rules;
using InspectorHub.Asff.Serialization;
using InspectorHub.Common;

namespace InspectorHub.Core.Tests.Asff;

/// <summary>What becomes of what does not fit, and what is said of it.</summary>
public sealed class AsffFitTests
{
    [Fact]
    public void Keys_that_fit_only_by_becoming_the_same_stay_two()
    {
        var (long1, long2) = (new string('k', 128) + "1", new string('k', 128) + "2");
        var finding = Fit(new AsffFinding
        {
            ProductFields = new TextMap { ["é"] = "1", ["ü"] = "2", ["ö"] = "3", [long1] = "a", [long2] = "b" },
        });
        var keys = finding.ProductFields.Keys.ToList();
        Assert.Equal(["_", "__2", "__3"], keys.Take(3));
        Assert.All(keys.Skip(3), key => Assert.Equal(AsffLimits.FieldKey, key.Length));
        Assert.EndsWith("_2", keys[4], StringComparison.Ordinal);
        Assert.Equal(["1", "2", "3", "a", "b"], finding.ProductFields.Values);
    }

    [Fact]
    public void A_key_that_shows_nothing_is_an_underscore()
    {
        var finding = Fit(new AsffFinding { ProductFields = new TextMap { [" "] = "1", ["a"] = "2" } });
        Assert.Equal(["_", "a"], finding.ProductFields.Keys);
    }

    [Fact]
    public void An_empty_text_is_left_out_of_a_map_with_a_word_and_a_null_without_one()
    {
        var finding = Fit(new AsffFinding { ProductFields = new TextMap { ["empty"] = "", ["none"] = null!, ["a"] = "1" } });
        Assert.Equal(["a"], finding.ProductFields.Keys);
        var cut = Assert.Single(finding.Cuts);
        Assert.Equal("$.ProductFields['empty']", cut.Path);
    }

    [Fact]
    public void More_entries_than_the_format_has_are_cut_and_that_is_said()
    {
        var map = new TextMap();
        for (var number = 0; number < 52; number++) map[$"k{number}"] = "v";
        var finding = Fit(new AsffFinding { ProductFields = map });
        Assert.Equal(50, finding.ProductFields.Count);
        Assert.Equal("k49", finding.ProductFields.Keys.Last());
        var cut = Assert.Single(finding.Cuts);
        Assert.Equal(("$.ProductFields", 50, 52, "entries"), (cut.Path, cut.Limit, cut.Actual, cut.Unit));
    }

    [Fact]
    public void A_value_that_the_format_does_not_have_is_left_out_with_those_that_it_has()
    {
        var finding = Fit(new AsffFinding { RecordState = "GONE", Workflow = new AsffWorkflow { Status = "NEW" } });
        Assert.Null(finding.RecordState);
        Assert.Equal(["$.RecordState: 'GONE' left out, the format asks for ACTIVE, ARCHIVED."], finding.Warnings);
        Assert.Equal("NEW", finding.Workflow!.Status);
    }

    [Fact]
    public void What_fits_is_the_finding_itself_and_what_does_not_is_another()
    {
        var fits = new AsffFinding { Title = new string('t', 256), Types = ["a/b"], Criticality = 100 };
        Assert.Same(fits, AsffFit.Fit(fits));
        var finding = new AsffFinding { Title = new string('t', 257), Types = ["a/b", ""] };
        var fitted = AsffFit.Fit(finding);
        Assert.NotSame(finding, fitted);
        Assert.Equal((257, 2), (finding.Title!.Length, finding.Types!.Count));
        Assert.Equal((256, 1), (fitted.Title!.Length, fitted.Types!.Count));
        Assert.Equal(["$.Title"], fitted.Cuts.Select(cut => cut.Path));
        Assert.Equal(("characters", 256, 257), (fitted.Cuts[0].Unit, fitted.Cuts[0].Limit, fitted.Cuts[0].Actual));
    }

    [Fact]
    public void Cuts_and_warnings_of_before_stay_first()
    {
        var finding = new AsffFinding
        {
            Title = new string('t', 300), RecordState = "GONE", Warnings = ["earlier"], Cuts = [new AsffCut("$.Old", 1, 2, "items")],
        };
        var fitted = AsffFit.Fit(finding);
        Assert.Equal(["$.Old", "$.Title"], fitted.Cuts.Select(cut => cut.Path));
        Assert.Equal(2, fitted.Warnings.Count);
        Assert.Equal("earlier", fitted.Warnings[0]);
        Assert.Single(finding.Cuts);
    }

    [Fact]
    public void Values_of_other_types_in_what_has_no_form_are_written_as_what_they_are()
    {
        var free = new System.Collections.Hashtable { ["a"] = new object[] { 1, 2L, (byte)3, 1.5, 2.5m, true, null!, "x", double.NaN } };
        var finding = new AsffFinding
        {
            Resources = [new AsffResource { Id = "r", Details = new AsffResourceDetails { AzureResource = free } }],
        };
        Assert.Equal(
            """{"Resources":[{"Id":"r","Details":{"AzureResource":{"a":[1,2,3,1.5,2.5,true,null,"x","NaN"]}}}]}""",
            AsffJson.ToText(finding));
    }

    [Theory]
    [InlineData("null", "An ASFF finding is expected, not null.")]
    [InlineData("\u00ff", null)]
    public void What_is_no_finding_is_not_read(string text, string? message)
    {
        var bytes = text == "\u00ff" ? [0x22, 0xff, 0x22] : System.Text.Encoding.UTF8.GetBytes(text);
        var failure = Assert.Throws<JsonException>(() => AsffJson.Parse(bytes));
        Assert.Equal(message ?? "The text is not UTF-8.", failure.Message);
        if (message is not null) Assert.Equal(message, Assert.Throws<JsonException>(() => AsffJson.Parse(JsonElement.Parse(text))).Message);
    }

    private static AsffFinding Fit(AsffFinding finding) => AsffFit.Fit(finding);
}
