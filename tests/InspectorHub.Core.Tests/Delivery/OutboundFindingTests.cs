using System.Text;
using InspectorHub.Asff;
using InspectorHub.Outbox;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>What delivery reads from a finding, and what it changes in it.</summary>
public sealed class OutboundFindingTests
{
    [Theory]
    [InlineData("[]", "An ASFF finding is expected, which is a JSON object.")]
    [InlineData("\"text\"", "An ASFF finding is expected, which is a JSON object.")]
    [InlineData("""{"AwsAccountId":"111122223333"}""", "The finding has no Id.")]
    [InlineData("""{"Id":" ","AwsAccountId":"111122223333"}""", "The finding has no Id.")]
    [InlineData("""{"Id":["a"],"AwsAccountId":"111122223333"}""", "The finding has no Id.")]
    [InlineData("""{"Id":"a"}""", "Finding a has no AwsAccountId, so it is not known which account's Security Hub it is for.")]
    [InlineData("""{"Id":"a","AwsAccountId":"111122223333"}""",
        "Finding a names no Region, neither in ProductArn nor in Region, and none is given.")]
    [InlineData("""{"Id":"a","AwsAccountId":"111122223333","ProductArn":"arn:aws:securityhub:::product/x/y"}""",
        "Finding a names no Region, neither in ProductArn nor in Region, and none is given.")]
    public void What_cannot_be_delivered_says_what_it_lacks(string json, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Of(json)).Message);

    [Theory]
    [InlineData("{")]
    [InlineData("""{"Id":"a",}""")]
    [InlineData("""{"Id":"\ud83d"}""")]
    public void What_is_no_JSON_says_so(string json)
    {
        var failure = Assert.Throws<FormatException>(() => Of(json));
        Assert.StartsWith("An ASFF finding is expected as JSON: ", failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.InnerException);
    }

    [Fact]
    public void The_Region_is_that_which_is_given_then_that_of_the_product_then_its_own()
    {
        const string Product = """ "ProductArn":"arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default" """;
        const string Both = $$"""{"Id":"a","AwsAccountId":"111122223333","Region":"eu-north-1",{{Product}} }""";
        Assert.Equal("eu-south-1", new OutboundFinding(Encoding.UTF8.GetBytes(Both), "eu-south-1").Lane.Region);
        Assert.Equal("eu-west-1", Of(Both).Lane.Region);
        Assert.Equal("eu-north-1", Of("""{"Id":"a","AwsAccountId":"111122223333","Region":"eu-north-1"}""").Lane.Region);
        Assert.Equal("111122223333/eu-west-1", Of(Both).Lane.ToString());
        Assert.Equal("111122223333/eu-west-1 at http://localhost:1",
            new OutboundFinding(Encoding.UTF8.GetBytes(Both), endpoint: "http://localhost:1").Lane.ToString());
    }

    [Fact]
    public void Only_the_times_are_changed_wherever_they_stand()
    {
        const string Text =
            """{"UpdatedAt" : "2026-11-01T08:00:00Z","Id":"a\u0041","AwsAccountId":"1","Region":"r", "CreatedAt":"then","Title":"ä"}""";
        var finding = Of(Text);
        Assert.Equal(("aA", "then", false), (finding.Id, finding.CreatedAt, finding.IsArchived));
        Assert.Equal(Text, Written(finding, finding.CreatedAt, finding.UpdatedAt));
        Assert.Equal(Text, Written(finding, null, finding.UpdatedAt));
        Assert.Equal(Text.Replace("then", "be\\u0022fore", StringComparison.Ordinal), Written(finding, "be\"fore", finding.UpdatedAt));
        Assert.Equal(
            Text.Replace("then", "before", StringComparison.Ordinal)
                .Replace("2026-11-01T08:00:00Z", "2026-11-01T08:00:00.001Z", StringComparison.Ordinal),
            Written(finding, "before", finding.UpdatedAt + 1));
        // Whatever stands there goes as a whole.
        const string Odd = """{"Id":"a","AwsAccountId":"111122223333","Region":"r","CreatedAt":{"at":["then"]},"Title":"t"}""";
        Assert.Equal(Odd.Replace("""{"at":["then"]}""", "\"before\"", StringComparison.Ordinal), Written(Of(Odd), "before", 0));
        // What is not there is not put there.
        const string None = """{"Id":"a","AwsAccountId":"111122223333","Region":"r"}""";
        Assert.Equal(None, Written(Of(None), "before", 5));
        Assert.Equal(0, Of(None).UpdatedAt);
    }

    [Fact]
    public void A_finding_of_the_model_is_the_same_as_its_text()
    {
        var model = new AsffFinding
        {
            Id = "a \"UpdatedAt\":\"1999\"", AwsAccountId = "111122223333", Region = "r", CreatedAtText = "2026-10-01T08:00:00Z",
            UpdatedAt = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero), RecordState = "ARCHIVED", Title = "t",
        };
        var own = new OutboundFinding(model);
        var text = new OutboundFinding(own.Body);
        Assert.Equal((text.Id, text.Lane, text.IsArchived, text.CreatedAt, text.UpdatedAt),
            (own.Id, own.Lane, own.IsArchived, own.CreatedAt, own.UpdatedAt));
        Assert.True(own.IsArchived);
        Assert.Equal(text.Hash, own.Hash);
        Assert.Equal(Written(text, "x", 5), Written(own, "x", 5));
        var bare = new OutboundFinding(new AsffFinding { Id = "a", AwsAccountId = "111122223333", Region = "r" });
        Assert.Equal((null, 0L), (bare.CreatedAt, bare.UpdatedAt));
    }

    [Fact]
    public void The_version_at_its_source_is_its_own_unless_another_is_said()
    {
        var time = new DateTimeOffset(2026, 10, 5, 0, 0, 0, TimeSpan.Zero);
        var finding = Finding.Of(1);
        Assert.Equal(finding.UpdatedAt, finding.SourceUpdatedAt);
        var other = new OutboundFinding(finding.Body, "r") { SourceVersion = time };
        Assert.Equal((finding.UpdatedAt, time.ToUnixTimeMilliseconds()), (other.UpdatedAt, other.SourceUpdatedAt));
        Assert.Equal(finding.UpdatedAt, new OutboundFinding(finding.Body, "r") { SourceVersion = null }.SourceUpdatedAt);
    }

    [Theory]
    [InlineData("""{"a":1,"b":[1,2]}""", """{ "b":[1.0,2e0], "a":1 }""", true)]
    [InlineData("""{"a":1,"b":[1,2]}""", """{"a":1,"b":[2,1]}""", false)]
    [InlineData("""{"a":"x"}""", """{"b":"x"}""", false)]
    [InlineData("""{"a":"2026-01-02T03:04:05Z"}""", """{"a":"2026-01-02T04:04:05.000+01:00"}""", true)]
    [InlineData("""{"a":"2026-01-02T03:04:05Z"}""", """{"a":"2026-01-02T03:04:06Z"}""", false)]
    [InlineData("""{"a":"2026-01-02T03:04:05.000Z"}""", """{"a":"2026-01-02T03:04:05"}""", false)]
    [InlineData("""{"a":"2026-01-02T03:04:05.120Z"}""", """{"a":"2026-01-02t03:04:05.12z"}""", true)]
    [InlineData("""{"a":"2026-01-02"}""", """{"a":"2026-01-02T00:00:00Z"}""", false)]
    [InlineData("""{"a":true}""", """{"a":false}""", false)]
    [InlineData("""{"a":null}""", """{"a":false}""", false)]
    [InlineData("""{"a":1}""", """{"a":"1"}""", false)]
    [InlineData("""{"a":"\u0041"}""", """{"a":"A"}""", true)]
    [InlineData("""{"a":{"b":1}}""", """{"a":{"b":1,"c":null}}""", false)]
    [InlineData("""{"a":[[1],2]}""", """{"a":[1,[2]]}""", false)]
    [InlineData("""{"a":{}}""", """{"a":[]}""", false)]
    public void Content_is_told_from_content_and_not_spelling_from_spelling(string one, string other, bool isSame)
    {
        byte[] Hash(string more) => Of($$"""{"Id":"a","AwsAccountId":"1","Region":"r","More":{{more}} }""").Hash;
        Assert.Equal(16, Hash(one).Length);
        Assert.Equal(isSame, Hash(one).AsSpan().SequenceEqual(Hash(other)));
        // Both halves of it tell.
        Assert.Equal(isSame, Hash(one).AsSpan(0, 8).SequenceEqual(Hash(other).AsSpan(0, 8)));
        Assert.Equal(isSame, Hash(one).AsSpan(8).SequenceEqual(Hash(other).AsSpan(8)));
    }

    private static OutboundFinding Of(string json) => new(Encoding.UTF8.GetBytes(json));

    private static string Written(OutboundFinding finding, string? createdAt, long updatedAt) =>
        Encoding.UTF8.GetString(finding.WithTimes(createdAt, updatedAt).Span);
}
