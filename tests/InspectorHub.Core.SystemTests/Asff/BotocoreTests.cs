using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using InspectorHub.Asff.Serialization;
using InspectorHub.Core.Tests.Translation;
using InspectorHub.Findings;
using InspectorHub.Findings.Scan;
using InspectorHub.Translation;

namespace InspectorHub.Core.Tests.Asff;

/// <summary>An independent judge of our output: the AWS SDK's own model of the call.</summary>
public sealed class BotocoreTests
{
    private const int BotocoreIsMissing = 3;

    [Fact]
    public async Task The_model_of_the_aws_sdk_agrees_with_our_findings_in_both_forms()
    {
        var lines = new StringBuilder();
        foreach (var folder in new[] { Samples.Find("classic", "finding"), Samples.Find("inspector2", "finding"),
            Samples.Find("inspector2", "event") })
        {
            foreach (var finding in Directory.EnumerateFiles(folder).SelectMany(Read.File))
            {
                var asff = AsffTranslator.Translate(finding);
                lines.Append(AsffJson.ToText(asff)).Append('\n').Append(AsffJson.ToText(AccountForm.From(asff))).Append('\n');
            }
        }

        var (exitCode, output) = await Validate(lines.ToString(), TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task The_model_of_the_aws_sdk_agrees_with_what_scans_and_odd_inputs_become()
    {
        var lines = new StringBuilder();
        var files = Directory.EnumerateFiles(Samples.Find("inspector-scan"))
            .Concat(Directory.EnumerateFiles(Shared.Find("cases"), "*.json", SearchOption.AllDirectories));
        foreach (var path in files)
        {
            using var stream = File.OpenRead(path);
            var image = ScanArtifact.Of("111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:1", ScanArtifactType.ContainerImage);
            foreach (var reading in FindingReader.Read(stream, path, image, DateTimeOffset.UnixEpoch, details: null,
                TestContext.Current.CancellationToken))
            {
                if (reading.Finding is not { } finding) continue;
                lines.Append(AsffJson.ToText(InspectorForm.Of(finding))).Append('\n').Append(AsffJson.ToText(AccountForm.Of(finding)))
                    .Append('\n');
            }
        }

        var (exitCode, output) = await Validate(lines.ToString(), TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task The_model_of_the_aws_sdk_disagrees_with_what_is_wrong()
    {
        var (exitCode, output) =
            await Validate("""{"Id":"wrong","Title":7,"Resources":[]}""" + "\n", TestContext.Current.CancellationToken);
        Assert.Equal(1, exitCode);
        Assert.Contains("SchemaVersion", output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> Validate(string lines, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("python3", [Path.Combine(Repository.Folder, "tests", "botocore", "validate_asff.py")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception)
        {
            Assert.Skip("python3 is not on the PATH.");
        }

        using (process)
        {
            var output = process!.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            try
            {
                await process.StandardInput.WriteAsync(lines.AsMemory(), cancellationToken);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It ended before it had read everything: its exit code says why.
            }

            await process.WaitForExitAsync(cancellationToken);
            Assert.SkipWhen(process.ExitCode == BotocoreIsMissing, "python3 has no botocore (it comes with aws-cli and boto3).");
            return (process.ExitCode, await output + await errors);
        }
    }
}
