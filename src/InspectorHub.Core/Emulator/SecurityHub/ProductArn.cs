namespace InspectorHub.Emulator.SecurityHub;

/// <summary><c>arn:PARTITION:securityhub:REGION:ACCOUNT:product/COMPANY/PRODUCT</c></summary>
internal sealed record ProductArn(string Partition, string Region, string Account, string Company, string Product)
{
    /// <summary>A product of AWS's own, which only AWS may send findings of.</summary>
    public bool IsOfAws => Account.Length == 0 && Company == "aws";

    /// <summary>The default product of an account, which the account itself may use.</summary>
    public bool IsDefault => Account.Length > 0 && Company == Account && Product == "default";

    /// <summary>The subscription that lets findings of this product in.</summary>
    public string SubscriptionOf(string account) => $"arn:{Partition}:securityhub:{Region}:{account}:product-subscription/{Company}/{Product}";

    public static ProductArn? Parse(string text, string kind = "product")
    {
        var parts = text.Split([':'], 6);
        if (parts.Length != 6 || parts[0] != "arn" || !parts[1].StartsWith("aws", StringComparison.Ordinal) || parts[2] != "securityhub" || parts[3].Length == 0) return null;
        var path = parts[5].Split('/');
        if (path.Length != 3 || path[0] != kind || path[1].Length == 0 || path[2].Length == 0) return null;
        return new ProductArn(parts[1], parts[3], parts[4], path[1], path[2]);
    }

    public override string ToString() => $"arn:{Partition}:securityhub:{Region}:{Account}:product/{Company}/{Product}";
}
