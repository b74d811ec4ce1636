using System.Globalization;
using System.Text;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Aws.Sessions;
using InspectorHub.Delivery;
using InspectorHub.Outbox;

namespace InspectorHub.Proofs;

/// <summary>A process of its own that sends findings, or with none given delivers what waits: what gets killed in the proofs.</summary>
internal static class SenderProcess
{
    public const string Account = "111122223333";
    public const string Region = "us-east-1";

    /// <summary>
    /// Sends, and writes the counts as one line: findings, received, refused, waiting, earlier, milliseconds of processor and of the
    /// clock.
    /// </summary>
    public static async Task<int> RunAsync(SenderOptions options)
    {
        var started = TimeProvider.System.GetTimestamp();
        var connection = new AwsConnection { Region = Region, EndpointUrl = options.EndpointUrl, AccessKey = options.AccessKey,
            SecretKey = options.SecretKey };
        using var outbox = new FindingOutbox(options.OutboxPath);
        using var dispatcher = new Dispatcher(outbox, lane => new SecurityHubClient(connection, lane.Region),
            new DispatchOptions { Sender = SenderOf(options.Limited) });
        if (options.Count == 0) dispatcher.Resume(new OutboxFilter());
        var findings = options.File is { } file ? File.ReadLines(file) : Enumerable.Range(options.First, options.Count).Select(Json);
        foreach (var finding in findings) dispatcher.Add(Finding(finding, options.EndpointUrl));
        var summary = await dispatcher.CompleteAsync();
        var processor = Environment.CpuUsage.TotalTime.TotalMilliseconds;
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{summary.Findings} {summary.Received} {summary.Refused} {summary.Waiting} {summary.Earlier} {processor:0} " +
            $"{TimeProvider.System.GetElapsedTime(started).TotalMilliseconds:0}"));
        return summary.Waiting == 0 ? 0 : 3;
    }

    public static LaneSenderOptions SenderOf(bool limited) =>
        limited ? new LaneSenderOptions()
            : new LaneSenderOptions { RateLimit = new RateLimitOptions { CallsPerSecond = 1e6, Burst = 1_000_000 } };

    public static string Id(int number) => $"inspector2/{Region}/{Account}/{number:x32}";

    public static OutboundFinding Finding(string json, string endpoint) => new(Encoding.UTF8.GetBytes(json), Region, endpoint);

    /// <summary>A finding of about the size of a real one: 2.6 KB, on one line.</summary>
    public static string Json(int number) =>
        $$$$"""
        {"SchemaVersion":"2018-10-08","Id":"{{{{Id(number)}}}}",
         "ProductArn":"arn:aws:securityhub:{{{{Region}}}}:{{{{Account}}}}:product/{{{{Account}}}}/default","ProductName":"Inspector",
          "CompanyName":"Amazon","GeneratorId":"AWSInspector","AwsAccountId":"{{{{Account}}}}",
           "Types":["Software and Configuration Checks/Vulnerabilities/CVE"],"FirstObservedAt":"2026-11-01T08:00:00Z",
            "LastObservedAt":"2026-11-20T08:00:00Z","CreatedAt":"2026-11-01T08:00:00Z","UpdatedAt":"2026-11-20T08:00:00Z",
             "Severity":{"Label":"HIGH","Normalized":70},"Title":"CVE-2026-{{{{number % 10000:0000}}}} - openssl",
              "Description":"{{{{Text}}}}","Remediation":{"Recommendation":{"Text":"Remediation is available. Please refer to the fixed version in the details of the vulnerability."}},"ProductFields":{"inspector/ProductVersion":"2","inspector/FindingStatus":"ACTIVE","inspector/inspectorScore":"7.5","inspector/instanceId":"i-0123456789abcdef0","inspector/resources/1/resourceDetails/awsEc2InstanceDetails/platform":"AMAZON_LINUX_2023"},"Resources":[{"Type":"AwsEc2Instance","Id":"arn:aws:ec2:{{{{Region}}}}:{{{{Account}}}}:i-0123456789abcdef0","Partition":"aws","Region":"{{{{Region}}}}","Tags":{"Name":"web-{{{{number % 97}}}}","Stage":"production"},"Details":{"AwsEc2Instance":{"Type":"t3.small","ImageId":"ami-0c0ffee0c0ffee001","IpV4Addresses":["10.0.0.1"],"VpcId":"vpc-0123456789abcdef0","SubnetId":"subnet-0123456789abcdef0","LaunchedAt":"2026-10-01T08:00:00Z"}}}],"RecordState":"ACTIVE","Vulnerabilities":[{"Id":"CVE-2026-{{{{number % 10000:0000}}}}","VulnerablePackages":[{"Name":"openssl","Version":"3.0.8","Epoch":"1","Release":"1.amzn2023","Architecture":"X86_64","PackageManager":"OS","FixedInVersion":"1:3.0.9-1.amzn2023","Remediation":"dnf update openssl"}],"Cvss":[{"Version":"3.1","BaseScore":7.5,"BaseVector":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H","Source":"NVD"}],"Vendor":{"Name":"NVD","Url":"https://nvd.nist.gov/vuln/detail/CVE-2026-{{{{number % 10000:0000}}}}","VendorSeverity":"HIGH","VendorCreatedAt":"2026-10-20T08:00:00Z","VendorUpdatedAt":"2026-10-21T08:00:00Z"},"ReferenceUrls":["https://nvd.nist.gov/vuln/detail/CVE-2026-{{{{number % 10000:0000}}}}"],"FixAvailable":"YES","EpssScore":0.00042,"ExploitAvailable":"NO"}],"FindingProviderFields":{"Severity":{"Label":"HIGH"},"Types":["Software and Configuration Checks/Vulnerabilities/CVE"]}}
        """.ReplaceLineEndings("");

    private static readonly string Text =
        string.Concat(Enumerable.Repeat("A certificate with a very long name takes very long to check. ", 12)).Trim();
}
