using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using InspectorHub.Aws.Inspector;
using InspectorHub.Findings;
using InspectorHub.Findings.Cis;

namespace InspectorHub.Core.Tests.Sync;

/// <summary>An Amazon Inspector with CIS scans, that lists them as it is asked and fails when a test tells it to.</summary>
internal sealed class SimulatedCis : ICisScans
{
    public const string Account = SimulatedInspector.Account;

    private readonly List<(CisScan Scan, List<CisTarget> Targets, List<string[]> Results)> scans = [];

    public string Region => "eu-central-1";

    /// <summary>What was asked for: the operation's object and the filter, for example <c>results i-1 {…}</c>.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Before an answer: what was asked for. What it throws is the answer.</summary>
    public Action<string> Before { get; set; } = _ => { };

    /// <summary>What else is among the results of an instance: what cannot be read, or used.</summary>
    public Func<CisTarget, IEnumerable<FindingReading>> Odd { get; set; } = _ => [];

    public static string ScanArn(int number) =>
        $"arn:aws:inspector2:eu-central-1:{Account}:owner/{Account}/cis-scan/00000000-0000-4000-8000-{number:x12}";

    public static DateTimeOffset DateOf(int number) => new(2026, 11, 2 + number, 6, 0, 0, TimeSpan.Zero);

    public static string Configuration(string name) =>
        $"arn:aws:inspector2:eu-central-1:{Account}:owner/{Account}/cis-configuration/{name}";

    /// <summary>A scan, the later the higher its number.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="results">
    /// As "instance check status", checks of 2.x being of level 2; an instance alone timed out, "instance -" was scanned without a check.
    /// </param>
    public CisScan Add(int number, params string[] results)
    {
        var scan = new CisScan
        {
            ScanArn = ScanArn(number), ScanConfigurationArn = Configuration("weekly"), Status = CisScan.Completed, ScanName = "weekly",
            ScanDate = DateOf(number), SecurityLevel = "LEVEL_2",
        };
        var rows = results.Select(result => result.Split(' ')).ToList();
        var targets = rows.Select(row => (Instance: row[0], IsScanned: row.Length > 1)).Distinct().Select(target => new CisTarget
        {
            ScanArn = scan.ScanArn, AccountId = Account, TargetResourceId = $"i-{target.Instance}", Platform = "AMAZON_LINUX_2023",
            TargetStatus = target.IsScanned ? CisScan.Completed : "TIMED_OUT",
        }).ToList();
        scans.Add((scan, targets, [.. rows.Where(row => row.Length > 2)]));
        return scan;
    }

    /// <summary>The instances of a scan, to be changed.</summary>
    public List<CisTarget> TargetsOf(CisScan scan) => scans.Single(entry => entry.Scan == scan).Targets;

    public async IAsyncEnumerable<CisScan> ListScansAsync(byte[]? criteria, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Ask("scans", criteria);
        await Task.Yield();
        using var filter = JsonDocument.Parse(criteria ?? "{}"u8.ToArray());
        var since = filter.RootElement.TryGetProperty("scanAtFilters", out var times)
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(times[0].GetProperty("earliestScanStartTime").GetDecimal() * 1000))
            : DateTimeOffset.MinValue;
        foreach (var (scan, _, _) in scans.Where(entry => entry.Scan.ScanDate >= since).Reverse())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return scan;
        }
    }

    public async IAsyncEnumerable<CisTarget> ListTargetsAsync(
        CisScan scan, byte[]? criteria, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Ask($"targets {NumberOf(scan)}", criteria);
        await Task.Yield();
        foreach (var target in TargetsOf(scan)) yield return target;
        // A listing that breaks off does so after what it has given.
        Before($"end of targets {NumberOf(scan)}");
    }

    public async IAsyncEnumerable<IReadOnlyList<FindingReading>> ListResultsAsync(
        CisScan scan, CisTarget target, byte[]? criteria, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Ask($"results {NumberOf(scan)} {target.TargetResourceId}", criteria);
        await Task.Yield();
        var isFailedAlone = criteria is not null;
        var rows = scans.Single(entry => entry.Scan == scan).Results
            .Where(row => $"i-{row[0]}" == target.TargetResourceId && (!isFailedAlone || row[2] == CisFinding.Failed));
        yield return [.. Odd(target), .. rows.Select(row => new FindingReading(Finding(scan, target, row[1], row[2])))];
    }

    private static int NumberOf(CisScan scan) =>
        int.Parse(scan.ScanArn!.AsSpan(scan.ScanArn!.Length - 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static CisFinding Finding(CisScan scan, CisTarget target, string check, string status) => new()
    {
        ScanArn = scan.ScanArn, AccountId = target.AccountId, TargetResourceId = target.TargetResourceId, Platform = target.Platform,
        Status = status, CheckId = check, Title = $"Ensure {check}", Level = check.StartsWith('2') ? "LEVEL_2" : "LEVEL_1",
        ScanDate = scan.ScanDate, ScanName = scan.ScanName, ScanConfigurationArn = scan.ScanConfigurationArn,
        SecurityLevel = scan.SecurityLevel,
    };

    private void Ask(string what, byte[]? criteria)
    {
        Asked.Add(criteria is null ? what : $"{what} {System.Text.Encoding.UTF8.GetString(criteria)}");
        Before(what);
    }
}
