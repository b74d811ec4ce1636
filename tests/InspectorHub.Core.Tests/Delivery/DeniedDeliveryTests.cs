using System.Net;
using System.Text;
using InspectorHub.Aws;
using InspectorHub.Delivery;
using InspectorHub.Outbox;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>What is refused for who sends it, and what for what it is.</summary>
public sealed class DeniedDeliveryTests : DeliveryTest
{
    private static DispatchOptions Limited { get; } = Quick with { TimeLimit = TimeSpan.FromSeconds(30) };

    [Theory]
    [InlineData("AccessDeniedException")]
    [InlineData("AccessDenied")]
    [InlineData("NotAuthorized")]
    [InlineData("IncompleteSignatureException")]
    [InlineData("UnrecognizedClientException")]
    [InlineData("OptInRequired")]
    public async Task A_400_that_is_about_access_stops_the_lane_and_refuses_no_finding(string code)
    {
        Hub.Before = (_, _, _) => throw new AwsException("No.") { StatusCode = HttpStatusCode.BadRequest, ErrorCode = code };
        var summary = await SendAsync(Finding.Many(100), Limited);
        Assert.Equal((0, 100), (summary.Refused, summary.Waiting));
        Assert.Single(Notices, notice => notice.Kind == LaneNoticeKind.Stopped);
        Assert.InRange(Hub.Calls, 1, LaneSenderCalls);
        using var view = new OutboxView(OutboxPath);
        Assert.All(view.Read(new OutboxFilter()), item => Assert.Equal((code, true), (item.ErrorCode, item.AnsweredAt is not null)));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(3)]
    public async Task A_400_of_another_name_that_is_said_of_every_finding_alike_stops_the_lane(int findings)
    {
        Hub.Before = (_, _, _) => throw new AwsException("The account is being closed.") { StatusCode = HttpStatusCode.BadRequest,
            ErrorCode = "SomethingException" };
        // One call at a time: a batch is halved down to eight parts, which takes fifteen calls, and no second one is begun.
        var oneByOne = Limited with { Sender = Limited.Sender with { Calls = 1 } };
        using var outbox = Open();
        await QueueAsync(Finding.Many(findings), outbox);
        using var dispatcher = new Dispatcher(outbox, _ => Hub, oneByOne, Observer, TestContext.Current.CancellationToken);
        dispatcher.Resume(new OutboxFilter());
        var summary = await dispatcher.CompleteAsync();
        Assert.Equal((0, findings), (summary.Refused, summary.Waiting));
        Assert.InRange(Hub.Calls, 2, 15);
        Assert.Contains("every finding alike", Assert.Single(Notices, notice => notice.Kind == LaneNoticeKind.Stopped).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_400_about_the_input_refuses_all_where_all_are_bad()
    {
        Hub.Before = (_, _, _) => throw new AwsException("productArn is malformed.") { StatusCode = HttpStatusCode.BadRequest,
            ErrorCode = "InvalidInputException" };
        var summary = await SendAsync(Finding.Many(10), Limited);
        Assert.Equal((10, 0), (summary.Refused, summary.Waiting));
    }

    [Fact]
    public async Task A_product_that_is_denied_is_set_aside_and_holds_up_no_other()
    {
        // Credentials of another account, too: the product is denied to every customer, and it is the product that is named.
        const string Words = "User: arn:aws:iam::123456789012:user/u is not authorized to perform: securityhub:BatchImportFindings";
        Hub.Before = (_, ids, _) => ids.Any(id => id.StartsWith("foreign", StringComparison.Ordinal))
            ? throw new AwsException(Words) { StatusCode = HttpStatusCode.Forbidden, ErrorCode = "AccessDeniedException" }
            : Task.CompletedTask;
        var summary =
            await SendAsync(Enumerable.Range(1, 150).SelectMany(number => new[] { Foreign(number), Finding.Of(number) }), Limited);
        Assert.Equal((150, 150, 0), (summary.Received, summary.Refused, summary.Waiting));
        Assert.DoesNotContain(Notices, notice => notice.Kind == LaneNoticeKind.Stopped);
        var refused = Results.First(result => result.Status == DeliveryStatus.Refused);
        Assert.Equal("AccessDeniedException", refused.ErrorCode);
        Assert.Contains("product/aws/inspector belongs to AWS", refused.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("account form", refused.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_that_no_timer_can_measure_is_waited_within_reason_and_other_lanes_go_on()
    {
        var asked = new FakeSecurityHub
        {
            Before = (call, _, _) => call == 1
                ? throw new AwsException("Slow down.") { StatusCode = HttpStatusCode.ServiceUnavailable, ErrorCode = "ServiceUnavailable",
                    RetryAfter = TimeSpan.FromDays(4000) }
                : Task.CompletedTask,
        };
        var options = Limited with { Sender = Quick.Sender with { LongestRetryAfter = TimeSpan.FromMilliseconds(50) } };
        var summary = await SendAsync(
            Finding.Many(20).Concat(Enumerable.Range(1, 20).Select(number => Finding.Of(number, account: "999999999999"))), options,
            hubs: lane => lane.AccountId == Finding.Account ? Hub : asked);
        Assert.Equal((40, 0), (summary.Received, summary.Waiting));
    }

    [Fact]
    public void A_day_that_is_asked_for_is_five_minutes()
    {
        Assert.Equal(TimeSpan.FromMinutes(5), new LaneSenderOptions().Backoff(0, TimeSpan.FromDays(1)));
        Assert.Equal(TimeSpan.FromSeconds(90), new LaneSenderOptions().Backoff(0, TimeSpan.FromSeconds(90)));
    }

    private static int LaneSenderCalls => Quick.Sender.Calls;

    private static OutboundFinding Foreign(int number) => new(Encoding.UTF8.GetBytes(
        Finding.Json($"foreign-{number}").Replace($":{Finding.Account}:product/{Finding.Account}/default", "::product/aws/inspector",
            StringComparison.Ordinal)), Finding.Region);
}
