using System.Text;
using InspectorHub.Findings;

namespace InspectorHub.Core.Tests.Translation;

/// <summary>Findings read as users have them read.</summary>
internal static class Read
{
    public static List<InspectorFinding> File(string path)
    {
        using var stream = System.IO.File.OpenRead(path);
        return All(stream, path);
    }

    public static InspectorFinding Text(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return Assert.Single(All(stream, "text"));
    }

    private static List<InspectorFinding> All(Stream stream, string origin)
    {
        var findings = new List<InspectorFinding>();
        foreach (var reading in FindingReader.Read(stream, origin))
        {
            Assert.Null(reading.Problem);
            findings.Add(reading.Finding!);
        }

        return findings;
    }
}
