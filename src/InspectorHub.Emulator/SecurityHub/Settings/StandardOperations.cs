using System.Text.Json.Nodes;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.SecurityHub.Settings;

/// <summary>
/// Standards, on and off. The emulator has none of their controls. Source: Security Hub user guide, standards reference.
/// </summary>
internal static class StandardOperations
{
    private const string Kind = "standard";

    private static readonly (string Path, string Name, bool IsRuleset, bool IsDefault)[] Known =
    [
        ("aws-foundational-security-best-practices/v/1.0.0", "AWS Foundational Security Best Practices v1.0.0", false, true),
        ("aws-resource-tagging-standard/v/1.0.0", "AWS Resource Tagging Standard v1.0.0", false, false),
        ("cis-aws-foundations-benchmark/v/1.2.0", "CIS AWS Foundations Benchmark v1.2.0", true, true),
        ("cis-aws-foundations-benchmark/v/1.4.0", "CIS AWS Foundations Benchmark v1.4.0", false, false),
        ("cis-aws-foundations-benchmark/v/3.0.0", "CIS AWS Foundations Benchmark v3.0.0", false, false),
        ("nist-800-53/v/5.0.0", "NIST Special Publication 800-53 Revision 5", false, false),
        ("pci-dss/v/3.2.1", "PCI DSS v3.2.1", false, false),
        ("pci-dss/v/4.0.1", "PCI DSS v4.0.1", false, false),
    ];

    public static IEnumerable<Operation> All =>
    [
        new("DescribeStandards", Describe),
        new("GetEnabledStandards", GetEnabled),
        new("BatchEnableStandards", Enable),
        new("BatchDisableStandards", Disable),
        new("DescribeStandardsControls", DescribeControls),
    ];

    /// <summary>Enables the standards that come with a new hub.</summary>
    public static void EnableDefaults(ServiceCall call)
    {
        foreach (var standard in Known.Where(standard => standard.IsDefault)) Subscribe(call, standard.Path);
    }

    /// <summary>Ends all subscriptions.</summary>
    public static void DisableAll(ServiceCall call)
    {
        foreach (var subscription in call.Hub.Documents(Kind)) call.Hub.Drop(Kind, ArnOf(subscription));
    }

    private static HttpReply Describe(ServiceCall call) =>
        Page<JsonObject>.Of(call, "DescribeStandards", [.. Known.Select(standard => new JsonObject
    {
        ["StandardsArn"] = StandardArn(call, standard.Path),
        ["Name"] = standard.Name,
        ["Description"] = standard.Name,
        ["EnabledByDefault"] = standard.IsDefault,
        ["StandardsManagedBy"] = new JsonObject { ["Company"] = "AWS", ["Product"] = "Security Hub" },
    })]).ToReply("Standards", standard => standard);

    private static HttpReply GetEnabled(ServiceCall call)
    {
        var wanted = call.Texts("StandardsSubscriptionArns");
        var enabled = call.Hub.Documents(Kind).Where(subscription => wanted.Count == 0 || wanted.Contains(ArnOf(subscription))).ToList();
        return Page<JsonObject>.Of(call, "GetEnabledStandards", enabled, call.Member("StandardsSubscriptionArns"))
            .ToReply("StandardsSubscriptions", subscription => subscription);
    }

    private static HttpReply Enable(ServiceCall call)
    {
        var paths = call.Input.GetProperty("StandardsSubscriptionRequests").EnumerateArray()
            .Select(request => request.GetProperty("StandardsArn").GetString()!)
            .Select(arn => Known.FirstOrDefault(standard => StandardArn(call, standard.Path) == arn).Path
                ?? throw call.Refuse($"Invalid parameter 'StandardsSubscriptionRequests'. {arn} is no standard"))
            .ToList();
        return Told(paths.ConvertAll(path => Subscribe(call, path)));
    }

    private static HttpReply Disable(ServiceCall call)
    {
        List<JsonObject> ended = [];
        foreach (var arn in call.Texts("StandardsSubscriptionArns"))
        {
            var subscription = call.Hub.Document(Kind, arn)
                ?? throw call.Refuse($"Invalid parameter 'StandardsSubscriptionArns'. {arn} is not enabled");
            subscription["StandardsStatus"] = "DELETING";
            ended.Add(subscription);
            call.Hub.Drop(Kind, arn);
        }

        return Told(ended);
    }

    private static HttpReply DescribeControls(ServiceCall call)
    {
        var arn = call.Parameter("StandardsSubscriptionArn")!;
        if (call.Hub.Document(Kind, arn) is null)
            throw new ServiceError(404, "ResourceNotFoundException", $"Standards subscription {arn} not found");
        return HttpReply.Json(new JsonObject { ["Controls"] = new JsonArray() });
    }

    private static JsonObject Subscribe(ServiceCall call, string path)
    {
        var arn = $"arn:{call.Hub.Partition}:securityhub:{call.Region}:{call.Caller.Account}:subscription/{path}";
        var subscription = new JsonObject
        {
            ["StandardsSubscriptionArn"] = arn,
            ["StandardsArn"] = StandardArn(call, path),
            ["StandardsInput"] = new JsonObject(),
            ["StandardsStatus"] = "READY",
            ["StandardsControlsUpdatable"] = "READY_FOR_UPDATES",
        };
        call.Hub.Keep(Kind, arn, subscription);
        return subscription;
    }

    private static HttpReply Told(List<JsonObject> subscriptions) =>
        HttpReply.Json(new JsonObject { ["StandardsSubscriptions"] = new JsonArray([.. subscriptions]) });

    // The first of them has a ruleset's ARN, which names no Region.
    private static string StandardArn(ServiceCall call, string path) => Known.First(standard => standard.Path == path).IsRuleset
        ? $"arn:{call.Hub.Partition}:securityhub:::ruleset/{path}"
        : $"arn:{call.Hub.Partition}:securityhub:{call.Region}::standards/{path}";

    private static string ArnOf(JsonObject subscription) => (string)subscription["StandardsSubscriptionArn"]!;
}
