using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using static InspectorHub.Emulator.Tests.EmulatorClient;
using static InspectorHub.Emulator.Tests.ImportTests;

namespace InspectorHub.Emulator.Tests;

public sealed class FaultTests : IDisposable
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly List<EmulatorCall> calls = [];
    private readonly EmulatorClient hub;

    public FaultTests() => hub = new EmulatorClient(options =>
    {
        options.Clock = clock;
        options.Observer = call =>
        {
            lock (calls) calls.Add(call);
        };
    });

    public void Dispose() => hub.Dispose();

    [Fact]
    public async Task An_outage_lasts_as_long_as_it_was_given()
    {
        hub.Emulator.Faults.Add(new EmulatorFault { Kind = EmulatorFaultKind.Status, Status = 503, Duration = TimeSpan.FromSeconds(30),
            RetryAfter = TimeSpan.FromSeconds(2) });
        var (status, _, message) = await DescribeAsync();
        Assert.Equal((503, TimeSpan.FromSeconds(2)), (status, message.Headers.RetryAfter?.Delta));
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(503, (await DescribeAsync()).Status);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await DescribeAsync()).Status);
        Assert.Empty(hub.Emulator.Faults.InForce);
    }

    [Fact]
    public async Task A_fault_can_hit_some_calls_of_one_operation_only()
    {
        hub.Emulator.Faults.Add(new EmulatorFault { Kind = EmulatorFaultKind.Throttle, Operation = "Batch*", Calls = 2 });
        Assert.Equal(200, (await DescribeAsync()).Status);
        var (status, error, message) = await ImportAsync("a");
        Assert.Equal((429, "TooManyRequestsException"), (status, Text(error, "Code")));
        Assert.Equal("TooManyRequestsException", message.Headers.GetValues("x-amzn-ErrorType").Single());
        Assert.Equal(429, (await ImportAsync("a")).Status);
        Assert.Equal(200, (await ImportAsync("a")).Status);
        Assert.Equal([200, 429, 429, 200], calls.Select(call => call.Status));
    }

    [Fact]
    public async Task Connections_are_refused_until_the_fault_is_lifted()
    {
        var fault = new EmulatorFault { Kind = EmulatorFaultKind.Refuse };
        hub.Emulator.Faults.Add(fault);
        var failure = await Assert.ThrowsAsync<HttpRequestException>(DescribeAsync);
        Assert.Equal(HttpRequestError.ConnectionError, failure.HttpRequestError);
        hub.Emulator.Faults.Lift(fault);
        Assert.Equal(200, (await DescribeAsync()).Status);
    }

    [Fact]
    public async Task Two_refusals_end_with_the_second()
    {
        hub.Emulator.Faults.Add(new EmulatorFault { Kind = EmulatorFaultKind.Refuse, Duration = TimeSpan.FromSeconds(1) });
        hub.Emulator.Faults.Add(new EmulatorFault { Kind = EmulatorFaultKind.Refuse, Duration = TimeSpan.FromSeconds(2) });
        clock.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<HttpRequestException>(DescribeAsync);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await DescribeAsync()).Status);
    }

    [Fact]
    public async Task A_reset_loses_the_call_and_a_reset_after_accept_only_the_answer()
    {
        hub.Emulator.Faults.Add(new EmulatorFault { Kind = EmulatorFaultKind.Reset, Operation = "BatchImportFindings", Calls = 1 });
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => ImportAsync("a"));
        Assert.Equal(0, hub.Emulator.Findings);

        hub.Emulator.Faults
            .Add(new EmulatorFault { Kind = EmulatorFaultKind.ResetAfterAccept, Operation = "BatchImportFindings", Calls = 1 });
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => ImportAsync("a"));
        Assert.Equal(1, hub.Emulator.Findings);
        Assert.Equal(200, (await ImportAsync("a")).Status);
        Assert.Equal(1, hub.Emulator.Findings);
    }

    [Fact]
    public async Task A_call_hangs_until_the_fault_is_lifted()
    {
        hub.Emulator.Faults.Add(new EmulatorFault { Kind = EmulatorFaultKind.Hang, Operation = "BatchImportFindings", Calls = 1 });
        var hanging = ImportAsync("a");
        await ArrivalAsync();
        Assert.Equal(200, (await DescribeAsync()).Status);
        Assert.False(hanging.IsCompleted);
        hub.Emulator.Faults.LiftAll();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => hanging);
        Assert.Equal(0, hub.Emulator.Findings);
    }

    [Fact]
    public async Task Stopping_ends_what_hangs()
    {
        hub.Emulator.Faults.Add(new EmulatorFault { Kind = EmulatorFaultKind.Hang });
        var hanging = ImportAsync("a");
        await ArrivalAsync();
        hub.Emulator.Dispose();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => hanging);
    }

    [Fact]
    public async Task Garbage_looks_like_success()
    {
        hub.Emulator.Faults.Add(new EmulatorFault { Kind = EmulatorFaultKind.Garbage });
        var (status, _, message) = await ImportAsync("a");
        Assert.Equal((200, "text/html"), (status, message.Content.Headers.ContentType?.MediaType));
        Assert.Equal(0, hub.Emulator.Findings);
    }

    [Fact]
    public async Task Findings_are_refused_by_pattern_of_Id_or_Title()
    {
        hub.Emulator.Faults.Add(new EmulatorFault { Kind = EmulatorFaultKind.RejectFinding, Match = "b?d*", Message = "No." });
        hub.Emulator.Faults.Add(new EmulatorFault { Kind = EmulatorFaultKind.RejectFinding, Match = "*of Good-2" });
        var reply = await hub.ImportAsync(Finding("bad-1"), Finding("good-1"), Finding("BED-2"), Finding("good-2"));
        Assert.Equal(["bad-1", "BED-2", "good-2"], reply.GetProperty("FailedFindings").EnumerateArray()
            .Select(failed => Text(failed, "Id")));
        Assert.Equal("No.", Text(reply.GetProperty("FailedFindings")[0], "ErrorMessage"));
        Assert.Equal("InvalidInput", Text(reply.GetProperty("FailedFindings")[0], "ErrorCode"));
    }

    [Fact]
    public async Task A_refused_finding_has_the_code_that_it_was_given()
    {
        hub.Emulator.Faults.Add(new EmulatorFault { Kind = EmulatorFaultKind.RejectFinding, ErrorCode = "InternalFailure", Calls = 1 });
        Assert.Equal("InternalFailure", Text((await hub.ImportAsync(Finding("a"))).GetProperty("FailedFindings")[0], "ErrorCode"));
        Assert.Equal(1, (await hub.ImportAsync(Finding("a"))).GetProperty("SuccessCount").GetInt32());
    }

    [Fact]
    public async Task Latency_makes_answers_late()
    {
        hub.Emulator.Faults.Add(
            new EmulatorFault { Kind = EmulatorFaultKind.Latency, Delay = TimeSpan.FromSeconds(5), Operation = "BatchImportFindings" });
        var late = ImportAsync("a");
        await ArrivalAsync();
        Assert.Equal(200, (await DescribeAsync()).Status);
        Assert.False(late.IsCompleted);
        while (!late.IsCompleted)
        {
            Stop.ThrowIfCancellationRequested();
            clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        Assert.Equal(200, (await late).Status);
    }

    [Fact]
    public async Task The_observer_is_told_of_every_call()
    {
        await hub.ImportAsync(Finding("a"), Finding("b"));
        await hub.CallAsync("GET", "/insights");
        Assert.Collection(
            calls,
            import =>
            {
                Assert.Equal(("BatchImportFindings", Account, Region, 200),
                    (import.Operation, import.AccountId, import.Region, import.Status));
                Assert.Equal(["a", "b"], import.FindingIds);
            },
            other => Assert.Equal(("GET /insights", 501, "NotImplementedException"), (other.Operation, other.Status, other.ErrorCode)));
        Assert.Equal(2, hub.Emulator.Calls);
    }

    // Until the first call has met its faults; the test's own token ends the wait.
    private async Task ArrivalAsync()
    {
        while (hub.Emulator.Calls == 0)
        {
            Stop.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private Task<(int Status, System.Text.Json.JsonElement Body, HttpResponseMessage Message)> DescribeAsync() =>
        hub.CallAsync("GET", "/accounts");

    private Task<(int Status, System.Text.Json.JsonElement Body, HttpResponseMessage Message)> ImportAsync(string id) =>
        hub.CallAsync("POST", "/findings/import", new JsonObject { ["Findings"] = new JsonArray(Finding(id)) });
}
