using InspectorHub.Core.Tests;
using InspectorHub.Findings;
using InspectorHub.Findings.Inspector2;

namespace InspectorHub.Emulator.Tests;

/// <summary>The library as a C# program uses it.</summary>
public sealed class CSharpExampleTests
{
    [Fact]
    public async Task Twenty_lines_deliver_and_synchronize()
    {
        var report = Path.Combine(Repository.Folder, "examples", "findings", "inspector2.json");
        var folder = Directory.CreateTempSubdirectory("inspectorhub-example-");
        try
        {
            using var emulator = new SecurityHubEmulator(new EmulatorOptions { VerifySignatures = false });
            List<InspectorFinding> findings;
            await using (var stream = File.OpenRead(report))
                findings = [.. FindingReader.Read(stream, report, TestContext.Current.CancellationToken)
                    .Select(reading => reading.Finding!)];
            var (account, region) = (findings[0].FindingId!.Split(':')[4], findings[0].FindingId!.Split(':')[3]);
            emulator.Inspector.Put(new Inspector2Finding
            {
                FindingArn = $"arn:aws:inspector2:{region}:{account}:finding/{1:x32}",
                AwsAccountId = account,
                Status = "ACTIVE",
                Severity = "HIGH",
                FirstObservedAt = DateTimeOffset.UtcNow,
                LastObservedAt = DateTimeOffset.UtcNow,
                UpdatedAt = DateTimeOffset.UtcNow,
            });
            var said = await Command.RunAsync(
                "dotnet",
                [Path.Combine(AppContext.BaseDirectory, "carry.dll"), report, region, Path.Combine(folder.FullName, "outbox.db"),
                    emulator.EndpointUrl],
                ("AWS_ACCESS_KEY_ID", account),
                ("AWS_SECRET_ACCESS_KEY", "x"));
            Assert.StartsWith($"delivered {findings.Count} of {findings.Count}\n", said.ReplaceLineEndings("\n"), StringComparison.Ordinal);
            Assert.Matches(@"synchronized (?<all>[1-9]\d*) of \k<all>\s*$", said);
            Assert.Equal(findings.Count + 1, emulator.CallLog
                .Where(call => call.Operation == "BatchImportFindings").SelectMany(call => call.FindingIds).Distinct().Count());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
