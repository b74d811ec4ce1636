using System.Text.Json;
using InspectorHub.Aws;

namespace InspectorHub.Core.Tests.Aws;

/// <summary>What counts as a page of a listing: what one lacks is taken for gone.</summary>
public sealed class ListingPageTests
{
    [Theory]
    [InlineData("""{"findings":[]}""", null)]
    [InlineData("""{"findings":[1],"nextToken":null}""", null)]
    [InlineData("""{"findings":[],"nextToken":""}""", null)]
    [InlineData("""{"findings":[],"nextToken":"b"}""", "b")]
    public void A_page_has_the_list_and_says_how_it_goes_on(string reply, string? next) =>
        Assert.Equal(next, ListingPage.Read(JsonElement.Parse(reply), "findings", "a").NextToken);

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""text""")]
    [InlineData("{}")]
    [InlineData("""{"message":"Service Unavailable"}""")]
    [InlineData("""{"Findings":[]}""")]
    [InlineData("""{"findings":null}""")]
    [InlineData("""{"findings":{}}""")]
    [InlineData("""{"findings":"none"}""")]
    [InlineData("""{"findings":[],"nextToken":5}""")]
    [InlineData("""{"findings":[],"nextToken":["b"]}""")]
    [InlineData("""{"findings":[],"nextToken":"a"}""")]
    public void Anything_else_is_none(string reply) =>
        Assert.Throws<FormatException>(() => ListingPage.Read(JsonElement.Parse(reply == "text" ? "\"text\"" : reply), "findings", "a"));

    [Fact]
    public async Task Pages_are_followed_to_the_last_one()
    {
        var asked = new List<string?>();
        var replies = new Queue<string>(["""{"x":[1],"nextToken":"a"}""", """{"x":[],"nextToken":"b"}""", """{"x":[2]}"""]);
        var pages = FindingPages.FollowAsync(
            token =>
            {
                asked.Add(token);
                return Task.FromResult(ListingPage.Read(JsonElement.Parse(replies.Dequeue()), "x", token));
            },
            TestContext.Current.CancellationToken);
        var lengths = new List<int>();
        await foreach (var page in pages) lengths.Add(page.GetProperty("x").GetArrayLength());
        Assert.Equal([1, 0, 1], lengths);
        Assert.Equal([null, "a", "b"], asked);
    }
}
