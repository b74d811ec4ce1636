using System.Globalization;
using System.Text;

namespace InspectorHub.Benchmarks;

/// <summary>
/// A reply of ListFindings with made-up findings of the size and shape of real ones: 2 to 6 KB each, packages of images and instances.
/// </summary>
internal static class FindingsReply
{
    public static byte[] Write(int count)
    {
        using var stream = new MemoryStream();
        Write(stream, count);
        return stream.ToArray();
    }

    public static void Write(Stream stream, int count)
    {
        using var writer =
            new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true);
        var json = new StringBuilder("{\"findings\":[");
        for (var number = 0; number < count; number++)
        {
            if (number > 0) json.Append(',');
            Append(json, number);
            writer.Write(json);
            json.Clear();
        }

        writer.Write(json.Append("]}"));
    }

    private static void Append(StringBuilder json, int number)
    {
        var cve = $"CVE-2026-{number % 5000:0000}";
        var packages = string.Join(',', Enumerable.Range(0, 1 + (number % 8)).Select(package =>
            $$"""{"name":"lib{{package}}","version":"3.0.{{number % 20}}","epoch":1,"release":"1.amzn2023","arch":"X86_64","packageManager":"OS","filePath":"usr/lib/lib{{package}}.so","fixedInVersion":"1:3.0.21-1.amzn2023","remediation":"dnf update lib{{package}}","sourceLayerHash":"sha256:{{number:x64}}"}"""));
        var urls = string.Join(',', Enumerable.Range(0, 1 + (number % 12))
            .Select(url => $"\"https://security.example.com/advisories/2026/{url}/{cve}.html\""));
        json.Append(CultureInfo.InvariantCulture, $$$$"""
            {"findingArn":"arn:aws:inspector2:eu-central-1:111122223333:finding/{{{{number:x32}}}}","awsAccountId":"111122223333",
             "type":"PACKAGE_VULNERABILITY","title":"{{{{cve}}}} - lib0, lib1",
            "description":"A crafted certificate with a very long name takes very long to check. {{{{new string('d', 100 + (number * 37 % 900))}}}}","severity":"HIGH","status":"ACTIVE",
            "firstObservedAt":1780000000.123,"lastObservedAt":1780000100.456,"updatedAt":1780000100.456,"inspectorScore":7.5,
             "fixAvailable":"YES","exploitAvailable":"NO","epss":{"score":0.00105},
            "remediation":{"recommendation":{"text":"None Provided"}},
            "inspectorScoreDetails":{"adjustedCvss":{"adjustments":[],"cvssSource":"NVD","score":7.5,"scoreSource":"NVD",
             "scoringVector":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H","version":"3.1"}},
            "packageVulnerabilityDetails":{"vulnerabilityId":"{{{{cve}}}}","source":"NVD",
             "sourceUrl":"https://nvd.nist.gov/vuln/detail/{{{{cve}}}}","vendorSeverity":"HIGH","vendorCreatedAt":1770000000,
              "vendorUpdatedAt":1770000100,
            "referenceUrls":[{{{{urls}}}}],"relatedVulnerabilities":[],
             "cvss":[{"baseScore":7.5,"scoringVector":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H","source":"NVD","version":"3.1"}],
              "vulnerablePackages":[{{{{packages}}}}]},
            "resources":[{"type":"AWS_ECR_CONTAINER_IMAGE",
             "id":"arn:aws:ecr:eu-central-1:111122223333:repository/shop/sha256:{{{{number % 50:x64}}}}","partition":"aws",
              "region":"eu-central-1","tags":{"Name":"shop","env":"prod"},
            "details":{"awsEcrContainerImage":{"repositoryName":"shop","imageTags":["latest","v{{{{number % 50}}}}"],
             "pushedAt":1779990000,"architecture":"amd64","imageHash":"sha256:{{{{number % 50:x64}}}}","registry":"111122223333",
              "platform":"DEBIAN_12"}}}]}
            """);
    }
}
