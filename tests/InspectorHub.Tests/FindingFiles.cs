namespace InspectorHub.Tests;

/// <summary>A folder of files with findings, written by hand, gone when the test is over.</summary>
public sealed class FindingFiles : IDisposable
{
    public FindingFiles() => Directory.CreateDirectory(Folder);

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"inspectorhub-{Guid.NewGuid():N}");

    public static string Inspector2(string id, string title = "CVE-2024-0001 - libfoo") => $$$"""
        {"findingArn":"arn:aws:inspector2:eu-central-1:111122223333:finding/{{{id}}}","awsAccountId":"111122223333","type":"PACKAGE_VULNERABILITY","title":"{{{title}}}","description":"It overflows.","severity":"HIGH","status":"ACTIVE","firstObservedAt":"2024-09-04T16:59:44.356Z","lastObservedAt":"2024-09-05T16:59:44.356Z","updatedAt":"2024-09-05T16:59:44.356Z","inspectorScore":7.5,"resources":[{"type":"AWS_EC2_INSTANCE","id":"i-0a1b2c3d4e5f60718","partition":"aws","region":"eu-central-1","tags":{"Name":"web"}}],"packageVulnerabilityDetails":{"vulnerabilityId":"CVE-2024-0001","source":"NVD","vulnerablePackages":[{"name":"libfoo","version":"1.0","epoch":0}]}}
        """;

    public static string Reply(params string[] findings) => $$"""{ "findings": [{{string.Join(", ", findings)}}] }""";

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
