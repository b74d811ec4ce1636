using System.Runtime.CompilerServices;
using System.Text.Json;
using InspectorHub.Findings;
using InspectorHub.Findings.Cis;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Json;

namespace InspectorHub.Aws;

/// <summary>Follows the pages of a listing; what is on them is read as files are.</summary>
internal static class FindingPages
{
    /// <summary>Asks for page after page until there is no next token, whatever the size of the pages.</summary>
    public static async IAsyncEnumerable<JsonElement> FollowAsync(
        Func<string?, Task<ListingPage>> ask, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? nextToken = null;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            (var page, nextToken) = await ask(nextToken).ConfigureAwait(false);
            yield return page;
        }
        while (nextToken is not null);
    }

    /// <summary>The findings and the problems of a reply.</summary>
    public static IReadOnlyList<FindingReading> Read(
        JsonElement reply, string origin, CisScans? cisScans = null, FindingDetailsIndex? details = null)
    {
        using var reader = new FindingReader(origin, artifact: null, scannedAt: null, cisScans ?? new CisScans(), details);
        // Not by way of a string: a page of a CIS scan is large.
        reader.Append(CompactJson.Bytes(reply.WriteTo));
        reader.Complete();
        var readings = new List<FindingReading>();
        while (reader.TryRead(out var reading)) readings.Add(reading);
        return readings;
    }
}
