using System.Text.Json;
using InspectorHub.Asff;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Compare;
using InspectorHub.Core.Tests.Sync;
using InspectorHub.Translation;

namespace InspectorHub.Core.Tests.Compare;

public sealed class RegionComparisonTests
{
    private readonly SimulatedInspector inspector = new();
    private readonly HeldFindings hub = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Missing_outdated_equal_and_orphaned_findings_are_told_apart()
    {
        Hold(1);
        Hold(2);
        Hold(3);
        inspector.Vanish(SimulatedInspector.Arn(3));
        inspector.Now += TimeSpan.FromHours(1);
        inspector.Set(SimulatedInspector.Arn(2), severity: "LOW");
        inspector.Set(SimulatedInspector.Arn(4));
        Assert.Equal(
            ["Equal 1", "Outdated 2", "Missing 4", "Orphaned 3"],
            (await RunAsync()).Select(difference => $"{difference.Kind} {difference.Id![^1]}"));
    }

    [Fact]
    public async Task What_is_listed_meanwhile_is_missing_and_not_orphaned()
    {
        inspector.BeforePage = page =>
        {
            if (page == 1) Hold(1);
        };
        Assert.Equal(DifferenceKind.Missing, Assert.Single(await RunAsync()).Kind);
    }

    [Fact]
    public async Task What_a_listing_passes_over_is_not_orphaned()
    {
        Hold(1);
        inspector.PassesOver = _ => true;
        Assert.Empty(await RunAsync());
    }

    [Fact]
    public async Task What_was_archived_later_than_it_was_changed_goes_with_a_later_time_still()
    {
        Hold(1);
        var changed = inspector.Now;
        var archived = new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);
        hub.Findings[0].RecordState = "ARCHIVED";
        hub.Findings[0].UpdatedAt = archived;
        var difference = Assert.Single(await RunAsync());
        Assert.Equal((DifferenceKind.Outdated, changed, archived.AddMilliseconds(1)),
            (difference.Kind, difference.UpdatedAt, difference.Finding.UpdatedAt));
    }

    [Fact]
    public async Task Nothing_is_called_orphaned_where_a_finding_cannot_be_compared()
    {
        Hold(1);
        inspector.Vanish(SimulatedInspector.Arn(1));
        inspector.Set(SimulatedInspector.Arn(2)).FindingArn = "no ARN";
        var uncompared = new List<UncomparedFinding>();
        var comparison = await NewAsync(uncompared.Add);
        Assert.Empty(await CollectAsync(comparison));
        Assert.False(comparison.IsComplete);
        Assert.IsType<TranslationException>(Assert.Single(uncompared).Failure);
    }

    private void Hold(int number) => hub.Findings.Add(AccountForm.Of(inspector.Set(SimulatedInspector.Arn(number)), region: null));

    private async Task<RegionComparison> NewAsync(Action<UncomparedFinding> uncompared) => new(
        await HubComparison.ReadAsync(hub, inspector.Region, onlyScans: false, counted: null, Cancel), inspector,
        SimulatedInspector.Account)
    {
        Uncompared = uncompared,
    };

    private async Task<List<FindingDifference>> RunAsync() =>
        await CollectAsync(await NewAsync(uncompared => Assert.Fail($"{uncompared}")));

    private static async Task<List<FindingDifference>> CollectAsync(RegionComparison comparison)
    {
        var differences = new List<FindingDifference>();
        await foreach (var difference in comparison.RunAsync(Cancel)) differences.Add((FindingDifference)difference);
        return differences;
    }

    private sealed class HeldFindings : ISecurityHubReader
    {
        public List<AsffFinding> Findings { get; } = [];

        public Task<FindingsPage> GetFindingsAsync(byte[]? filters, int pageSize, string? nextToken, CancellationToken cancellationToken) =>
            Task.FromResult(new FindingsPage([.. Findings.Where(finding => IsWanted(filters!, finding.Id!))], null));

        private static bool IsWanted(byte[] filters, string id)
        {
            using var wanted = JsonDocument.Parse(filters);
            return wanted.RootElement.GetProperty("Id").EnumerateArray().Any(condition =>
                condition.GetProperty("Value").GetString() is { } value &&
                (condition.GetProperty("Comparison").GetString() == "PREFIX" ? id.StartsWith(value, StringComparison.Ordinal)
                    : id == value));
        }
    }
}
