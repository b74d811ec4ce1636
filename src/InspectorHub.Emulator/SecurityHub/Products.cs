using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>The products that the emulator knows: AWS's own that are enabled with a new hub.</summary>
internal static class Products
{
    private static readonly (string Id, string Name, string Category)[] OfAws =
    [
        ("access-analyzer", "IAM Access Analyzer", "Security Compliance and Hardening"),
        ("config", "Config", "Configuration Management"),
        ("firewall-manager", "Firewall Manager", "Firewalls"),
        ("guardduty", "GuardDuty", "Intrusion Detection Systems (IDS)"),
        ("health", "Health", "Operational Health"),
        ("inspector", "Inspector", "Vulnerability Management"),
        ("macie", "Macie", "Data Protection"),
        ("securityhub", "Security Hub", "Security Compliance and Hardening"),
        ("ssm-patch-manager", "Systems Manager Patch Manager", "Patch Management"),
    ];

    public static IReadOnlyList<Product> Of(Hub hub) =>
    [
        .. OfAws.Select(product => new Product(
            $"arn:{hub.Partition}:securityhub:{hub.Region}::product/aws/{product.Id}",
            product.Name,
            product.Id == "inspector" ? "Amazon" : "AWS",
            $"Findings of {product.Name}.",
            product.Category,
            "SEND_FINDINGS_TO_SECURITY_HUB")),
    ];

    public static Product? Find(Hub hub, ProductArn arn) =>
        arn.IsOfAws ? Of(hub).FirstOrDefault(product => product.Arn == arn.ToString()) : null;
}
