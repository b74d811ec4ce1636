using InspectorHub.Aws;
using InspectorHub.Aws.Sessions;

namespace InspectorHub.Core.Tests.Aws;

/// <summary>Queues that say something other than SQS does.</summary>
public sealed class OddQueueTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("30", 30)]
    [InlineData("43200", 43_200)]
    [InlineData("0", 30)]
    [InlineData("-5", 30)]
    [InlineData("43201", 30)]
    [InlineData("soon", 30)]
    [InlineData("99999999999999999999", 30)]
    public async Task What_is_taken_is_hidden_for_as_long_as_a_queue_may_hide_it(string visibility, int seconds)
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Answer(
            200, $$"""{"Attributes":{"VisibilityTimeout":"{{visibility}}"} }"""));
        using var queue = Queue(server);
        Assert.Equal((TimeSpan.FromSeconds(seconds), false), await queue.DescribeAsync(Cancel));
    }

    [Theory]
    [InlineData("""{"SentTimestamp":"yesterday"}""")]
    [InlineData("""{"SentTimestamp":"9999999999999999"}""")]
    [InlineData("""{"SentTimestamp":"-1"}""")]
    [InlineData("{}")]
    public async Task A_message_that_does_not_say_when_it_was_sent_is_taken_all_the_same(string attributes)
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Answer(
            200,
            $$"""
            {"Messages":[{"MessageId":"m","ReceiptHandle":"r","Body":"text","MD5OfBody":"1cb251ec0d568de6a929b520c4aed8d1",
             "Attributes":{{attributes}} }]}
            """));
        using var queue = Queue(server);
        var before = DateTimeOffset.UtcNow;
        var message = Assert.Single(await queue.TakeAsync(TimeSpan.Zero, Cancel));
        Assert.Equal(("m", "r", "text"), (message.Id, message.Receipt, message.Body));
        Assert.InRange(message.SentAt, before, DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task A_message_says_when_it_was_sent()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Answer(
            200,
            """
            {"Messages":[{"MessageId":"m","ReceiptHandle":"r","Body":"text","MD5OfBody":"1cb251ec0d568de6a929b520c4aed8d1",
             "Attributes":{"SentTimestamp":"1780000000123"} }]}
            """));
        using var queue = Queue(server);
        Assert.Equal(1780000000123, Assert.Single(await queue.TakeAsync(TimeSpan.Zero, Cancel)).SentAt.ToUnixTimeMilliseconds());
    }

    private static FindingQueue Queue(LoopbackServer server) => new(
        new AwsConnection { Region = "eu-central-1", AccessKey = "AKIDEXAMPLE", SecretKey = "secret" }, $"{server.Url}/111122223333/queue");
}
