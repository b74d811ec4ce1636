using System.Management.Automation;
using InspectorHub.Aws.Inspector;
using InspectorHub.Aws.Sessions;
using InspectorHub.Base;
using InspectorHub.Completion;
using InspectorHub.Findings.Cis;

namespace InspectorHub.Commands;

/// <content>What CIS scans found: scan by scan, instance by instance, page by page as they come.</content>
public sealed partial class GetInspectorFindingCommand
{
    private const string OfCis = nameof(Cis);
    private const string All = "ALL";

    /// <summary>Asks for the results of CIS scans: of each configuration's latest completed one, unless others are asked for.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfCis)]
    public SwitchParameter Cis { get; set; }

    /// <summary>Names of CIS scans.</summary>
    [Parameter(ParameterSetName = OfCis)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? ScanName { get; set; }

    /// <summary>ARNs of CIS scans.</summary>
    [Parameter(ParameterSetName = OfCis, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? ScanArn { get; set; }

    /// <summary>States of CIS scans; completed ones by default.</summary>
    [Parameter(ParameterSetName = OfCis)]
    [ValidateSet("FAILED", "COMPLETED", "CANCELLED", "IN_PROGRESS")]
    public string[]? ScanStatus { get; set; }

    /// <summary>CIS scans of this time or later, and not only each configuration's latest.</summary>
    [Parameter(ParameterSetName = OfCis)]
    public DateTimeOffset? ScannedAfter { get; set; }

    /// <summary>CIS scans of this time or before, and not only each configuration's latest.</summary>
    [Parameter(ParameterSetName = OfCis)]
    public DateTimeOffset? ScannedBefore { get; set; }

    /// <summary>Numbers of checks, for example 1.1.1.1.</summary>
    [Parameter(ParameterSetName = OfCis)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? CheckId { get; set; }

    private void WriteCisResults(AwsConnection connection, string region)
    {
        using var client = new CisClient(connection, region);
        var scans = WantedScans(client);
        if (scans.Count == 0) WriteWarning($"Amazon Inspector in {region} has no CIS scan of this kind.");
        var written = 0;
        for (var number = 0; number < scans.Count && written < First; number++)
        {
            var notScanned = new CisUnscannedTargets(scans[number]);
            var instances = 0;
            foreach (var target in Await(client.ListTargetsAsync(scans[number], TargetFilter(), Stop)).Where(IsWanted))
            {
                WriteProgress(new ProgressRecord(0, $"Reading CIS scans of {region}", $"{scans[number]}, {number + 1} of {scans.Count}")
                {
                    CurrentOperation = $"Instance {++instances}: {target.TargetResourceId}",
                });
                if (!target.IsScanned) notScanned.Add(target);
                else written += WriteCisResults(client, scans[number], target, First - written);
                if (written >= First) break;
            }

            if (notScanned.Words is { } words) WriteWarning(words);
        }

        WriteProgress(new ProgressRecord(0, $"Reading CIS scans of {region}", "Done") { RecordType = ProgressRecordType.Completed });
    }

    private int WriteCisResults(CisClient client, CisScan scan, CisTarget target, int most)
    {
        var (written, wanted) = (0, WantedResult);
        foreach (var reading in Await(client.ListResultsAsync(scan, target, ResultFilter(), Stop)).SelectMany(page => page))
        {
            if (reading.Problem is { } problem) WriteError(FindingErrorRecord.From(problem, problem.FindingId));
            if (reading.Finding is not CisFinding finding || !IsOfSeverity(finding) || !wanted.IsMatch(finding)) continue;
            WriteObject(finding);
            if (++written == most) break;
        }

        return written;
    }

    private IReadOnlyList<CisScan> WantedScans(CisClient client)
    {
        var filter = new InspectorFilter()
            .Where("scanNameFilters", WantedScanName.Asked).Where("scanArnFilters", WantedScanArn.Asked)
            .Where("targetAccountIdFilters", WantedAccount.Asked).Where("targetResourceIdFilters", WantedResource.Asked)
            .WhereEnum("scanStatusFilters", ScanStatus ?? (ScanArn is null ? [CisScan.Completed] : null))
            .Scanned(ScannedAfter, ScannedBefore)
            .Tagged(Tags(), "targetResourceTagFilters");
        var (name, arn) = (WantedScanName, WantedScanArn);
        var scans = Await(client.ListScansAsync(filter.ToJson(), Stop))
            .Where(scan => name.IsMatch(scan.ScanName) && arn.IsMatch(scan.ScanArn)).ToList();
        var isLatest = ScanArn is null && ScanStatus is null && ScannedAfter is null && ScannedBefore is null;
        return isLatest ? CisScan.LatestOfEach(scans) : scans;
    }

    private byte[]? TargetFilter() => new InspectorFilter()
        .Where("accountIdFilters", WantedAccount.Asked).Where("targetResourceIdFilters", WantedResource.Asked)
        .Tagged(Tags(), "targetResourceTagFilters").ToJson();

    private byte[]? ResultFilter() => new InspectorFilter()
        .Where("checkIdFilters", WantedCheck.Asked).Where("titleFilters", WantedTitle.Asked)
        .WhereEnum("findingStatusFilters", WantedStatus()).ToJson();

    private string[]? WantedStatus()
    {
        if (Status is null) return [CisFinding.Failed];
        return Status.Contains(All, StringComparer.OrdinalIgnoreCase) ? null : Status;
    }

    // Amazon Inspector gives its results none: it is ours to look.
    private bool IsOfSeverity(CisFinding finding) =>
        Severity is null || Severity.Contains(finding.Severity.Label, StringComparer.OrdinalIgnoreCase);
}
