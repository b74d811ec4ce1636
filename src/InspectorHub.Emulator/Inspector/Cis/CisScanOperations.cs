using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;
using InspectorHub.Findings.Cis;

namespace InspectorHub.Emulator.Inspector.Cis;

/// <summary>Amazon Inspector's CIS scans and what they found. Source: Inspector2 API 2020-06-08.</summary>
internal sealed class CisScanOperations(CisStore store)
{
    // What the lists of the replies hold (service model: CisScanList); of instances and checks no more can be asked for.
    private const int Scans = 50;
    private const int Aggregations = 100;
    private const int Results = 1000;

    private static readonly CisCriteria<CisStoredTarget> TargetFilters = new CisCriteria<CisStoredTarget>()
        .Text("accountIdFilters", target => target.AccountId)
        .Text("checkIdFilters", target => target.Results.Select(result => result.CheckId))
        .Text("statusFilters", target => target.Results.Select(result => result.Status).Distinct())
        .Text("targetResourceIdFilters", target => target.InstanceId)
        .Tag("targetResourceTagFilters", target => [target.ToTarget().TargetResourceTags])
        .Text("platformFilters", target => target.ToTarget().Platform)
        .Text("targetStatusFilters", target => target.ToTarget().TargetStatus)
        .Text("targetStatusReasonFilters", target => target.ToTarget().TargetStatusReason)
        .Number("failedChecksFilters", target => target.ToTarget().StatusCounts?.Failed);

    private static readonly CisOrder<CisTarget> TargetOrder = new CisOrder<CisTarget>()
        .By("RESOURCE_ID", target => target.TargetResourceId)
        .By("FAILED_COUNTS", target => target.StatusCounts?.Failed)
        .By("ACCOUNT_ID", target => target.AccountId)
        .By("PLATFORM", target => target.Platform)
        .By("TARGET_STATUS", target => target.TargetStatus)
        .By("TARGET_STATUS_REASON", target => target.TargetStatusReason);

    private static readonly CisCriteria<CisFinding> ResultFilters = new CisCriteria<CisFinding>()
        .Text("findingStatusFilters", finding => finding.Status)
        .Text("checkIdFilters", finding => finding.CheckId)
        .Text("titleFilters", finding => finding.Title)
        .Text("securityLevelFilters", finding => finding.Level)
        .Text("findingArnFilters", finding => finding.FindingArn);

    private static readonly CisOrder<CisFinding> ResultOrder = new CisOrder<CisFinding>()
        .By("CHECK_ID", finding => finding.CheckId)
        .By("STATUS", finding => finding.Status);

    private static readonly CisCriteria<CisCheck> CheckFilters = new CisCriteria<CisCheck>()
        .Text("accountIdFilters", check => check.First.AccountId)
        .Text("checkIdFilters", check => check.First.CheckId)
        .Text("titleFilters", check => check.First.Title)
        .Text("platformFilters", check => check.First.Platform)
        .Number("failedResourcesFilters", check => check.Counts.Failed)
        .Text("securityLevelFilters", check => check.First.Level);

    private static readonly CisOrder<CisCheck> CheckOrder = new CisOrder<CisCheck>()
        .By("CHECK_ID", check => check.First.CheckId)
        .By("TITLE", check => check.First.Title)
        .By("PLATFORM", check => check.First.Platform)
        .By("FAILED_COUNTS", check => check.Counts.Failed)
        .By("SECURITY_LEVEL", check => check.First.Level);

    private static readonly CisOrder<CisScan> ScanOrder = new CisOrder<CisScan>()
        .By("STATUS", scan => scan.Status)
        .By("SCHEDULED_BY", scan => scan.ScheduledBy)
        .By("SCAN_START_DATE", scan => scan.ScanDate)
        .By("FAILED_CHECKS", scan => scan.FailedChecks);

    public IEnumerable<Operation> All =>
    [
        new("ListCisScans", ListScans),
        new("ListCisScanResultsAggregatedByTargetResource", ListTargets),
        new("ListCisScanResultsAggregatedByChecks", ListChecks),
        new("GetCisScanResultDetails", GetDetails),
    ];

    private HttpReply ListScans(ServiceCall call)
    {
        var targets = store.Targets(call).ToLookup(target => target.ScanArn, StringComparer.Ordinal);
        var wanted = new CisCriteria<CisScan>()
            .Text("scanArnFilters", scan => scan.ScanArn)
            .Text("scanConfigurationArnFilters", scan => scan.ScanConfigurationArn)
            .Text("scanNameFilters", scan => scan.ScanName)
            .Text("scanStatusFilters", scan => scan.Status)
            .Text("scheduledByFilters", scan => scan.ScheduledBy)
            .Date("scanAtFilters", scan => scan.ScanDate)
            .Number("failedChecksFilters", scan => scan.FailedChecks)
            .Text("targetAccountIdFilters", scan => targets[scan.ScanArn!].Select(target => target.AccountId))
            .Text("targetResourceIdFilters", scan => targets[scan.ScanArn!].Select(target => target.InstanceId))
            .Tag("targetResourceTagFilters", scan => targets[scan.ScanArn!].Select(target => target.ToTarget().TargetResourceTags))
            .Read(call);
        var scans = store.Scans(call).Select(scan => Counted(scan, targets[scan.ScanArn!])).Where(wanted);
        return CisPage.Of(call, "scans", ScanOrder.Sort(call, scans), Scans, CisWire.Write);
    }

    private HttpReply ListTargets(ServiceCall call)
    {
        var targets = TargetsOf(call).Where(TargetFilters.Read(call)).Select(target => target.ToTarget());
        return CisPage.Of(call, "targetResourceAggregations", TargetOrder.Sort(call, targets), Aggregations, CisWire.Write);
    }

    private HttpReply ListChecks(ServiceCall call)
    {
        var checks = TargetsOf(call).SelectMany(target => target.Results)
            .GroupBy(result => (result.AccountId, result.Platform, result.CheckId))
            .Select(results => new CisCheck(results.First(), CisStoredTarget.Count([.. results])))
            .Where(CheckFilters.Read(call));
        return CisPage.Of(call, "checkAggregations", CheckOrder.Sort(call, checks), Aggregations, CisWire.Write);
    }

    private HttpReply GetDetails(ServiceCall call)
    {
        var (instance, account) = (call.Text("targetResourceId"), call.Text("accountId"));
        var results = TargetsOf(call).Where(target => target.InstanceId == instance && target.AccountId == account)
            .SelectMany(target => target.Results).Where(ResultFilters.Read(call));
        return CisPage.Of(call, "scanResultDetails", ResultOrder.Sort(call, results), Results, CisWire.Write);
    }

    private IEnumerable<CisStoredTarget> TargetsOf(ServiceCall call)
    {
        var scan = call.Text("scanArn");
        return store.Targets(call).Where(target => target.ScanArn == scan);
    }

    private static CisScan Counted(CisScan scan, IEnumerable<CisStoredTarget> targets)
    {
        if (scan.FailedChecks is not null) return scan;
        var counts = targets.Select(target => target.ToTarget().StatusCounts).ToList();
        return new CisScan
        {
            ScanArn = scan.ScanArn,
            ScanConfigurationArn = scan.ScanConfigurationArn,
            Status = scan.Status,
            ScanName = scan.ScanName,
            ScanDate = scan.ScanDate,
            FailedChecks = counts.Sum(count => count?.Failed ?? 0),
            TotalChecks = counts.Sum(count => count?.Total ?? 0),
            Targets = scan.Targets,
            ScheduledBy = scan.ScheduledBy,
            SecurityLevel = scan.SecurityLevel,
        };
    }
}
