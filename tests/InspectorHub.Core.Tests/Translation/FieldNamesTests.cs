using InspectorHub.Translation;

namespace InspectorHub.Core.Tests.Translation;

public sealed class FieldNamesTests
{
    [Fact]
    public void A_name_that_has_taken_the_place_of_another_is_not_taken_for_it()
    {
        // More than there are places.
        var names = Enumerable.Range(0, 5000).Select(number => $"name{number}").ToList();
        for (var round = 0; round < 2; round++) Assert.All(names, name => Assert.Equal("attributes/" + name, FieldNames.Join("attributes/", name)));
    }

    [Fact]
    public void One_name_behind_two_prefixes_is_two()
    {
        const string Name = "platform";
        Assert.Equal("a/platform", FieldNames.Join("a/", Name));
        Assert.Equal("b/platform", FieldNames.Join("b/", Name));
        Assert.Equal("a/platform", FieldNames.Join("a/", Name));
    }

    [Fact]
    public void An_item_of_a_list_has_its_number() => Assert.Equal("resources/12/", FieldNames.Join("resources/", 12));
}
