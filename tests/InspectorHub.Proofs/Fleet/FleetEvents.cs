using System.Globalization;

namespace InspectorHub.Proofs.Fleet;

/// <summary>
/// What Amazon Inspector tells of an organization, as EventBridge writes it: findings come, some are closed, some of these come back,
/// some events come twice, and some messages are of no use. The same every time it is made.
/// </summary>
internal sealed class FleetEvents
{
    public const string Region = "eu-central-1";

    private static readonly string Text =
        string.Concat(Enumerable.Repeat("A certificate with a very long name takes very long to check. ", 4)).Trim();

    private const int ClosedOf = 10, ReopenedOf = 50, RepeatedOf = 40;
    // How much later what follows on a finding comes, at most, in events.
    private const int Later = 2000;

    private readonly List<(double Position, FleetEvent Event)> events = [];
    private readonly Random random = new(20261126);
    private readonly int accounts;

    public FleetEvents(int accounts, int count, int unusable)
    {
        this.accounts = accounts;
        Unusable = unusable;
        for (var number = 0; number < unusable; number++) events.Add((-1, new FleetEvent(null, Useless(number))));
        while (events.Count < count) AddFinding(count - events.Count);
        All = [.. events.OrderBy(entry => entry.Position).Select(entry => entry.Event)];
    }

    /// <summary>In the order in which they happen; what is of no use first.</summary>
    public IReadOnlyList<FleetEvent> All { get; }

    public int Findings { get; private set; }

    /// <summary>Events that say something else than those before.</summary>
    public int Versions { get; private set; }

    public int Unusable { get; }

    public string Account(int finding) => (100_000_000_000 + finding % accounts).ToString(CultureInfo.InvariantCulture);

    public IEnumerable<string> Accounts => Enumerable.Range(0, accounts).Select(Account);

    /// <summary>Findings that are closed once everything has happened.</summary>
    public HashSet<int> Closed { get; } = [];

    // With its whole story where there is room for it.
    private void AddFinding(int room)
    {
        var number = Findings++;
        double position = number;
        events.Add((position, new FleetEvent(number, Body(number, version: 0, "ACTIVE"))));
        Versions++;
        if (room < 4) return;
        if (number % RepeatedOf == 1) events.Add((position + random.Next(1, Later), events[^1].Event));
        if (number % ClosedOf != 0) return;
        events.Add((position += random.Next(1, Later), new FleetEvent(number, Body(number, version: 1, "CLOSED"))));
        Versions++;
        if (number % ReopenedOf != 0)
        {
            Closed.Add(number);
            return;
        }

        events.Add((position + random.Next(1, Later), new FleetEvent(number, Body(number, version: 2, "ACTIVE"))));
        Versions++;
    }

    // Cut off, or nobody knows which finding it is.
    private string Useless(int number) =>
        number % 2 == 0 ? Body(number, version: 0, "ACTIVE")[..1500]
            : Body(number, version: 0, "ACTIVE").Replace("findingArn", "finding", StringComparison.Ordinal);

    private string Body(int number, int version, string status)
    {
        var account = Account(number);
        var changed = $"2026-11-20T{8 + version:00}:00:00Z";
        return $$$"""
            {"version":"0","id":"{{{Guid.Empty}}}","detail-type":"Inspector2 Finding","source":"aws.inspector2","account":"{{{account}}}",
            "time":"{{{changed}}}","region":"{{{Region}}}","resources":["i-0123456789abcdef0"],"detail":{"awsAccountId":"{{{account}}}",
            "description":"{{{Text}}}",
            "exploitAvailable":"NO","findingArn":"arn:aws:inspector2:{{{Region}}}:{{{account}}}:finding/{{{number:x32}}}",
            "firstObservedAt":"2026-11-01T08:00:00Z","fixAvailable":"YES","inspectorScore":7.5,"inspectorScoreDetails":{"adjustedCvss":{
            "adjustments":[],"cvssSource":"NVD","score":7.5,"scoreSource":"NVD",
            "scoringVector":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H","version":"3.1"}},"lastObservedAt":"{{{changed}}}",
            "packageVulnerabilityDetails":{"cvss":[{"baseScore":7.5,"scoringVector":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H",
            "source":"NVD","version":"3.1"}],"referenceUrls":["https://nvd.nist.gov/vuln/detail/CVE-2026-{{{number % 10000:0000}}}"],
            "relatedVulnerabilities":[],"source":"NVD","sourceUrl":"https://nvd.nist.gov/vuln/detail/CVE-2026-{{{number % 10000:0000}}}",
            "vendorCreatedAt":"2026-10-20T08:00:00Z","vendorSeverity":"HIGH","vendorUpdatedAt":"2026-10-21T08:00:00Z",
            "vulnerabilityId":"CVE-2026-{{{number % 10000:0000}}}","vulnerablePackages":[{"arch":"X86_64","epoch":1,
            "fixedInVersion":"1:3.0.9-1.amzn2023","name":"openssl","packageManager":"OS","release":"1.amzn2023",
            "remediation":"dnf update openssl","version":"3.0.8"}]},"remediation":{"recommendation":{"text":"None Provided"}},
            "resources":[{"details":{"awsEc2Instance":{"imageId":"ami-0c0ffee0c0ffee001","ipV4Addresses":["10.0.0.1"],
            "launchedAt":"2026-10-01T08:00:00Z","platform":"AMAZON_LINUX_2023","subnetId":"subnet-0123456789abcdef0","type":"t3.small",
            "vpcId":"vpc-0123456789abcdef0"}},"id":"i-{{{number:x17}}}","partition":"aws","region":"{{{Region}}}",
            "tags":{"Name":"web-{{{number % 97}}}","Stage":"production"},"type":"AWS_EC2_INSTANCE"}],"severity":"HIGH","status":"{{{status}}}",
            "title":"CVE-2026-{{{number % 10000:0000}}} - openssl","type":"PACKAGE_VULNERABILITY","updatedAt":"{{{changed}}}"}}
            """;
    }
}
