using System.Globalization;
using System.Text;
using InspectorHub.Aws.Sessions;
using InspectorHub.Delivery;
using InspectorHub.Emulator;
using InspectorHub.Findings.Cis;
using InspectorHub.Sync;
using InspectorHub.Sync.Cis;

namespace InspectorHub.Core.Tests.Sync;

/// <summary>CIS scans of an emulated Amazon Inspector against a Security Hub that keeps what it is sent.</summary>
public sealed class CisSyncTests : SyncTest, IAsyncDisposable
{
    private const string Account = EmulatorOptions.DefaultAccountId;
    private const string Region = "eu-central-1";

    private readonly SecurityHubEmulator inspector = new(new EmulatorOptions { RateScale = 0, Region = Region });

    private CisSyncOptions Cis => new() { CheckpointFolder = Folder, UnusableFolder = Path.Combine(Folder, "unusable-findings") };

    [Fact]
    public async Task What_failed_is_sent_and_what_passed_before_is_not()
    {
        Scan(1, "1 1.1 FAILED", "1 1.2 PASSED", "2 1.1 FAILED");
        var summary = await RunAsync();
        Assert.Equal((2, 0, 0), (summary.Received, summary.Ended, summary.NotEnded));
        Assert.Equal(["1 1.1 ACTIVE", "2 1.1 ACTIVE"], Held());
    }

    [Fact]
    public async Task The_next_scan_sends_nothing_that_has_not_changed_and_ends_what_passes_or_is_gone()
    {
        Scan(1, "1 1.1 FAILED", "1 1.2 FAILED", "1 1.3 FAILED", "2 1.1 FAILED", "3 1.1 FAILED");
        await RunAsync();
        Scan(2, "1 1.1 FAILED", "1 1.2 PASSED", "3");
        var summary = await RunAsync();
        Assert.Equal((3, 1, 3), (summary.Received, summary.Unchanged, summary.Ended));
        Assert.Equal(["1 1.1 ACTIVE", "1 1.2 ARCHIVED", "1 1.3 ARCHIVED", "2 1.1 ARCHIVED", "3 1.1 ACTIVE"], Held());
        Assert.Contains("i-00000000000000003 (TIMED_OUT)", Assert.Single(Said.Notices).Message);
    }

    [Fact]
    public async Task A_check_that_fails_again_is_opened_again()
    {
        Scan(1, "1 1.1 FAILED", "2 1.1 FAILED");
        await RunAsync();
        Scan(2, "1 1.1 PASSED");
        await RunAsync();
        Assert.Equal(["1 1.1 ARCHIVED", "2 1.1 ARCHIVED"], Held());
        Scan(3, "1 1.1 FAILED", "2 1.1 FAILED");
        Assert.Equal(2, (await RunAsync()).Received);
        Assert.Equal(["1 1.1 ACTIVE", "2 1.1 ACTIVE"], Held());
    }

    [Fact]
    public async Task Of_several_scans_of_one_round_the_newest_has_the_last_word()
    {
        Scan(1, "1 1.1 FAILED");
        await RunAsync();
        Scan(2, "1 1.1 PASSED", "1 1.2 FAILED", "2 1.1 FAILED");
        Scan(3, "1 1.1 FAILED", "1 1.2 PASSED");
        await RunAsync();
        Assert.Equal(["1 1.1 ACTIVE", "1 1.2 ARCHIVED", "2 1.1 ARCHIVED"], Held());
    }

    [Fact]
    public async Task More_than_the_limit_gone_is_a_mistake_and_none_ends_while_what_passes_does()
    {
        Scan(1, "1 1.1 FAILED", "1 1.2 FAILED", "2 1.1 FAILED", "3 1.1 FAILED");
        await RunAsync();
        Scan(2, "1 1.1 PASSED", "1 1.2 FAILED");
        var summary = await RunAsync(Cis with { ArchiveLimit = 1 });
        Assert.Equal((1, 2, false), (summary.Ended, summary.NotEnded, summary.IsComplete));
        Assert.Equal([SyncNoticeKind.ArchiveLimit], Said.Kinds);
        Assert.Equal(["1 1.1 ARCHIVED", "1 1.2 ACTIVE", "2 1.1 ACTIVE", "3 1.1 ACTIVE"], Held());

        Assert.Equal(2, (await RunAsync(Cis with { ArchiveLimit = 2, IsFull = true })).Ended);
        Assert.Equal(["1 1.1 ARCHIVED", "1 1.2 ACTIVE", "2 1.1 ARCHIVED", "3 1.1 ARCHIVED"], Held());
    }

    [Fact]
    public async Task What_is_not_confirmed_stays()
    {
        Scan(1, "1 1.1 FAILED", "2 1.1 FAILED");
        await RunAsync();
        Scan(2, "1 1.1 FAILED");
        Said.Archive = _ => false;
        var summary = await RunAsync();
        Assert.Equal((0, 1), (summary.Ended, summary.NotEnded));
        Assert.Equal(["1 1.1 ACTIVE", "2 1.1 ACTIVE"], Held());
    }

    [Theory]
    [InlineData(CisScan.InProgress)]
    [InlineData("FAILED")]
    [InlineData("CANCELLED")]
    public async Task A_scan_that_did_not_come_to_its_end_ends_nothing(string status)
    {
        Scan(1, "1 1.1 FAILED", "2 1.1 FAILED");
        await RunAsync();
        ScanThatIs(2, status, "1 1.1 PASSED");
        Assert.Equal(0, (await RunAsync()).Ended);
        Assert.Equal(["1 1.1 ACTIVE", "2 1.1 ACTIVE"], Held());
    }

    [Theory]
    [InlineData("ListCisScanResultsAggregatedByTargetResource")]
    [InlineData("GetCisScanResultDetails")]
    public async Task A_listing_that_breaks_off_ends_nothing_and_the_next_round_takes_the_scan_again(string operation)
    {
        Scan(1, "1 1.1 FAILED", "2 1.1 FAILED");
        await RunAsync();
        Scan(2, "1 1.1 FAILED");
        inspector.Faults.Add(new EmulatorFault { Kind = EmulatorFaultKind.Status, Status = 403, Operation = operation });
        Assert.Equal(0, (await RunAsync()).Ended);
        Assert.Equal([SyncNoticeKind.Failed], Said.Kinds);
        Assert.Equal(["1 1.1 ACTIVE", "2 1.1 ACTIVE"], Held());
        inspector.Faults.LiftAll();
        Assert.Equal(1, (await RunAsync()).Ended);
        Assert.Equal(["1 1.1 ACTIVE", "2 1.1 ARCHIVED"], Held());
    }

    [Fact]
    public async Task An_exception_ends_a_check_with_its_reason_and_lets_it_fail_again_when_it_is_over()
    {
        var exception = new CisException { CheckId = "1.*", Reason = "Jump host", Until = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero) };
        Scan(1, "1 1.1 FAILED");
        await RunAsync();
        Scan(2, "1 1.1 FAILED");
        await RunAsync(Cis with { Exceptions = [exception], Time = new SteadyClock(new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero)) });
        Assert.Equal(["1 1.1 ARCHIVED"], Held());
        Assert.Contains("Jump host", Assert.Single(Hub.Held.Values).GetRawText());
        Scan(3, "1 1.1 FAILED");
        await RunAsync(Cis with { Exceptions = [exception], Time = new SteadyClock(new(2026, 12, 2, 0, 0, 0, TimeSpan.Zero)) });
        Assert.Equal(["1 1.1 ACTIVE"], Held());
    }

    public ValueTask DisposeAsync()
    {
        inspector.Dispose();
        Dispose();
        return default;
    }

    private async Task<DeliverySummary> RunAsync(CisSyncOptions? options = null)
    {
        var cancel = TestContext.Current.CancellationToken;
        var connection = new AwsConnection
        {
            Region = Region, EndpointUrl = inspector.EndpointUrl, AccessKey = inspector.AccessKey, SecretKey = inspector.SecretKey,
        };
        using var outbox = Open();
        Task<Dispatcher> Deliver() => Task.FromResult(new Dispatcher(outbox, _ => Hub, Quick, Observer, cancel));
        using var sync = new CisSync(connection, options ?? Cis, Deliver, Said);
        return (await sync.RunAsync(cancel))!;
    }

    // Instance, check and state of all that Security Hub has.
    private IEnumerable<string> Held() => Hub.Held.Values.Select(finding =>
    {
        var instance = finding.GetProperty("Resources")[0].GetProperty("Id").GetString()!;
        var check = finding.GetProperty("GeneratorId").GetString()!.Split('/')[^1];
        return $"{instance[^1]} {check} {finding.GetProperty("RecordState").GetString()}";
    }).Order(StringComparer.Ordinal);

    private void Scan(int number, params string[] results) => ScanThatIs(number, CisScan.Completed, results);

    // Results as "instance check status"; an instance alone was not scanned.
    private void ScanThatIs(int number, string status, params string[] results)
    {
        var (scan, date) = (ScanArn(number), new DateTime(2026, 11, 2 + number, 6, 0, 0, DateTimeKind.Utc));
        var rows = results.Select(result => result.Split(' ')).ToLookup(row => row.Length > 1);
        var targets = rows[false].Select(row => $$"""
            { "scanArn": "{{scan}}", "accountId": "{{Account}}", "targetResourceId": "i-{{row[0].PadLeft(17, '0')}}",
              "targetStatus": "TIMED_OUT" }
            """);
        var checks = rows[true].Select(row => $$"""
            { "scanArn": "{{scan}}", "accountId": "{{Account}}", "targetResourceId": "i-{{row[0].PadLeft(17, '0')}}",
              "platform": "AMAZON_LINUX_2023", "checkId": "{{row[1]}}", "title": "Ensure {{row[1]}}", "level": "LEVEL_1",
              "status": "{{row[2]}}" }
            """);
        using var seed = new MemoryStream(Encoding.UTF8.GetBytes($$"""
            { "scans": [{ "scanArn": "{{scan}}", "scanConfigurationArn": "{{Owner}}/cis-configuration/1", "status": "{{status}}",
              "scanName": "weekly", "scanDate": "{{date.ToString("O", CultureInfo.InvariantCulture)}}", "securityLevel": "LEVEL_1" }] }
            { "targetResourceAggregations": [{{string.Join(',', targets)}}] }
            { "scanResultDetails": [{{string.Join(',', checks)}}] }
            """));
        inspector.Seed(seed);
    }

    private static string Owner => $"arn:aws:inspector2:{Region}:{Account}:owner/{Account}";

    private static string ScanArn(int number) => $"{Owner}/cis-scan/00000000-0000-4000-8000-{number:x12}";

    private sealed class SteadyClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
