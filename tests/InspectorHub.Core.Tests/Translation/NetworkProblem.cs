using InspectorHub.Common;
using InspectorHub.Findings.Classic;

namespace InspectorHub.Core.Tests.Translation;

/// <summary>A port of an instance that the internet reaches, as Inspector Classic finds it with every assessment run anew.</summary>
internal static class NetworkProblem
{
    public static string PackageOf(string region, string owner, string id) => $"arn:aws:inspector:{region}:{owner}:rulespackage/{id}";

    public static ClassicFinding Finding() => new()
    {
        Arn = "arn:aws:inspector:eu-west-1:111122223333:target/0-a/template/0-b/run/0-c/finding/0-d",
        Id = "Recognized port with listener reachable from internet",
        Title = "On instance i-0c0ffee0c0ffee001, process 'sshd' is listening on TCP port 22",
        Description = "The process has name 'sshd', process id 4868.",
        Severity = Severity.Of("Medium"),
        NumericSeverity = 6,
        CreatedAt = new DateTimeOffset(2020, 11, 16, 19, 36, 0, TimeSpan.Zero),
        UpdatedAt = new DateTimeOffset(2020, 11, 16, 19, 36, 0, TimeSpan.Zero),
        ServiceAttributes = new ClassicServiceAttributes
        {
            AssessmentRunArn = "arn:aws:inspector:eu-west-1:111122223333:target/0-a/template/0-b/run/0-c",
            RulesPackageArn = PackageOf("eu-west-1", "357557129151", "0-SPzU33xe"),
        },
        AssetAttributes = new ClassicAssetAttributes { AgentId = "i-0c0ffee0c0ffee001" },
        Attributes =
        [
            new ClassicAttribute { Key = "INSTANCE_ID", Value = "i-0c0ffee0c0ffee001" },
            new ClassicAttribute { Key = "PORT", Value = "22" },
            new ClassicAttribute { Key = "PROCESS_NAME", Value = "sshd" },
            new ClassicAttribute { Key = "PROCESS_PID", Value = "4868" },
        ],
    };
}
