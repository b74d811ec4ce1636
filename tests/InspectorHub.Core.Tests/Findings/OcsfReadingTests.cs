using System.Text;
using InspectorHub.Findings;
using InspectorHub.Ocsf;

namespace InspectorHub.Core.Tests.Findings;

/// <summary>Findings in OCSF, in whatever Security Hub gives them: taken where they are wanted.</summary>
public sealed class OcsfReadingTests
{
    private const string Finding = """
        {"class_uid":2002,"finding_info":{"uid":"arn:aws:inspector2:eu-west-1:111122223333:finding/1",
         "title":"CVE-2031-0001 - libharbour","modified_time":1930367167008},
        "cloud":{"account":{"uid":"111122223333"},"region":"eu-west-1"},
         "metadata":{"uid":"9f","product":{"uid":"arn:aws:securityhub:eu-west-1::productv2/aws/inspector"}},
        "severity":"High","status":"New","time":1}
        """;

    public static TheoryData<string, int> Documents => new()
    {
        { Finding, 1 },
        { $$"""{"Findings":[{{Finding}},{{Finding}}],"NextToken":"more"}""", 2 },
        { $"[{Finding},{Finding}]", 2 },
        { $$$"""{"version":"0","detail-type":"Findings Imported V2","source":"aws.securityhub","detail":{"findings":[{{{Finding}}}]}}""",
            1 },
        { $"{Finding}\n{Finding}\n", 2 },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void They_are_read_from_replies_events_and_lines(string document, int count)
    {
        using var reader = new FindingReader("test") { TakesOcsf = true };
        reader.Append(Encoding.UTF8.GetBytes(document));
        reader.Complete();
        for (var i = 0; i < count; i++)
        {
            Assert.True(reader.TryRead(out var reading));
            var finding = OcsfFinding.Parse(Assert.IsType<byte[]>(reading.Ocsf));
            Assert.Equal(
                ("arn:aws:inspector2:eu-west-1:111122223333:finding/1", "111122223333", "eu-west-1", "High", "New", 2002, "9f"),
                (finding.Uid, finding.AccountId, finding.Region, finding.Severity, finding.Status, finding.ClassUid, finding.MetadataUid));
            Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1930367167008), finding.ModifiedAt);
        }

        Assert.False(reader.TryRead(out _));
    }
}
