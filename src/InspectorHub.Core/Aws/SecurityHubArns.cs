namespace InspectorHub.Aws;

/// <summary>ARNs of Security Hub in one Region. Forms: Security Hub user guide, finding providers and custom integrations.</summary>
public static class SecurityHubArns
{
    /// <summary>Amazon Inspector as a product; findings with it are Amazon Inspector's alone to import.</summary>
    public static string InspectorProduct(string region) => $"arn:{AwsRegions.Partition(region)}:securityhub:{region}::product/aws/inspector";

    /// <summary>The product that every account with Security Hub may import findings for, for itself.</summary>
    public static string DefaultProduct(string region, string accountId) =>
        $"arn:{AwsRegions.Partition(region)}:securityhub:{region}:{accountId}:product/{accountId}/default";

    /// <summary>An account's subscription to the findings of Amazon Inspector.</summary>
    public static string InspectorSubscription(string region, string accountId) =>
        $"arn:{AwsRegions.Partition(region)}:securityhub:{region}:{accountId}:product-subscription/aws/inspector";
}
