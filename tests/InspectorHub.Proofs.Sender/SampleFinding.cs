using System.Text;
using InspectorHub.Outbox;

namespace InspectorHub.Proofs.Sender;

/// <summary>The findings that the proofs send: in ASFF, told apart by their numbers.</summary>
internal static class SampleFinding
{
    public const string Account = "111122223333";
    public const string Region = "us-east-1";

    private static readonly string Text =
        string.Concat(Enumerable.Repeat("A certificate with a very long name takes very long to check. ", 12)).Trim();

    public static string Id(int number) => $"inspector2/{Region}/{Account}/{number:x32}";

    public static OutboundFinding Of(string json, string endpoint) => new(Encoding.UTF8.GetBytes(json), Region, endpoint);

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
}
