using InspectorHub.Delivery;
using InspectorHub.Sync.Cis;

namespace InspectorHub.Core.Tests.Sync;

/// <summary>CIS scans that are synchronized: an Amazon Inspector that has them, and what Security Hub holds then.</summary>
public abstract class CisTest : SyncTest
{
    private protected const string FailedAlone = """{"findingStatusFilters":[{"comparison":"EQUALS","value":"FAILED"}]}""";

    private protected readonly SimulatedCis Scans = new();

    private protected CisSyncOptions Cis => new() { CheckpointFolder = Folder, UnusableFolder = Path.Combine(Folder, "unusable-findings") };

    private protected string CheckpointFile => Assert.Single(Directory.GetFiles(Folder, "*.cis-checkpoint"));

    private protected Task<DeliverySummary?> RunAsync(CisSyncOptions? options = null) => RunAsync(options ?? Cis, "");

    private protected Task<DeliverySummary?> RunAsync(string endpoint) => RunAsync(Cis, endpoint);

    private protected async Task<DeliverySummary?> RunAsync(CisSyncOptions options, string endpoint)
    {
        using var outbox = Open();
        using var sync = NewSync(outbox, options, endpoint);
        return await sync.RunAsync(TestContext.Current.CancellationToken);
    }

    private protected CisSync NewSync(Outbox.FindingOutbox outbox, CisSyncOptions options, string endpoint = "") => new(
        _ => Task.FromResult(new CisListing(Scans, SimulatedCis.Account, endpoint, options)),
        options,
        () => Task.FromResult(new Dispatcher(outbox, _ => Hub, Quick, Observer, TestContext.Current.CancellationToken)),
        Said);

    private protected Task<string> ReadCheckpointAsync() => File.ReadAllTextAsync(CheckpointFile, TestContext.Current.CancellationToken);

    // Instance, check and state of all that Security Hub has.
    private protected IEnumerable<string> Held() =>
        Hub.Held.Values.Where(finding => finding.GetProperty("GeneratorId").GetString() != "test")
            .Select(finding => $"{NameOf(finding)} {finding.GetProperty("RecordState").GetString()}").Order(StringComparer.Ordinal);

    private protected string IdOf(string name) => Hub.Held.Single(held => NameOf(held.Value) == name).Key;

    private protected static string NameOf(System.Text.Json.JsonElement finding)
    {
        var instance = finding.GetProperty("Resources")[0].GetProperty("Id").GetString()!;
        return $"{instance[^1]} {finding.GetProperty("GeneratorId").GetString()!.Split('/')[^1]}";
    }

    private protected string ComplianceOf(string name)
    {
        var compliance = Hub.Held[IdOf(name)].GetProperty("Compliance");
        var reason = compliance.TryGetProperty("StatusReasons", out var reasons)
            ? $" {reasons[0].GetProperty("ReasonCode").GetString()} {reasons[0].GetProperty("Description").GetString()}"
            : "";
        return compliance.GetProperty("Status").GetString() + reason;
    }
}
