namespace InspectorHub.Aws.SecurityHub;

/// <summary>A Security Hub that tells what it holds.</summary>
public interface ISecurityHubReader
{
    /// <summary>A page of the findings that Security Hub holds, at the service's pace of 3 calls a second.</summary>
    /// <param name="filters">An <c>AwsSecurityFindingFilters</c> document as UTF-8 JSON; null for all.</param>
    /// <param name="pageSize">Findings wanted, 1 to 100.</param>
    /// <param name="nextToken">From the page before; null for the first.</param>
    /// <param name="cancellationToken">Abandons the call.</param>
    /// <exception cref="AwsException">It could not be reached or refused.</exception>
    Task<FindingsPage> GetFindingsAsync(byte[]? filters, int pageSize, string? nextToken, CancellationToken cancellationToken);
}
