using System.Net;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Aws.Sessions;
using InspectorHub.Common;
using InspectorHub.Ocsf;

namespace InspectorHub.Aws.HubV2;

/// <summary>
/// Security Hub, the service of December 2025 that holds OCSF, of the caller's account in one Region. Everything fails as
/// <see cref="AwsException"/>. Source of the operations: Security Hub API, those that end in V2. It has none by which a customer imports:
/// when there is one, a class that implements <see cref="ISecurityHub"/> with it is all that delivery needs.
/// </summary>
public sealed class SecurityHubV2Client : IDisposable
{
    private const string Path = "/hubv2";
    private const string SortField = "finding_info.modified_time_dt";

    private readonly AwsServiceClient calls;

    /// <summary>A client for one Region; nothing is called yet.</summary>
    /// <exception cref="AwsException">The Region or the endpoint cannot be one.</exception>
    public SecurityHubV2Client(AwsConnection connection, string region)
    {
        var session = new AwsSession(connection with { Region = region });
        Region = AwsRegions.Resolve(connection with { Region = region });
        calls = new AwsServiceClient(session, AwsService.SecurityHub, Region);
    }

    /// <summary>The Region.</summary>
    public string Region { get; }

    /// <summary>Amazon Inspector as a product of this Security Hub in a Region.</summary>
    public static string InspectorUid(string region) => $"arn:{Partitions.Of(region)}:securityhub:{region}::productv2/aws/inspector";

    /// <summary>The hub; null where it is not enabled.</summary>
    public async Task<HubV2State?> DescribeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await calls.CallAsync(
                new AwsOperation("DescribeSecurityHubV2", "GET", Path),
                reply => reply.Text("HubV2Arn") is { } arn ? new HubV2State(arn, reply.Text("SubscribedAt")) : null,
                cancellationToken).ConfigureAwait(false);
        }
        catch (AwsException failure) when (failure is { StatusCode: HttpStatusCode.NotFound, ErrorCode: "ResourceNotFoundException" })
        {
            return null;
        }
    }

    /// <summary>Turns Security Hub on; an enabled hub stays as it is.</summary>
    public Task EnableAsync(CancellationToken cancellationToken) => calls.CallAsync(
        new AwsOperation("EnableSecurityHubV2", "POST", Path) { Body = JsonBody.Write(_ => { }) },
        reply => reply.Text("HubV2Arn"), cancellationToken);

    /// <summary>A page of the findings that Security Hub holds, in the order of their last change.</summary>
    /// <param name="filters">An <c>OcsfFindingFilters</c> document as UTF-8 JSON; null for all.</param>
    /// <param name="newestFirst">
    /// Those that were changed last come first. The other way round a finding that is changed while pages are read comes once more, and
    /// none is left out.
    /// </param>
    /// <param name="pageSize">Findings wanted, 1 to 100.</param>
    /// <param name="nextToken">From the page before; null for the first.</param>
    /// <param name="cancellationToken">Abandons the call.</param>
    public Task<OcsfPage> GetFindingsAsync(
        byte[]? filters, bool newestFirst, int pageSize, string? nextToken, CancellationToken cancellationToken)
    {
        var body = JsonBody.Write(json =>
        {
            if (filters is not null)
            {
                json.WritePropertyName("Filters");
                json.WriteRawValue(filters);
            }

            json.WriteNumber("MaxResults", pageSize);
            if (nextToken is not null) json.WriteString("NextToken", nextToken);
            json.WriteStartArray("SortCriteria");
            json.WriteStartObject();
            json.WriteString("Field", SortField);
            json.WriteString("SortOrder", newestFirst ? "desc" : "asc");
            json.WriteEndObject();
            json.WriteEndArray();
        });
        return calls.CallAsync(
            new AwsOperation("GetFindingsV2", "POST", "/findingsv2") { Body = body, LongestReply = AwsReply.LongestPage },
            reply => new OcsfPage(
                [.. reply.GetProperty("Findings").EnumerateArray().Select(OcsfFinding.Parse)],
                ListingPage.ReadNextToken(reply, "NextToken", nextToken)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => calls.Dispose();
}
