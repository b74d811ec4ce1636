using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.RateLimiting;
using InspectorHub.Asff.Serialization;
using InspectorHub.Aws.Sessions;
using InspectorHub.Common;

namespace InspectorHub.Aws.SecurityHub;

/// <summary>Security Hub of the caller's account in one Region.</summary>
/// <remarks>
/// BatchImportFindings is tried once, since delivery has its own way of
/// trying again; the other calls are tried again by the SDK where that may help. Source of the operations: Security Hub API.
/// </remarks>
public sealed class SecurityHubClient : ISecurityHub, ISecurityHubReader, IDisposable
{
    private static readonly byte[] BatchStart = Encoding.UTF8.GetBytes("""{"Findings":[""");
    private static readonly byte[] BatchEnd = Encoding.UTF8.GetBytes("]}");

    private readonly AwsServiceClient import;
    // Who only delivers needs neither of them.
    private readonly Lazy<AwsServiceClient> calls;
    // GetFindings: 3 a second with a burst of 6, per account and Region.
    private readonly Lazy<TokenBucketRateLimiter> findingsPace = new(() => new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = 6, TokensPerPeriod = 3, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = int.MaxValue,
    }));

    /// <summary>A client for one Region; nothing is called yet.</summary>
    /// <exception cref="AwsException">The Region or the endpoint cannot be one.</exception>
    public SecurityHubClient(AwsConnection connection, string region)
    {
        var session = new AwsSession(connection with { Region = region });
        Region = AwsRegions.Resolve(connection with { Region = region });
        import = new AwsServiceClient(session, AwsService.SecurityHub, Region, retries: 0);
        calls = new(() => new AwsServiceClient(session, AwsService.SecurityHub, Region));
    }

    /// <summary>
    /// Where a connection finds Security Hub when that is not at AWS: the endpoint given, that of the environment or of the
    /// profile; empty where it is AWS's own.
    /// </summary>
    /// <exception cref="AwsException">The endpoint cannot be one.</exception>
    public static string FindEndpoint(AwsConnection connection) => new AwsSession(connection).FindEndpoint(AwsService.SecurityHub);

    /// <summary>The Region.</summary>
    public string Region { get; }

    /// <inheritdoc/>
    public Task<ImportReply> BatchImportFindingsAsync(IReadOnlyList<ReadOnlyMemory<byte>> findings, CancellationToken cancellationToken) =>
        import.CallAsync(
            new AwsOperation("BatchImportFindings", "POST", "/findings/import") { Body = Batch(findings) }, ReadImportReply,
            cancellationToken);

    /// <inheritdoc/>
    public async Task<FindingsPage> GetFindingsAsync(byte[]? filters, int pageSize, string? nextToken, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(import.Config.ServiceURL))
            (await findingsPace.Value.AcquireAsync(1, cancellationToken).ConfigureAwait(false)).Dispose();
        var body = JsonBody.Write(json =>
        {
            json.WriteNumber("MaxResults", pageSize);
            if (nextToken is not null) json.WriteString("NextToken", nextToken);
            if (filters is null) return;
            json.WritePropertyName("Filters");
            json.WriteRawValue(filters);
        });
        return await calls.Value.CallAsync(
            new AwsOperation("GetFindings", "POST", "/findings") { Body = body, LongestReply = AwsReply.LongestPage },
            reply => new FindingsPage(
                [.. reply.GetProperty("Findings").EnumerateArray().Select(AsffJson.Parse)],
                ListingPage.ReadNextToken(reply, "NextToken", nextToken)),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>When the newest of some findings was changed; null where there is none.</summary>
    /// <param name="filters">An <c>AwsSecurityFindingFilters</c> document as UTF-8 JSON; null for all.</param>
    /// <param name="cancellationToken">Abandons the call.</param>
    public Task<DateTimeOffset?> FindLastUpdateAsync(byte[]? filters, CancellationToken cancellationToken)
    {
        var body = JsonBody.Write(json =>
        {
            json.WriteNumber("MaxResults", 1);
            json.WriteStartArray("SortCriteria");
            json.WriteStartObject();
            json.WriteString("Field", "UpdatedAt");
            json.WriteString("SortOrder", "desc");
            json.WriteEndObject();
            json.WriteEndArray();
            if (filters is null) return;
            json.WritePropertyName("Filters");
            json.WriteRawValue(filters);
        });
        return calls.Value.CallAsync(
            new AwsOperation("GetFindings", "POST", "/findings") { Body = body },
            reply => reply.GetProperty("Findings").EnumerateArray().Select(UpdateOf).FirstOrDefault(),
            cancellationToken);
    }

    /// <summary>The hub's ARN; null where Security Hub is not enabled.</summary>
    public async Task<string?> DescribeHubAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await calls.Value.CallAsync(
                new AwsOperation("DescribeHub", "GET", "/accounts"), reply => reply.Text("HubArn"),
                cancellationToken).ConfigureAwait(false);
        }
        catch (AwsException failure) when (IsHubOff(failure))
        {
            return null;
        }
    }

    /// <summary>Turns Security Hub on, without the default standards; an enabled hub stays as it is.</summary>
    public Task EnableHubAsync(CancellationToken cancellationToken) =>
        Unless(HttpStatusCode.Conflict, calls.Value.CallAsync(new AwsOperation(
            "EnableSecurityHub", "POST", "/accounts") { Body = JsonBody.Write(json => json.WriteBoolean("EnableDefaultStandards", false)) },
            reply => reply.Text("HubArn"), cancellationToken));

    /// <summary>Lets a product send its findings; returns the subscription's ARN, null where there was one already.</summary>
    public Task<string?> EnableImportFindingsForProductAsync(string productArn, CancellationToken cancellationToken) =>
        Unless(HttpStatusCode.Conflict, calls.Value.CallAsync(new AwsOperation(
            "EnableImportFindingsForProduct", "POST",
            "/productSubscriptions") { Body = JsonBody.Write(json => json.WriteString("ProductArn", productArn)) },
            reply => reply.Text("ProductSubscriptionArn"), cancellationToken));

    /// <summary>Ends a subscription; one that is not there is no error.</summary>
    public Task DisableImportFindingsForProductAsync(string subscriptionArn, CancellationToken cancellationToken) =>
        Unless(HttpStatusCode.NotFound, calls.Value.CallAsync(new AwsOperation(
            "DisableImportFindingsForProduct", "DELETE", "/productSubscriptions/{Label+}") { Label = subscriptionArn },
            _ => (string?)subscriptionArn, cancellationToken));

    /// <summary>ARNs of all subscriptions.</summary>
    public async Task<IReadOnlyList<string>> ListEnabledProductsForImportAsync(CancellationToken cancellationToken)
    {
        var subscriptions = new List<string>();
        string? nextToken = null;
        do
        {
            var query = new Dictionary<string, string?> { ["MaxResults"] = "100", ["NextToken"] = nextToken };
            (var page, nextToken) = await calls.Value
                .CallAsync(new AwsOperation("ListEnabledProductsForImport", "GET", "/productSubscriptions") { Query = query },
                reply =>
                    (
                        reply.GetProperty("ProductSubscriptions").EnumerateArray().Select(arn => arn.GetString()!).ToList(),
                        ListingPage.ReadNextToken(reply, "NextToken", nextToken)),
                cancellationToken).ConfigureAwait(false);
            subscriptions.AddRange(page);
        }
        while (nextToken is not null);

        return subscriptions;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        import.Dispose();
        if (calls.IsValueCreated) calls.Value.Dispose();
        if (findingsPace.IsValueCreated) findingsPace.Value.Dispose();
    }

    /// <summary>What makes switching idempotent: the answer that says it has been so already is none to complain about.</summary>
    private static async Task<string?> Unless(HttpStatusCode already, Task<string?> call)
    {
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (AwsException failure) when (failure.StatusCode == already && failure.ErrorCode is not null)
        {
            return null;
        }
    }

    /// <summary>
    /// Security Hub is not enabled: 401 InvalidAccessException is its answer then; the API lists 404 for DescribeHub, too.
    /// </summary>
    private static bool IsHubOff(AwsException failure) =>
        failure.ErrorCode is "InvalidAccessException" or "ResourceNotFoundException";

    private static DateTimeOffset? UpdateOf(JsonElement finding) => Rfc3339.Read(finding.Text("UpdatedAt"));

    private static byte[] Batch(IReadOnlyList<ReadOnlyMemory<byte>> findings)
    {
        var body =
            new byte[BatchStart.Length + findings.Sum(finding => finding.Length) + Math.Max(0, findings.Count - 1) + BatchEnd.Length];
        BatchStart.CopyTo(body, 0);
        var end = BatchStart.Length;
        for (var i = 0; i < findings.Count; i++)
        {
            if (i > 0) body[end++] = (byte)',';
            findings[i].CopyTo(body.AsMemory(end));
            end += findings[i].Length;
        }

        BatchEnd.CopyTo(body, end);
        return body;
    }

    private ImportReply ReadImportReply(JsonElement reply)
    {
        FailedFinding[] failed = reply.TryGetProperty("FailedFindings", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(
                finding => new FailedFinding(
                    finding.Text("Id") ?? "", ShownText.Of(finding.Text("ErrorCode") ?? ""),
                    ShownText.Of(finding.Text("ErrorMessage") ?? "")))]
            : [];
        return new ImportReply(
            reply.GetProperty("SuccessCount").GetInt32(), reply.GetProperty("FailedCount").GetInt32(), failed) { Date = import.AnsweredAt };
    }
}
