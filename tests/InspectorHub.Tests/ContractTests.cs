using System.Text.Json.Nodes;

namespace InspectorHub.Tests;

/// <summary>
/// One suite of boto3 and aws-cli calls (tests/contract) against the emulator and against moto: the emulator keeps to all of
/// it, and where moto does not, the suite and about_InspectorHub_Emulator say so.
/// </summary>
public sealed class ContractTests
{
    [Fact]
    public async Task The_emulator_keeps_the_contract_as_boto3_and_aws_cli_see_it()
    {
        await SkipUnlessClientsAsync();
        using var session = new ModuleSession();
        session.Run("$hub = $input | Start-InspectorHubEmulator -NoRateLimit -AccountId 123456789012 -AccessKey AKIACONTRACT -SecretKey contract", new[] { Reply("findings", Enumerable.Range(0, 30).Select(Current)), Reply("findings", Enumerable.Range(0, 12).Select(Classic)) }, []);
        try
        {
            var lines = await RunAsync("emulator", (string)session.Run("$hub.EndpointUrl").Output[0].BaseObject, "AKIACONTRACT", "contract");
            Assert.NotEmpty(lines);
            Assert.All(lines, line => Assert.StartsWith("ok ", line, StringComparison.Ordinal));
        }
        finally
        {
            session.Run("Stop-InspectorHubEmulator $hub");
        }
    }

    [Fact]
    public async Task Where_moto_differs_is_known_and_written_down()
    {
        await SkipUnlessClientsAsync();
        using var moto = await MotoServer.StartAsync();
        var lines = await RunAsync("moto", moto.EndpointUrl, "AKIACONTRACT", "contract");
        Assert.Contains(lines, line => line.StartsWith("ok ", StringComparison.Ordinal));
        var page = await File.ReadAllTextAsync(Path.Combine(ModuleSession.RepositoryFolder(), "docs", "en-US", "about_InspectorHub_Emulator.md"), TestContext.Current.CancellationToken);
        foreach (var line in lines.Where(line => !line.StartsWith("ok ", StringComparison.Ordinal)))
        {
            Assert.Contains($"`{line.Split(' ', ':')[1]}`", page, StringComparison.Ordinal);
        }
    }

    private static async Task SkipUnlessClientsAsync()
    {
        Command.SkipUnlessInstalled("aws");
        Command.SkipUnlessInstalled("python3");
        try
        {
            await Command.RunAsync("python3", ["-c", "import boto3"]);
        }
        catch (InvalidOperationException)
        {
            Assert.Skip("boto3 is not installed here.");
        }
    }

    private static async Task<IReadOnlyList<string>> RunAsync(string target, string endpoint, string accessKey, string secretKey)
    {
        var script = Path.Combine(ModuleSession.RepositoryFolder(), "tests", "contract", "contract.py");
        var output = await Command.RunAsync("python3", [script, target, endpoint, accessKey, secretKey], ("AWS_EC2_METADATA_DISABLED", "true"));
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Reply(string list, IEnumerable<JsonNode> findings) => new JsonObject { [list] = new JsonArray([.. findings]) }.ToJsonString();

    private static JsonObject Current(int number) => new()
    {
        ["findingArn"] = $"arn:aws:inspector2:eu-central-1:123456789012:finding/{number:x32}",
        ["awsAccountId"] = "123456789012",
        ["type"] = "PACKAGE_VULNERABILITY",
        ["description"] = "Old.",
        ["severity"] = number % 2 == 0 ? "LOW" : "HIGH",
        ["status"] = "ACTIVE",
        ["remediation"] = new JsonObject(),
        ["resources"] = new JsonArray(new JsonObject { ["type"] = "AWS_EC2_INSTANCE", ["id"] = $"i-{number:x17}" }),
        ["firstObservedAt"] = 1735689600,
        ["lastObservedAt"] = 1735689600,
    };

    private static JsonObject Classic(int number) => new()
    {
        ["arn"] = $"arn:aws:inspector:eu-central-1:123456789012:target/0-a/template/0-b/run/0-c/finding/0-{number}",
        ["serviceAttributes"] = new JsonObject { ["schemaVersion"] = 1 },
        ["assetAttributes"] = new JsonObject { ["schemaVersion"] = 1, ["agentId"] = "i-1" },
        ["severity"] = "High",
        ["attributes"] = new JsonArray(),
        ["userAttributes"] = new JsonArray(),
        ["createdAt"] = 1735689600,
        ["updatedAt"] = 1735689600,
    };
}
