using InspectorHub.Findings;
using InspectorHub.Findings.Cis;

namespace InspectorHub.Aws.Inspector;

/// <summary>
/// The CIS scans of Amazon Inspector in one Region, as far as synchronizing needs them. Everything fails as <see cref="AwsException"/>.
/// </summary>
internal interface ICisScans
{
    /// <summary>The Region.</summary>
    string Region { get; }

    /// <summary>Lists scans, the newest first, page by page as they are asked for.</summary>
    /// <param name="criteria">A <c>ListCisScansFilterCriteria</c> document as UTF-8 JSON; null for all scans.</param>
    /// <param name="cancellationToken">Abandons the listing.</param>
    IAsyncEnumerable<CisScan> ListScansAsync(byte[]? criteria, CancellationToken cancellationToken);

    /// <summary>Lists the instances of a scan, page by page as they are asked for.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="criteria">Its <c>FilterCriteria</c> document as UTF-8 JSON; null for all instances.</param>
    /// <param name="cancellationToken">Abandons the listing.</param>
    IAsyncEnumerable<CisTarget> ListTargetsAsync(CisScan scan, byte[]? criteria, CancellationToken cancellationToken);

    /// <summary>Lists what a scan found on one of its instances, page by page as they come.</summary>
    /// <param name="scan">The scan; what it tells is added to the results.</param>
    /// <param name="target">The instance, likewise.</param>
    /// <param name="criteria">A <c>CisScanResultDetailsFilterCriteria</c> document as UTF-8 JSON; null for all results.</param>
    /// <param name="cancellationToken">Abandons the listing.</param>
    IAsyncEnumerable<IReadOnlyList<FindingReading>> ListResultsAsync(
        CisScan scan, CisTarget target, byte[]? criteria, CancellationToken cancellationToken);
}
