using System.Globalization;
using System.Text.Json;

namespace InspectorHub.Tests;

/// <summary>A ListFindings reply with as many made-up findings as asked for.</summary>
internal static class FindingsFile
{
    public static string Write(string path, int count, string region = "us-east-1", string account = "111122223333")
    {
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteStartArray("findings");
        for (var number = 0; number < count; number++) WriteFinding(json, number, region, account);
        json.WriteEndArray();
        json.WriteEndObject();
        return path;
    }

    private static void WriteFinding(Utf8JsonWriter json, int number, string region, string account)
    {
        var instance = "i-" + (number % 97).ToString("x17", CultureInfo.InvariantCulture);
        json.WriteStartObject();
        json.WriteString("findingArn", $"arn:aws:inspector2:{region}:{account}:finding/{number:x32}");
        json.WriteString("awsAccountId", account);
        json.WriteString("type", "PACKAGE_VULNERABILITY");
        json.WriteString("title", $"CVE-2026-{number:0000} - openssl");
        json.WriteString("description", "A certificate with a very long name takes very long to check.");
        json.WriteString("severity", number % 3 == 0 ? "HIGH" : "MEDIUM");
        json.WriteString("status", "ACTIVE");
        json.WriteString("firstObservedAt", "2026-11-01T08:00:00Z");
        json.WriteString("lastObservedAt", "2026-11-20T08:00:00Z");
        json.WriteString("updatedAt", "2026-11-20T08:00:00Z");
        json.WritePropertyName("remediation");
        json.WriteRawValue("""{"recommendation":{"text":"None Provided"}}""");
        json.WritePropertyName("resources");
        json.WriteRawValue($$$$"""[{"type":"AWS_EC2_INSTANCE","id":"{{{{instance}}}}","partition":"aws","region":"{{{{region}}}}","tags":{"Name":"web-{{{{number % 97}}}}"},"details":{"awsEc2Instance":{"type":"t3.small","imageId":"ami-0c0ffee0c0ffee001","ipV4Addresses":["10.0.0.1"],"platform":"AMAZON_LINUX_2023"}}}]""");
        json.WriteNumber("inspectorScore", 7.5);
        json.WritePropertyName("packageVulnerabilityDetails");
        json.WriteRawValue($$$$"""{"vulnerabilityId":"CVE-2026-{{{{number:0000}}}}","source":"NVD","sourceUrl":"https://nvd.nist.gov/vuln/detail/CVE-2026-{{{{number:0000}}}}","vulnerablePackages":[{"name":"openssl","version":"3.0.8","epoch":1,"release":"1.amzn2023","arch":"X86_64","packageManager":"OS","fixedInVersion":"1:3.0.9-1.amzn2023","remediation":"dnf update openssl"}],"cvss":[{"baseScore":7.5,"scoringVector":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H","version":"3.1","source":"NVD"}]}""");
        json.WriteString("fixAvailable", "YES");
        json.WriteString("exploitAvailable", "NO");
        json.WriteEndObject();
    }
}
