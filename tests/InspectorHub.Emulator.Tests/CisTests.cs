using System.Globalization;
using System.Text;
using InspectorHub.Core.Tests;
using InspectorHub.Findings.Cis;

namespace InspectorHub.Emulator.Tests;

public sealed class CisTests
{
    private const string Account = EmulatorOptions.DefaultAccountId;
    private const string Region = "eu-central-1";
    private const int Instances = 120;
    private const int NotScanned = 0x77;

    private static readonly string[] Statuses = [CisFinding.Failed, CisFinding.Passed, CisFinding.Skipped];

    [Fact]
    public async Task Boto3_finds_what_the_model_says()
    {
        Command.SkipUnlessInstalled("python3");
        using var emulator = new SecurityHubEmulator(Scans());
        var script = Path.Combine(Repository.Folder, "tests", "contract", "cis.py");
        string[] arguments = [script, emulator.EndpointUrl, emulator.AccessKey, emulator.SecretKey, ScanArn(0)];
        var output = await Command.RunAsync("python3", arguments, ("AWS_EC2_METADATA_DISABLED", "true"));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.StartsWith("ok ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_seed_may_hold_replies_of_all_three_lists()
    {
        using var emulator = new SecurityHubEmulator(new EmulatorOptions());
        using var seed = new MemoryStream(Encoding.UTF8.GetBytes($$"""
            { "scans": [
              { "scanArn": "{{ScanArn(0)}}", "scanConfigurationArn": "{{Configuration}}", "status": "COMPLETED", "scanName": "weekly" }] }
            { "targetResourceAggregations": [
              { "scanArn": "{{ScanArn(0)}}", "accountId": "{{Account}}", "targetResourceId": "{{Instance(1)}}",
               "targetStatus": "TIMED_OUT" }] }
            { "scanResultDetails": [
              { "scanArn": "{{ScanArn(0)}}", "accountId": "{{Account}}", "targetResourceId": "{{Instance(0)}}", "checkId": "1.1",
               "status": "FAILED" }] }
            """));
        Assert.Equal(new SeededFindings(Inspector: 1, SecurityHub: 0), emulator.Seed(seed));
        Assert.Equal("weekly", Assert.Single(emulator.Inspector.Cis.AllScans).ScanName);
        Assert.Equal(["COMPLETED", "TIMED_OUT"], emulator.Inspector.Cis.AllTargets.Select(target => target.ToTarget().TargetStatus)
            .Order());
    }

    // 61 scans: the weekly one has 120 instances, one of them not scanned; the daily ones are empty and later.
    private static EmulatorOptions Scans()
    {
        var options = new EmulatorOptions { RateScale = 0 };
        var weekly = new DateTimeOffset(2026, 11, 2, 6, 0, 0, TimeSpan.Zero);
        options.CisScans.Add(Scan(0, "weekly", weekly));
        for (var day = 0; day < 60; day++) options.CisScans.Add(Scan(day + 1, $"daily-{day}", weekly.AddDays(day + 1)));
        options.CisScans.Add(new CisTarget
        {
            ScanArn = ScanArn(0),
            AccountId = Account,
            TargetResourceId = Instance(NotScanned),
            TargetStatus = "TIMED_OUT",
            TargetStatusReason = "UNSUPPORTED_OS",
        });
        for (var instance = 0; instance < Instances; instance++)
        {
            if (instance == NotScanned) continue;
            for (var check = 0; check < (instance == 0 ? 1100 : 3); check++) options.InspectorFindings.Add(Result(instance, check));
        }

        return options;
    }

    private static CisScan Scan(int number, string name, DateTimeOffset date) => new()
    {
        ScanArn = ScanArn(number),
        ScanConfigurationArn = Configuration,
        Status = CisScan.Completed,
        ScanName = name,
        ScanDate = date,
        SecurityLevel = "LEVEL_1",
    };

    private static CisFinding Result(int instance, int check) => new()
    {
        ScanArn = ScanArn(0),
        AccountId = Account,
        TargetResourceId = Instance(instance),
        Platform = "AMAZON_LINUX_2",
        Status = Statuses[check % 3],
        CheckId = string.Create(CultureInfo.InvariantCulture, $"9.{check:0000}"),
        Title = $"Check {check}",
        Level = "LEVEL_1",
        TargetResourceTags = new CisTags { ["env"] = ["prod"] },
    };

    private static string Owner => $"arn:aws:inspector2:{Region}:{Account}:owner/{Account}";

    private static string Configuration => $"{Owner}/cis-configuration/00000000-0000-4000-8000-000000000000";

    private static string ScanArn(int number) => $"{Owner}/cis-scan/00000000-0000-4000-8000-{number:x12}";

    private static string Instance(int number) => $"i-{number:x17}";
}
