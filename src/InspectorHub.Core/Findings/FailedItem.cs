namespace InspectorHub.Findings;

/// <summary>Why DescribeFindings could not describe a finding. Source: Inspector API 2016-02-16, <c>FailedItemDetails</c>.</summary>
internal sealed class FailedItem
{
    public string? FailureCode { get; set; }

    public bool? Retryable { get; set; }
}
