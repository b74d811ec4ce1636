using System.Text.Json.Nodes;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.SecurityHubV2;

/// <summary>
/// DescribeProductsV2: what works with the Security Hub that holds OCSF. AWS's own that send to it, and where its tickets go. Sources:
/// Security Hub user guide, and the providers of connectors in the service's model.
/// </summary>
internal static class DescribeProductsV2Operation
{
    private const string Sends = "SEND_FINDINGS_TO_SECURITY_HUB";
    private const string Receives = "RECEIVE_FINDINGS_FROM_SECURITY_HUB";
    private const string Updates = "UPDATE_FINDINGS_IN_SECURITY_HUB";

    private static readonly (string Name, string Company, string Category, string[] Types)[] Known =
    [
        ("GuardDuty", "AWS", "Intrusion Detection Systems (IDS)", [Sends]),
        ("Inspector", "AWS", "Vulnerability Management", [Sends]),
        ("Macie", "AWS", "Data Protection", [Sends]),
        ("Security Hub CSPM", "AWS", "Security Compliance and Hardening", [Sends]),
        ("Jira Cloud", "Atlassian", "Ticketing", [Receives, Updates]),
        ("ServiceNow ITSM", "ServiceNow", "Ticketing", [Receives, Updates]),
    ];

    public static HttpReply Answer(ServiceCall call) =>
        Page<(string Name, string Company, string Category, string[] Types)>.Of(call, "DescribeProductsV2", Known).ToReply(
            "ProductsV2",
            product => new JsonObject
            {
                ["ProductV2Name"] = product.Name,
                ["CompanyName"] = product.Company,
                ["Description"] = $"{product.Name} of {product.Company}.",
                ["Categories"] = new JsonArray(product.Category),
                ["IntegrationV2Types"] = new JsonArray([.. product.Types.Select(type => (JsonNode)type)]),
            });
}
