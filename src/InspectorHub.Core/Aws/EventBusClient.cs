using System.Text.Json;
using InspectorHub.Aws.Sessions;

namespace InspectorHub.Aws;

/// <summary>
/// Amazon EventBridge of one Region, as far as it takes to see which rules fill a queue. Everything fails as
/// <see cref="AwsException"/>. Source of the operations: Amazon EventBridge API 2015-10-07.
/// </summary>
public sealed class EventBusClient : IDisposable
{
    private readonly AwsServiceClient calls;

    /// <summary>A client for one Region; nothing is called yet.</summary>
    /// <exception cref="AwsException">The Region or the endpoint cannot be one.</exception>
    public EventBusClient(AwsConnection connection, string region)
    {
        Region = AwsRegions.Resolve(connection with { Region = region });
        calls = new AwsServiceClient(new AwsSession(connection with { Region = Region }), AwsService.EventBridge, Region);
    }

    /// <summary>The Region.</summary>
    public string Region { get; }

    /// <summary>The rules of the default bus that send what matches to a target.</summary>
    public Task<IReadOnlyList<string>> ListRuleNamesByTargetAsync(string targetArn, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<string>>(
            "ListRuleNamesByTarget", json => json.WriteString("TargetArn", targetArn),
            reply => [.. reply.GetProperty("RuleNames").EnumerateArray().Select(name => name.GetString()!)], cancellationToken);

    /// <summary>Whether a rule of the default bus is in force, and its pattern; null where it goes by a schedule.</summary>
    public Task<(bool IsEnabled, string? Pattern)> DescribeRuleAsync(string name, CancellationToken cancellationToken) =>
        CallAsync(
            "DescribeRule", json => json.WriteString("Name", name),
            reply => (reply.Text("State") != "DISABLED", reply.Text("EventPattern")), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => calls.Dispose();

    private Task<T> CallAsync<T>(
        string operation, Action<Utf8JsonWriter> writeMembers, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        calls.CallAsync(
            new AwsOperation(operation, "POST", "/") { Target = $"AWSEvents.{operation}", Body = JsonBody.Write(writeMembers) }, read,
            cancellationToken);
}
