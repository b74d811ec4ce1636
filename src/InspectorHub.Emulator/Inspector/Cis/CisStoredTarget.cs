using InspectorHub.Findings.Cis;

namespace InspectorHub.Emulator.Inspector.Cis;

/// <summary>An instance of a CIS scan, with its results.</summary>
internal sealed class CisStoredTarget(string scanArn, string accountId, string instanceId)
{
    public string ScanArn => scanArn;

    public string AccountId => accountId;

    public string InstanceId => instanceId;

    /// <summary>What is said of it; null where only its results are.</summary>
    public CisTarget? Given { get; set; }

    public List<CisFinding> Results { get; } = [];

    /// <summary>As the API lists it.</summary>
    public CisTarget ToTarget() => new()
    {
        ScanArn = scanArn,
        TargetResourceId = instanceId,
        AccountId = accountId,
        Platform = Given?.Platform ?? Results.Find(result => result.Platform is not null)?.Platform,
        TargetResourceTags = Given?.TargetResourceTags ?? Results.Find(result => result.TargetResourceTags is not null)?.TargetResourceTags,
        StatusCounts = Given?.StatusCounts ?? Count(Results),
        TargetStatus = Given is null ? CisScan.Completed : Given.TargetStatus,
        TargetStatusReason = Given?.TargetStatusReason,
    };

    public static CisStatusCounts Count(List<CisFinding> results) => new()
    {
        Failed = results.Count(result => result.Status == CisFinding.Failed),
        Passed = results.Count(result => result.Status == CisFinding.Passed),
        Skipped = results.Count(result => result.Status == CisFinding.Skipped),
    };
}
