using InspectorHub.Common;

namespace InspectorHub.Core.Tests.Common;

public sealed class TextHashTests
{
    private const int Places = 8192;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(16)]
    public void Texts_that_differ_in_a_few_characters_spread_over_the_places(int before)
    {
        foreach (var behind in Enumerable.Range(0, 17)) AssertSpread(new string('a', before), new string('z', behind));
    }

    private static void AssertSpread(string before, string behind)
    {
        var hashes = Enumerable.Range(10_000, 10_000).Select(number => TextHash.Of($"{before}{number}{behind}")).ToList();

        Assert.Equal(hashes.Count, hashes.Distinct().Count());
        // At random 5,770 are taken: 8,192 (1 - (1 - 1/8,192)^10,000), to some 30.
        Assert.InRange(hashes.Select(hash => hash & (Places - 1)).Distinct().Count(), 5_500, Places);
        Assert.InRange(hashes.Select(hash => hash >> 32).Distinct().Count(), 9_990, 10_000);
    }
}
