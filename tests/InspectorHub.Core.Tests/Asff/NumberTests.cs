using System.Text.Json;
using CsCheck;
using InspectorHub.Asff;
using InspectorHub.Asff.Serialization;

namespace InspectorHub.Core.Tests.Asff;

public sealed class NumberTests
{
    [Fact]
    public void Scores_are_written_as_JSON_has_them() =>
        Assert.All(Enumerable.Range(-20, 200), tenths => AssertWritten(tenths / 10.0));

    [Fact]
    public void Any_number_is_written_as_JSON_has_it() =>
        Gen.OneOf(Gen.Double[0, 1], Gen.Double[-20, 20], Gen.Double[-1e300, 1e300]).Sample(AssertWritten);

    private static void AssertWritten(double score)
    {
        var finding = new AsffFinding { Vulnerabilities = [new AsffVulnerability { Cvss = [new AsffCvss { BaseScore = score }] }] };

        Assert.Equal(
            $$"""{"Vulnerabilities":[{"Cvss":[{"BaseScore":{{JsonSerializer.Serialize(score)}}}]}]}""", AsffJson.ToText(finding));
    }
}
