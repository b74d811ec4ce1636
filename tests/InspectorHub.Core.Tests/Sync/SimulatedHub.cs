using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using InspectorHub.Asff.Serialization;
using InspectorHub.Aws.SecurityHub;

namespace InspectorHub.Core.Tests.Sync;

/// <summary>A Security Hub that keeps what it is sent, ignores what is not newer, and tells what it holds.</summary>
internal sealed class SimulatedHub : ISecurityHub, ISecurityHubReader
{
    /// <summary>What it holds, by Id.</summary>
    public ConcurrentDictionary<string, JsonElement> Held { get; } = new(StringComparer.Ordinal);

    /// <summary>Before a call is carried out, and after it, before the answer. What it throws is the answer.</summary>
    public Action Answering { get; set; } = () => { };

    public async Task<ImportReply> BatchImportFindingsAsync(IReadOnlyList<ReadOnlyMemory<byte>> findings,
        CancellationToken cancellationToken)
    {
        await Task.Yield();
        Answering();
        foreach (var finding in findings.Select(finding => JsonElement.Parse(finding.Span)))
            Held.AddOrUpdate(finding.GetProperty("Id").GetString()!, finding, (_, held) => UpdatedAt(finding) > UpdatedAt(held) ? finding
                : held);
        Answering();
        return new ImportReply(findings.Count, 0, []);
    }

    public async Task<FindingsPage> GetFindingsAsync(byte[]? filters, int pageSize, string? nextToken, CancellationToken cancellationToken)
    {
        await Task.Yield();
        Answering();
        using var wanted = JsonDocument.Parse(filters!);
        var (prefix, account) = (Value("Id"), Value("AwsAccountId"));
        var from = nextToken is null ? 0 : int.Parse(nextToken, CultureInfo.InvariantCulture);
        var found = Held.Where(held => held.Key.StartsWith(prefix, StringComparison.Ordinal)
            && held.Value.GetProperty("AwsAccountId").GetString() == account)
            .OrderBy(held => held.Key, StringComparer.Ordinal).Skip(from).Take(pageSize).Select(held => AsffJson.Parse(held.Value))
            .ToList();
        return new FindingsPage(found, found.Count < pageSize ? null : (from + pageSize).ToString(CultureInfo.InvariantCulture));

        string Value(string attribute) => wanted.RootElement.GetProperty(attribute)[0].GetProperty("Value").GetString()!;
    }

    private static DateTimeOffset UpdatedAt(JsonElement finding) => finding.GetProperty("UpdatedAt").GetDateTimeOffset();
}
