using System.Runtime.CompilerServices;
using System.Text.Json;
using InspectorHub.Aws.Sessions;
using InspectorHub.Findings;
using InspectorHub.Findings.Cis;
using InspectorHub.Json;

namespace InspectorHub.Aws.Inspector;

/// <summary>
/// The CIS scans of Amazon Inspector in one Region: the scans, their instances, and what each check found there. Everything fails as
/// <see cref="AwsException"/>. Source of the operations: Inspector2 API 2020-06-08.
/// </summary>
public sealed class CisClient : ICisScans, IDisposable
{
    private const int ScansAPage = 100;
    private const int TargetsAPage = 100;
    private const int ResultsAPage = 1000;

    // A call for every instance of a scan: throttling is to be expected, and outlasted.
    private const int Retries = 8;

    private readonly AwsServiceClient calls;

    /// <summary>A client for one Region; nothing is called yet.</summary>
    /// <exception cref="AwsException">The Region or the endpoint cannot be one.</exception>
    public CisClient(AwsConnection connection, string region)
    {
        Region = AwsRegions.Resolve(connection with { Region = region });
        calls = new AwsServiceClient(new AwsSession(connection with { Region = Region }), AwsService.Inspector2, Region, Retries);
    }

    /// <inheritdoc/>
    public string Region { get; }

    /// <inheritdoc/>
    public async IAsyncEnumerable<CisScan> ListScansAsync(byte[]? criteria, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        void Order(Utf8JsonWriter json)
        {
            json.WriteString("sortBy", "SCAN_START_DATE");
            json.WriteString("sortOrder", "DESC");
        }

        var pages = PagesAsync("ListCisScans", "/cis/scan/list", "scans", ScansAPage, criteria, Order, cancellationToken);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            foreach (var scan in Items(page, "scans", CisJson.Scan)) yield return scan;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<CisTarget> ListTargetsAsync(
        CisScan scan, byte[]? criteria, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const string Operation = "ListCisScanResultsAggregatedByTargetResource";
        const string Targets = "targetResourceAggregations";
        void Of(Utf8JsonWriter json) => json.WriteString("scanArn", scan.ScanArn);
        var pages = PagesAsync(Operation, "/cis/scan-result/resource/list", Targets, TargetsAPage, criteria, Of, cancellationToken);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            foreach (var target in Items(page, Targets, CisJson.Target)) yield return target;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<FindingReading>> ListResultsAsync(
        CisScan scan, CisTarget target, byte[]? criteria, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = new CisScans();
        known.Add(scan);
        known.Add(target);
        void Of(Utf8JsonWriter json)
        {
            json.WriteString("scanArn", scan.ScanArn);
            json.WriteString("accountId", target.AccountId);
            json.WriteString("targetResourceId", target.TargetResourceId);
        }

        var number = 0;
        const string Path = "/cis/scan-result/details/get";
        var pages = PagesAsync("GetCisScanResultDetails", Path, "scanResultDetails", ResultsAPage, criteria, Of, cancellationToken);
        await foreach (var page in pages.ConfigureAwait(false))
            yield return FindingPages.Read(page, $"CIS scan {scan}, {target.TargetResourceId}, page {++number}", known);
    }

    /// <inheritdoc/>
    public void Dispose() => calls.Dispose();

    private IAsyncEnumerable<JsonElement> PagesAsync(
        string operation,
        string path,
        string list,
        int pageSize,
        byte[]? criteria,
        Action<Utf8JsonWriter> writeMembers,
        CancellationToken cancellationToken)
    {
        return FindingPages.FollowAsync(
            token => calls.CallAsync(
                new AwsOperation(operation, "POST", path) { Body = Body(token) }, reply => ListingPage.Read(reply, list, token),
                cancellationToken),
            cancellationToken);

        byte[] Body(string? nextToken) => JsonBody.Write(json =>
        {
            writeMembers(json);
            json.WriteNumber("maxResults", pageSize);
            if (nextToken is not null) json.WriteString("nextToken", nextToken);
            if (criteria is null) return;
            json.WritePropertyName("filterCriteria");
            json.WriteRawValue(criteria);
        });
    }

    private static IEnumerable<T> Items<T>(JsonElement reply, string member, JsonObjectReader<T> reader)
        where T : class
    {
        try
        {
            return
            [
                .. reply.GetProperty(member).EnumerateArray()
                    .Select(item => reader.Read(CompactJson.Bytes(item.WriteTo))).OfType<T>(),
            ];
        }
        catch (JsonException failure)
        {
            throw new AwsException($"Amazon Inspector's answer cannot be read: {member}: {failure.Message.TrimEnd('.')}.", failure);
        }
    }
}
