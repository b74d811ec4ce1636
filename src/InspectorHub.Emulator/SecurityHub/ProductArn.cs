using InspectorHub.Asff;
using InspectorHub.Common;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary><c>arn:PARTITION:securityhub:REGION:ACCOUNT:product/COMPANY/PRODUCT</c></summary>
internal sealed record ProductArn(string Partition, string Region, string Account, string Company, string Product)
{
    /// <summary>A product of AWS's own, which only AWS may send findings of.</summary>
    public bool IsOfAws => Account.Length == 0 && Company == "aws";

    /// <summary>
    /// A product of an account's own, which the account itself may use: the default one, or one that it has given a name.
    /// </summary>
    public bool IsOfAccount => Account.Length > 0 && Company == Account;

    /// <summary>The subscription that lets findings of this product in.</summary>
    public string SubscriptionOf(string account) =>
        $"arn:{Partition}:{AsffProductArn.Service}:{Region}:{account}:product-subscription/{Company}/{Product}";

    public static ProductArn? Parse(string text, string kind = "product")
    {
        if (
            Arn.Parse(text) is not { Service: AsffProductArn.Service, Region.Length: > 0 } arn
                || !arn.Partition.StartsWith("aws", StringComparison.Ordinal))
            return null;
        return arn.Resource.Split('/') is [var named, { Length: > 0 } company, { Length: > 0 } product] && named == kind
            ? new ProductArn(arn.Partition, arn.Region, arn.AccountId, company, product)
            : null;
    }

    public override string ToString() => $"arn:{Partition}:{AsffProductArn.Service}:{Region}:{Account}:product/{Company}/{Product}";
}
