namespace InspectorHub.Emulator.SecurityHub;

/// <summary>
/// The products that the emulator knows: AWS's own that are enabled with a new hub, the partners', and those it was told of.
/// </summary>
internal sealed class Products
{
    private static readonly Product[] OfAws =
    [
        new("aws/access-analyzer", "", "IAM Access Analyzer", "AWS", "Security Compliance and Hardening"),
        new("aws/config", "", "Config", "AWS", "Configuration Management"),
        new("aws/firewall-manager", "", "Firewall Manager", "AWS", "Firewalls"),
        new("aws/guardduty", "", "GuardDuty", "AWS", "Intrusion Detection Systems (IDS)"),
        new("aws/health", "", "Health", "AWS", "Operational Health"),
        new("aws/inspector", "", "Inspector", "Amazon", "Vulnerability Management"),
        new("aws/macie", "", "Macie", "AWS", "Data Protection"),
        new("aws/securityhub", "", "Security Hub", "AWS", "Security Compliance and Hardening"),
        new("aws/ssm-patch-manager", "", "Systems Manager Patch Manager", "AWS", "Patch Management"),
    ];

    private readonly Dictionary<string, Product> byId;

    /// <param name="others">Products beside the known ones, as <c>company/product</c>.</param>
    public Products(IEnumerable<string> others)
    {
        All = [.. OfAws.Concat(PartnerProducts.All).Concat(others.Select(Named)).GroupBy(product => product.Id)
            .Select(named => named.First())];
        byId = All.ToDictionary(product => product.Id);
    }

    /// <summary>In the order in which DescribeProducts gives them.</summary>
    public IReadOnlyList<Product> All { get; }

    /// <summary>The product of an ARN; null for one that is not known.</summary>
    public Product? Find(ProductArn arn) =>
        byId.TryGetValue($"{arn.Company}/{arn.Product}", out var product) && product.Account == arn.Account ? product : null;

    private static Product Named(string id) => id.Split('/') is [{ Length: > 0 } company, { Length: > 0 } name]
        ? new Product(id, "", name, company, "Third Party Products")
        : throw new ArgumentException($"'{id}' is no product: company/product is expected.", nameof(id));
}
