using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using InspectorHub.Aws;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Aws.Sessions;
using InspectorHub.Emulator;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>What an attempt of a sender is on the wire: one call, so that its pace and its pauses are the only ones.</summary>
public sealed class ConnectionTests
{
    [Theory]
    [InlineData(EmulatorFaultKind.Reset)]
    [InlineData(EmulatorFaultKind.ResetAfterAccept)]
    [InlineData(EmulatorFaultKind.Status)]
    public async Task An_import_that_fails_was_one_call_also_on_a_connection_from_before(EmulatorFaultKind kind)
    {
        var calls = new ConcurrentQueue<EmulatorCall>();
        using var emulator = new SecurityHubEmulator(new EmulatorOptions { RateScale = 0, Observer = calls.Enqueue });
        var connection = new AwsConnection { Region = Finding.Region, EndpointUrl = emulator.EndpointUrl, AccessKey = emulator.AccessKey,
            SecretKey = emulator.SecretKey };
        using var hub = new SecurityHubClient(connection, Finding.Region);
        ReadOnlyMemory<byte>[] findings = [Encoding.UTF8.GetBytes(Finding.Json("finding-1"))];
        await hub.BatchImportFindingsAsync(findings, TestContext.Current.CancellationToken);

        emulator.Faults.Add(new EmulatorFault { Kind = kind });
        await Assert.ThrowsAsync<AwsException>(() => hub.BatchImportFindingsAsync(findings, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<AwsException>(() => hub.BatchImportFindingsAsync(findings, TestContext.Current.CancellationToken));
        Assert.Equal(3, calls.Count);
    }

    [Fact]
    public async Task A_failure_that_comes_at_the_same_time_as_the_cancellation_is_explained_like_any_other()
    {
        using var emulator = new SecurityHubEmulator(new EmulatorOptions());
        var connection = new AwsConnection { Region = Finding.Region, EndpointUrl = emulator.EndpointUrl, AccessKey = emulator.AccessKey,
            SecretKey = emulator.SecretKey };
        using var client = new AwsServiceClient(new AwsSession(connection), AwsService.SecurityHub, Finding.Region, retries: 0);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAsync<AwsException>(() =>
            client.CallAsync(new AwsOperation("DescribeHub", "GET", "/accounts"), Read, stop.Token));

        int Read(JsonElement reply)
        {
            stop.Cancel();
            return reply.GetProperty("NoSuchThing").GetInt32();
        }
    }
}
