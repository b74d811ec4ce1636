using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using InspectorHub.Aws.Inspector;
using InspectorHub.Findings;
using InspectorHub.Findings.Inspector2;

namespace InspectorHub.Core.Tests.Sync;

/// <summary>An Amazon Inspector whose findings come and go, with a clock of its own, that lists page by page while they do.</summary>
internal sealed class SimulatedInspector : IInspector2
{
    public const string Account = "111122223333";
    public const string OtherAccount = "444455556666";

    private readonly Lock gate = new();
    private readonly SortedDictionary<string, Inspector2Finding> findings = new(StringComparer.Ordinal);
    private int pages;

    public string Region => "eu-central-1";

    /// <summary>Its clock.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Whether it says its time with its answers.</summary>
    public bool SaysTime { get; set; } = true;

    public DateTimeOffset? AnsweredAt { get; private set; }

    public int PageSize { get; set; } = 100;

    /// <summary>Accounts that the caller sees.</summary>
    public HashSet<string> InSight { get; } = [Account];

    /// <summary>Before a page is given: the page's number, from 1. What it throws is the answer.</summary>
    public Action<int> BeforePage { get; set; } = _ => { };

    /// <summary>Whether a listing passes over a finding that it has; it does not when it is asked for it by name.</summary>
    public Func<Inspector2Finding, bool> PassesOver { get; set; } = _ => false;

    /// <summary>What else is on the first page of an answer to a filter: what cannot be read, or used.</summary>
    public Func<string, IEnumerable<FindingReading>> Odd { get; set; } = _ => [];

    /// <summary>What was asked for: attributes and values.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Is told the ARN of a finding that has changed.</summary>
    public Action<Inspector2Finding> Changed { get; set; } = _ => { };

    public static string Arn(int number, string account = Account) => $"arn:aws:inspector2:eu-central-1:{account}:finding/{number:x32}";

    /// <summary>The finding as it is now; null where there is none.</summary>
    public Inspector2Finding? Find(string arn)
    {
        lock (gate) return findings.TryGetValue(arn, out var finding) ? finding : null;
    }

    /// <summary>All that it has, whatever its status.</summary>
    public IReadOnlyList<Inspector2Finding> All()
    {
        lock (gate) return [.. findings.Values];
    }

    /// <summary>A finding appears, comes back, or changes.</summary>
    public Inspector2Finding Set(string arn, string status = "ACTIVE", string severity = "HIGH", string title = "A finding")
    {
        Inspector2Finding finding;
        lock (gate)
        {
            finding = new Inspector2Finding
            {
                FindingArn = arn, AwsAccountId = arn.Split(':')[4], Status = status, Severity = severity, Title = title,
                Description = title,
                Type = "PACKAGE_VULNERABILITY", FirstObservedAt = Now.AddDays(-1), LastObservedAt = Now, UpdatedAt = Now,
                Resources =
                    [new Inspector2Resource { Id = "i-0123456789abcdef0", Type = "AWS_EC2_INSTANCE", Region = Region, Partition = "aws" }],
                PackageVulnerabilityDetails = new PackageVulnerabilityDetails { VulnerabilityId = "CVE-2026-0001", Source = "NVD" },
            };
            findings[arn] = finding;
        }

        Changed(finding);
        return finding;
    }

    /// <summary>It forgets a finding, without a word.</summary>
    /// <returns>The finding as it was; null where there was none.</returns>
    public Inspector2Finding? Vanish(string arn)
    {
        lock (gate) return findings.Remove(arn, out var gone) ? gone : null;
    }

    /// <summary>It has a finding again just as it was, with its old dates and without a word.</summary>
    public void Restore(Inspector2Finding finding)
    {
        lock (gate) findings[finding.FindingArn!] = finding;
    }

    public async IAsyncEnumerable<IReadOnlyList<FindingReading>> ListFindingsAsync(byte[]? criteria, int pageSize, [EnumeratorCancellation]
    CancellationToken cancellationToken)
    {
        using var filter = JsonDocument.Parse(criteria ?? "{}"u8.ToArray());
        var isByName = filter.RootElement.TryGetProperty("findingArn", out _);
        Asked.Add(filter.RootElement.GetRawText());
        for (string? last = null; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            BeforePage(++pages);
            List<Inspector2Finding> page;
            lock (gate)
            {
                page = [.. findings.Values.Where(finding => string.CompareOrdinal(finding.FindingArn, last) > 0
                    && Matches(finding, filter.RootElement)).Take(Math.Min(PageSize, pageSize))];
                if (SaysTime) AnsweredAt = new DateTimeOffset(Now.Ticks - (Now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
            }

            var odd = last is null ? Odd(filter.RootElement.GetRawText()) : [];
            yield return [.. odd, .. page.Where(finding => isByName || !PassesOver(finding)).Select(
                finding => new FindingReading(finding))];
            if (page.Count < Math.Min(PageSize, pageSize)) yield break;
            last = page[^1].FindingArn;
        }
    }

    public Task<IReadOnlyCollection<string>> ListMembersAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyCollection<string>>([.. InSight.Where(account => account != Account)]);

    public Task<IReadOnlyCollection<string>> FindInSightAsync(IReadOnlyCollection<string> accountIds,
        CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyCollection<string>>([.. accountIds.Where(InSight.Contains)]);

    /// <summary>Whether a filter wants a finding: any condition of each attribute.</summary>
    public static bool Matches(Inspector2Finding finding, JsonElement filter) =>
        filter.EnumerateObject().All(attribute => attribute.Value.EnumerateArray().Any(condition => attribute.Name switch
    {
        "severity" => condition.GetProperty("value").GetString() == finding.Severity,
        "findingStatus" => condition.GetProperty("value").GetString() == finding.Status,
        "findingArn" => condition.GetProperty("value").GetString() == finding.FindingArn,
        "updatedAt" => finding.UpdatedAt >= DateTimeOffset.FromUnixTimeMilliseconds(
            (long)(condition.GetProperty("startInclusive").GetDecimal() * 1000)),
        _ => throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"No filter by {attribute.Name}.")),
    }));
}
