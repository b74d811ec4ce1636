namespace InspectorHub.Asff;

/// <summary>
/// The products that a finding of ours can belong to: <c>arn:PARTITION:securityhub:REGION:ACCOUNT:product/COMPANY/PRODUCT</c>.
/// </summary>
public static class AsffProductArn
{
    /// <summary>The service that owns product ARNs.</summary>
    public const string Service = "securityhub";

    /// <summary>Amazon Inspector's own product, Classic and new; only AWS may import for it.</summary>
    public static string Inspector(string partition, string region) => $"arn:{partition}:{Service}:{region}::product/aws/inspector";

    /// <summary>An account's default product, which exists as soon as its hub is on; only that account may import for it.</summary>
    public static string Default(string partition, string region, string accountId) =>
        $"arn:{partition}:{Service}:{region}:{accountId}:product/{accountId}/default";
}
