namespace InspectorHub.Asff;

/// <summary>
/// The products that a finding of ours can belong to: <c>arn:PARTITION:securityhub:REGION:ACCOUNT:product/COMPANY/PRODUCT</c>.
/// </summary>
public static class AsffProductArn
{
    /// <summary>The service that owns product ARNs.</summary>
    public const string Service = "securityhub";

    // Findings that come together are mostly of one account and Region.
    private static DefaultProduct? last;

    /// <summary>Amazon Inspector's own product, Classic and new; only AWS may import for it.</summary>
    public static string Inspector(string partition, string region) => $"arn:{partition}:{Service}:{region}::product/aws/inspector";

    /// <summary>An account's default product, which exists as soon as its hub is on; only that account may import for it.</summary>
    public static string Default(string partition, string region, string accountId)
    {
        if (last is { } known && known.Partition == partition && known.Region == region && known.AccountId == accountId) return known.Arn;
        var arn = $"arn:{partition}:{Service}:{region}:{accountId}:product/{accountId}/default";
        last = new DefaultProduct(partition, region, accountId, arn);
        return arn;
    }

    private sealed record DefaultProduct(string Partition, string Region, string AccountId, string Arn);
}
