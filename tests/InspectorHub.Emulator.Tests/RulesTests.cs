using InspectorHub.Core.Tests;
using static InspectorHub.Emulator.Tests.EmulatorClient;

namespace InspectorHub.Emulator.Tests;

/// <summary>The contract in raw requests (tests/contract/rules.py): the emulator keeps every rule of it.</summary>
public sealed class RulesTests
{
    [Fact]
    public async Task The_emulator_keeps_every_rule()
    {
        Command.SkipUnlessInstalled("python3");
        using var emulator = new SecurityHubEmulator(new EmulatorOptions { VerifySignatures = false, RateScale = 0 });
        using var process =
            Command.Start("python3", [Path.Combine(Repository.Folder, "tests", "contract", "rules.py"), emulator.EndpointUrl]);
        var said = process.StandardError.ReadToEndAsync(Stop);
        var lines = (await process.StandardOutput.ReadToEndAsync(Stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync(Stop);
        Assert.Equal("", await said);
        Assert.Equal("", string.Join("\n", lines.Where(line => !line.EndsWith(" kept", StringComparison.Ordinal))));
        Assert.Equal(0, process.ExitCode);

        // The page is written with moto beside: it is to be written again when rules have come or gone.
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Folder, "docs", "emulator-contract.md"), Stop);
        var rules = int.Parse(lines[^1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains($"{rules} rules: the emulator keeps {rules},", page, StringComparison.Ordinal);
    }

    // Statement by statement of what is known of the contract; where its page is, each row of its tables is among them.
    [Fact]
    public async Task Every_statement_of_the_contract_has_a_check()
    {
        Command.SkipUnlessInstalled("python3");
        var contract = Path.Combine(Repository.Folder, "..", "shared", "domain", "asff-contract.md");
        using var process = Command.Start(
            "python3",
            [
                "-B", Path.Combine(Repository.Folder, "tests", "contract", "contract_map.py"),
                .. File.Exists(contract) ? [contract] : Array.Empty<string>(),
            ]);
        var said = process.StandardError.ReadToEndAsync(Stop);
        Assert.EndsWith(" statements, 0 problems", (await process.StandardOutput.ReadToEndAsync(Stop)).TrimEnd(), StringComparison.Ordinal);
        Assert.Equal("", await said);
    }
}
