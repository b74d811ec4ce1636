using System.Runtime.CompilerServices;
using System.Text.Json;
using InspectorHub.Aws.Sessions;
using InspectorHub.Findings;

namespace InspectorHub.Aws.Inspector;

/// <summary>
/// Amazon Inspector Classic of the caller's account in one Region. Everything fails as <see cref="AwsException"/>. Source of the
/// operations: Inspector API 2016-02-16. AWS ended the service on 20 May 2026; what still answers to its API is read all the same.
/// </summary>
public sealed class InspectorClassicClient : IDisposable
{
    private const int Described = 10;

    private readonly AwsServiceClient calls;

    /// <summary>A client for one Region; nothing is called yet.</summary>
    /// <exception cref="AwsException">The Region or the endpoint cannot be one.</exception>
    public InspectorClassicClient(AwsConnection connection, string region)
    {
        Region = AwsRegions.Resolve(connection with { Region = region });
        calls = new AwsServiceClient(new AwsSession(connection with { Region = Region }), AwsService.InspectorClassic, Region);
    }

    /// <summary>The Region.</summary>
    public string Region { get; }

    /// <summary>Lists findings and describes them by ten, as they come. What could not be described is a problem among them.</summary>
    /// <param name="filter">A <c>FindingFilter</c> document as UTF-8 JSON; null for all findings.</param>
    /// <param name="assessmentRunArns">The runs that found them; none for all.</param>
    /// <param name="cancellationToken">Abandons the listing.</param>
    public async IAsyncEnumerable<IReadOnlyList<FindingReading>> ListFindingsAsync(
        byte[]? filter, IReadOnlyList<string>? assessmentRunArns, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (
            var page in FindingPages.FollowAsync(
                token => ListAsync(filter, assessmentRunArns, token, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            var arns = page.GetProperty("findingArns").EnumerateArray().Select(arn => arn.GetString()!).ToList();
            for (var start = 0; start < arns.Count; start += Described)
            {
                var some = arns.Skip(start).Take(Described);
                var reply = await Call(
                    "DescribeFindings", json => WriteList(json, "findingArns", some), reply => reply,
                    cancellationToken).ConfigureAwait(false);
                yield return FindingPages.Read(reply, $"Amazon Inspector Classic in {Region}");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => calls.Dispose();

    private Task<ListingPage> ListAsync(
        byte[]? filter, IReadOnlyList<string>? assessmentRunArns, string? nextToken, CancellationToken cancellationToken) =>
        Call(
            "ListFindings",
            json =>
            {
                json.WriteNumber("maxResults", 100);
                if (nextToken is not null) json.WriteString("nextToken", nextToken);
                if (assessmentRunArns is { Count: > 0 }) WriteList(json, "assessmentRunArns", assessmentRunArns);
                if (filter is null) return;
                json.WritePropertyName("filter");
                json.WriteRawValue(filter);
            },
            reply => ListingPage.Read(reply, "findingArns", nextToken),
            cancellationToken);

    private Task<T> Call<T>(
        string operation, Action<Utf8JsonWriter> writeMembers, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        calls.CallAsync(
            new AwsOperation(operation, "POST", "/") { Target = $"InspectorService.{operation}", Body = JsonBody.Write(writeMembers) },
            read, cancellationToken);

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
