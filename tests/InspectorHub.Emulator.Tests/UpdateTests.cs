using System.Text.Json.Nodes;
using static InspectorHub.Emulator.Tests.EmulatorClient;
using static InspectorHub.Emulator.Tests.ImportTests;

namespace InspectorHub.Emulator.Tests;

public sealed class UpdateTests
{
    [Fact]
    public async Task A_finding_that_is_not_there_is_named_and_the_others_are_updated()
    {
        using var hub = new EmulatorClient();
        await hub.ImportAsync(Finding("a"));
        var reply = await hub.UpdateAsync(["nobody", "a"], new JsonObject { ["VerificationState"] = "BENIGN_POSITIVE" });
        Assert.Equal("a", Text(Assert.Single(reply.GetProperty("ProcessedFindings").EnumerateArray()), "Id"));
        var failure = Assert.Single(reply.GetProperty("UnprocessedFindings").EnumerateArray());
        Assert.Equal(("nobody", "FindingNotFound", "Finding Not Found"),
            (Text(failure, "FindingIdentifier.Id"), Text(failure, "ErrorCode"), Text(failure, "ErrorMessage")));
        Assert.Equal("BENIGN_POSITIVE", Text(await hub.HeldAsync("a"), "VerificationState"));
    }

    [Fact]
    public async Task A_finding_that_is_named_twice_is_left_alone()
    {
        using var hub = new EmulatorClient();
        await hub.ImportAsync(Finding("a"), Finding("b"));
        var reply = await hub.UpdateAsync(["a", "b", "a"], new JsonObject { ["Workflow"] = new JsonObject { ["Status"] = "RESOLVED" } });
        Assert.Equal("b", Text(Assert.Single(reply.GetProperty("ProcessedFindings").EnumerateArray()), "Id"));
        var failure = Assert.Single(reply.GetProperty("UnprocessedFindings").EnumerateArray());
        Assert.Equal(("a", "DuplicatedFindingIdentifier", "Finding Identifier is duplicated"),
            (Text(failure, "FindingIdentifier.Id"), Text(failure, "ErrorCode"), Text(failure, "ErrorMessage")));
        Assert.Equal(("NEW", "RESOLVED"),
            (Text(await hub.HeldAsync("a"), "Workflow.Status"), Text(await hub.HeldAsync("b"), "Workflow.Status")));
    }

    [Fact]
    public async Task A_finding_that_would_become_larger_than_240_KB_is_left_alone()
    {
        using var hub = new EmulatorClient();
        await hub.ImportAsync(Finding("a",
            finding => finding["Resources"]![0]!["Details"] = new JsonObject { ["Other"] = Padding(49_000) }), Finding("large", finding =>
            finding["Resources"] = new JsonArray([.. Enumerable.Range(0, 5).Select(number => new JsonObject { ["Type"] = "Other",
                ["Id"] = $"r{number}", ["Details"] = new JsonObject { ["Other"] = Padding(47_000) } })])));
        var reply = await hub.UpdateAsync(["a", "large"], new JsonObject { ["UserDefinedFields"] = Padding(5_000) });
        Assert.Equal("a", Text(Assert.Single(reply.GetProperty("ProcessedFindings").EnumerateArray()), "Id"));
        var failure = Assert.Single(reply.GetProperty("UnprocessedFindings").EnumerateArray());
        Assert.Equal(("large", "FindingSizeExceeded", "Finding size exceeded 240 KB"),
            (Text(failure, "FindingIdentifier.Id"), Text(failure, "ErrorCode"), Text(failure, "ErrorMessage")));
    }

    [Theory]
    [InlineData("""{"Types":["a/b/c/d"]}""")]
    [InlineData("""{"UserDefinedFields":{"?":"x"}}""")]
    public async Task What_the_format_does_not_allow_is_left_undone(string update)
    {
        using var hub = new EmulatorClient();
        await hub.ImportAsync(Finding("a"));
        var before = (await hub.HeldAsync("a")).GetRawText();
        var failure = Assert.Single((await hub.UpdateAsync("a", JsonNode.Parse(update)!.AsObject())).GetProperty("UnprocessedFindings")
            .EnumerateArray());
        Assert.Equal(("InvalidInput", "Invalid Input"), (Text(failure, "ErrorCode"), Text(failure, "ErrorMessage")));
        Assert.Equal(before, (await hub.HeldAsync("a")).GetRawText());
    }

    [Theory]
    [InlineData("""{"Severity":{"Label":"TERRIBLE"}}""")]
    [InlineData("""{"RelatedFindings":[{"Id":"x"}]}""")]
    [InlineData("""{"Workflow":{"Status":"DONE"}}""")]
    [InlineData("""{"VerificationState":"MAYBE"}""")]
    [InlineData("""{"Note":{"Text":"no name"}}""")]
    [InlineData("""{"Confidence":101}""")]
    public async Task What_the_operation_does_not_allow_is_refused_as_a_whole(string update)
    {
        using var hub = new EmulatorClient();
        await hub.ImportAsync(Finding("a"));
        var body = JsonNode.Parse(update)!.AsObject();
        body["FindingIdentifiers"] = new JsonArray(new JsonObject { ["Id"] = "a", ["ProductArn"] = DefaultProduct() });
        var (status, error, _) = await hub.CallAsync("PATCH", "/findings/batchupdate", body);
        Assert.Equal((400, "InvalidInputException"), (status, Text(error, "Code")));
    }
}
