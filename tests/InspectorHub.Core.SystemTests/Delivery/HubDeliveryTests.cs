using InspectorHub.Asff.Serialization;
using InspectorHub.Aws.Sessions;
using InspectorHub.Core.Tests.Aws;
using InspectorHub.Delivery;
using InspectorHub.Outbox;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>Delivery as a C# program uses it.</summary>
public sealed class HubDeliveryTests : DeliveryTest
{
    [Fact]
    public async Task Findings_are_delivered_in_a_few_lines()
    {
        using var server =
            new LoopbackServer(_ => LoopbackServer.Answer(200, """{"SuccessCount":2,"FailedCount":0,"FailedFindings":[]}"""));
        var connection =
            new AwsConnection { Region = Finding.Region, EndpointUrl = server.Url, AccessKey = "AKIDEXAMPLE", SecretKey = "secret" };
        using var outbox = Open();
        await using var delivery = new HubDelivery(outbox, connection);
        foreach (var number in new[] { 1, 2 })
            await delivery.AddAsync(AsffJson.Parse(Finding.Of(number).Body.Span), TestContext.Current.CancellationToken);
        var summary = await delivery.CompleteAsync(TestContext.Current.CancellationToken);
        Assert.Equal((2, 2, 0), (summary.Findings, summary.Received, summary.Waiting));
        Assert.Equal("/findings/import", Assert.Single(server.Requests).Target);
        Assert.Equal(server.Url, Assert.Single(outbox.Figures()).Lane.Endpoint);
    }

    [Fact]
    public void A_finding_from_the_model_is_the_one_that_its_text_makes()
    {
        var text = Finding.Of(7, title: "A \\\"CreatedAt\\\": in a text", padding: 30);
        var model = AsffJson.Parse(text.Body.Span);
        var made = new OutboundFinding(model, Finding.Region);
        var read = new OutboundFinding(AsffJson.Serialize(model), Finding.Region);
        Assert.Equal((read.Id, read.Lane, read.CreatedAt, read.UpdatedAt, read.IsArchived),
            (made.Id, made.Lane, made.CreatedAt, made.UpdatedAt, made.IsArchived));
        Assert.Equal(read.Hash, made.Hash);
        Assert.Equal(read.WithTimes("2026-01-01T00:00:00Z", 5).ToArray(), made.WithTimes("2026-01-01T00:00:00Z", 5).ToArray());
        model.CreatedAt = null;
        Assert.Equal(new OutboundFinding(AsffJson.Serialize(model), Finding.Region).Hash, new OutboundFinding(model, Finding.Region).Hash);
    }
}
