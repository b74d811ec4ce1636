using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using InspectorHub.Core.Tests;
using static InspectorHub.Emulator.Tests.EmulatorClient;

namespace InspectorHub.Emulator.Tests;

/// <summary>The dotnet tool, started as anybody starts it.</summary>
public sealed class ToolTests
{
    private static readonly string Tool = Path.Combine(AppContext.BaseDirectory, "inspectorhub-emulator.dll");
    private static readonly string Examples = Path.Combine(Repository.Folder, "examples", "emulator");

    [Fact]
    public async Task It_says_where_it_listens_and_ends_at_once_when_it_is_told_to()
    {
        using var process = Command.Start("dotnet", [Tool, "--port", "0"]);
        try
        {
            var said = JsonDocument.Parse((await process.StandardOutput.ReadLineAsync(Stop))!).RootElement;
            using var http = new HttpClient { BaseAddress = new Uri(said.GetProperty("endpointUrl").GetString()!) };
            var health = await http.GetFromJsonAsync<JsonElement>("/health", Stop);
            Assert.Equal("running", health.GetProperty("services").GetProperty("securityhub").GetString());
            Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
            using var kill = Command.Start("kill", ["-TERM", $"{process.Id}"]);
            await process.WaitForExitAsync(Stop);
            Assert.Equal((0, ""), (process.ExitCode, await process.StandardOutput.ReadToEndAsync(Stop)));
        }
        finally
        {
            End(process);
        }
    }

    [Fact]
    public async Task It_starts_with_what_it_is_given_and_goes_back_to_it()
    {
        var seed = Path.Combine(Path.GetTempPath(), $"seed-{Guid.NewGuid():N}.json");
        var arn = $"arn:aws:inspector2:eu-west-1:{Account}:finding/{1:x32}";
        await File.WriteAllTextAsync(
            seed,
            $$$"""{"findings":[{"findingArn":"{{{arn}}}","status":"ACTIVE","updatedAt":"2025-01-01T00:00:00Z","newMember":{"kept":true}}]}""",
            Stop);
        using var process =
            Command.Start("dotnet", [Tool, "--port", "0", "--seed", seed, "--region", "eu-west-1", "--product", "acme/scanner"]);
        try
        {
            var said = JsonDocument.Parse((await process.StandardOutput.ReadLineAsync(Stop))!).RootElement;
            using var http = new HttpClient { BaseAddress = new Uri(said.GetProperty("endpointUrl").GetString()!) };
            async Task<JsonElement> ListAsync()
            {
                using var reply = await http.PostAsJsonAsync("/findings/list", new { }, Stop);
                return (await reply.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("findings");
            }

            var found = await ListAsync();
            Assert.Equal(1, found.GetArrayLength());
            Assert.Equal(1735689600, found[0].GetProperty("updatedAt").GetDouble());
            Assert.True(found[0].GetProperty("newMember").GetProperty("kept").GetBoolean());
            using var removed = await http.PostAsJsonAsync("/_emulator/inspector/remove", new { findingArn = arn }, Stop);
            Assert.Equal(0, (await ListAsync()).GetArrayLength());
            using var reset = await http.PostAsync("/_emulator/reset", content: null, Stop);
            Assert.Equal(1, (await ListAsync()).GetArrayLength());
        }
        finally
        {
            End(process);
            File.Delete(seed);
        }
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        using var other = new SecurityHubEmulator(new EmulatorOptions());
        using var process = Command.Start("dotnet", [Tool, "--port", $"{other.Port}"]);
        await process.WaitForExitAsync(Stop);
        Assert.Equal(1, process.ExitCode);
        Assert.NotEmpty(await process.StandardError.ReadToEndAsync(Stop));
    }

    [Theory]
    [InlineData("-c", "import test_ten_lines; test_ten_lines.test_what_inspector_has_is_asked_for()")]
    [InlineData("-m", "unittest", "test_findings")]
    public async Task The_examples_in_python_run(params string[] arguments)
    {
        Command.SkipUnlessInstalled("python3");
        try
        {
            await Command.RunAsync("python3", ["-c", "import boto3"]);
        }
        catch (InvalidOperationException)
        {
            Assert.Skip("boto3 is not installed here.");
        }

        await Command.RunAsync("python3", ["-B", .. arguments], ("INSPECTORHUB_EMULATOR", $"dotnet {Tool}"), ("PYTHONPATH", Examples));
    }

    [Fact]
    public async Task The_example_in_node_runs()
    {
        Command.SkipUnlessInstalled("node");
        Command.SkipUnlessInstalled("npm");
        var folder = Directory.CreateTempSubdirectory("emulator-in-node-").FullName;
        try
        {
            File.Copy(Path.Combine(Examples, "findings.test.mjs"), Path.Combine(folder, "findings.test.mjs"));
            try
            {
                await Command.RunAsync(
                    "npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", "--fetch-retries", "0", "@aws-sdk/client-inspector2@3"]);
            }
            catch (InvalidOperationException failure)
            {
                Assert.Skip($"The AWS SDK for JavaScript cannot be restored here: {failure.Message}");
            }

            await Command.RunAsync(
                "node", ["--test", Path.Combine(folder, "findings.test.mjs")], ("INSPECTORHUB_EMULATOR", $"dotnet {Tool}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void End(Process process)
    {
        if (!process.HasExited) process.Kill();
    }
}
