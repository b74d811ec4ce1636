using System.Collections.Concurrent;
using System.Globalization;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Aws.Sessions;
using InspectorHub.Emulator;

namespace InspectorHub.Proofs.Fleet;

/// <summary>The Security Hubs of an organization, and when they first answered for each finding.</summary>
internal sealed class FleetHub : IDisposable
{
    private const string ExternalId = "inspectorhub";

    private readonly ConcurrentDictionary<int, DateTimeOffset> acknowledged = new();
    private readonly EmulatorOptions options;
    private readonly SecurityHubEmulator hub;
    private readonly FleetEvents events;
    private int imported, calls, throttled;
    private long lastAnswer;

    /// <param name="events">What workers will send.</param>
    /// <param name="milliseconds">How far away it is: what an answer takes.</param>
    public FleetHub(FleetEvents events, int milliseconds = 50)
    {
        this.events = events;
        options = new EmulatorOptions { Region = FleetEvents.Region, Observer = Note };
        foreach (var account in events.Accounts) options.ExternalIds[Role(account)] = ExternalId;
        hub = new SecurityHubEmulator(options);
        // About what a call to another place takes.
        hub.Faults.Add(new EmulatorFault
        {
            Kind = EmulatorFaultKind.Latency, Operation = "BatchImportFindings", Delay = TimeSpan.FromMilliseconds(milliseconds),
        });
    }

    /// <summary>What a worker has to know of it, as its task definition says it.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["AWS_ENDPOINT_URL_SECURITYHUB"] = hub.EndpointUrl,
        ["AWS_ENDPOINT_URL_STS"] = hub.EndpointUrl,
        ["AWS_ACCESS_KEY_ID"] = hub.AccessKey,
        ["AWS_SECRET_ACCESS_KEY"] = hub.SecretKey,
        ["AWS_REGION"] = FleetEvents.Region,
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["INSPECTORHUB_ROLE_ARN"] = Role("{AccountId}"),
        ["INSPECTORHUB_EXTERNAL_ID"] = ExternalId,
    };

    public string Secret => hub.SecretKey;

    /// <summary>When Security Hub first answered for a finding.</summary>
    public IReadOnlyDictionary<int, DateTimeOffset> Acknowledged => acknowledged;

    /// <summary>When Security Hub last answered an import.</summary>
    public DateTimeOffset LastAnswer => new(Interlocked.Read(ref lastAnswer), TimeSpan.Zero);

    /// <summary>Findings in calls that were carried out, each as often as it was in one.</summary>
    public int Imported => imported;

    /// <summary>Calls that were carried out.</summary>
    public int Calls => calls;

    public int Throttled => throttled;

    public void Fail(EmulatorFaultKind kind, double seconds) => hub.Faults.Add(new EmulatorFault
    {
        Kind = kind, Operation = "BatchImportFindings", Duration = TimeSpan.FromSeconds(seconds),
    });

    /// <summary>The account's role has another external id from now on, or the right one again.</summary>
    public void Deny(string account, bool isDenied) => options.ExternalIds[Role(account)] = isDenied ? "another" : ExternalId;

    /// <summary>What all accounts hold: the number of each finding, and whether it is archived.</summary>
    public async Task<IReadOnlyDictionary<int, bool>> HoldsAsync()
    {
        hub.Faults.LiftAll();
        hub.RateScale = 0;
        var held = new Dictionary<int, bool>();
        foreach (var account in events.Accounts)
        {
            using var client = new SecurityHubClient(new AwsConnection
            {
                Region = FleetEvents.Region, EndpointUrl = hub.EndpointUrl, AccessKey = hub.AccessKey, SecretKey = hub.SecretKey,
                RoleArn = Role(account), ExternalId = ExternalId,
            }, FleetEvents.Region);
            string? next = null;
            do
            {
                var page = await client.GetFindingsAsync(filters: null, pageSize: 100, next, CancellationToken.None);
                foreach (var finding in page.Findings) held.Add(Number(finding.Id!), finding.RecordState == "ARCHIVED");
                next = page.NextToken;
            }
            while (next is not null);
        }

        return held;
    }

    public void Dispose() => hub.Dispose();

    private static string Role(string account) => $"arn:aws:iam::{account}:role/InspectorHub";

    private static int Number(string id) => int.Parse(id.AsSpan(id.Length - 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private void Note(EmulatorCall call)
    {
        if (call.Operation != "BatchImportFindings") return;
        if (call.Status == 429) Interlocked.Increment(ref throttled);
        if (call.Status is not (200 or 0)) return;
        Interlocked.Increment(ref calls);
        Interlocked.Add(ref imported, call.FindingIds.Count);
        // Where the answer was lost, nobody has been told yet.
        if (call.Status != 200) return;
        Interlocked.Exchange(ref lastAnswer, call.AnsweredAt.UtcTicks);
        foreach (var id in call.FindingIds) acknowledged.TryAdd(Number(id), call.AnsweredAt);
    }
}
