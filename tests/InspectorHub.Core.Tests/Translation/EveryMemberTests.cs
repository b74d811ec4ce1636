using System.Text.Json.Nodes;
using InspectorHub.Asff;
using InspectorHub.Asff.Serialization;
using InspectorHub.Findings;
using InspectorHub.Ocsf;
using InspectorHub.Translation;
using InspectorHub.Translation.Ocsf;

namespace InspectorHub.Core.Tests.Translation;

/// <summary>
/// Nothing of a finding is lost in silence: every member of AWS's models comes out in the ASFF and in OCSF, or is left out for a reason.
/// </summary>
public sealed class EveryMemberTests
{
    private const string Arn = "arn:aws:inspector2:eu-west-1:111122223333:finding/0123456789abcdef0123456789abcdef";

    // Of Inspector2's findings, nothing is.
    private static readonly Dictionary<string, string> LeftOut = new(StringComparer.Ordinal)
    {
        ["details.findingArn"] = "The finding's own ARN once more.",
    };

    private static readonly Dictionary<string, string> LeftOutOfClassic = new(StringComparer.Ordinal)
    {
        ["schemaVersion"] = "The version of the reply's shape, which says nothing of the finding.",
        ["assetAttributes.schemaVersion"] = "As schemaVersion.",
        ["service"] = "Always Inspector; the product's name says it.",
        ["assetType"] = "Always ec2-instance; the resource's type says it.",
        ["indicatorOfCompromise"] = "Not used by the service (API reference).",
    };

    private static readonly string[] FindingDetails =
        ["packageVulnerabilityDetails", "networkReachabilityDetails", "codeVulnerabilityDetails"];
    private static readonly string[] ResourceDetails =
        ["awsEc2Instance", "awsEcrContainerImage", "awsLambdaFunction", "codeRepository", "vm", "image", "serverlessFunction"];

    public static TheoryData<string, string, string?> Kinds()
    {
        var kinds = new TheoryData<string, string, string?>();
        foreach (var finding in FindingDetails)
        {
            kinds.Add(finding, "AWS_EC2_INSTANCE", "awsEc2Instance");
            kinds.Add(finding, "AWS_EC2_INSTANCE", "vm");
            kinds.Add(finding, "AWS_ECR_CONTAINER_IMAGE", "awsEcrContainerImage");
            kinds.Add(finding, "AWS_ECR_CONTAINER_IMAGE", "image");
            kinds.Add(finding, "AWS_LAMBDA_FUNCTION", "awsLambdaFunction");
            kinds.Add(finding, "AWS_LAMBDA_FUNCTION", "serverlessFunction");
            kinds.Add(finding, "AWS_ECR_REPOSITORY", null);
            kinds.Add(finding, "CODE_REPOSITORY", "codeRepository");
            kinds.Add(finding, "Microsoft.Compute/virtualMachines", "vm");
            kinds.Add(finding, "Microsoft.ContainerRegistry/registry/containerImage", "image");
            kinds.Add(finding, "Microsoft.Web/sites", "serverlessFunction");
            kinds.Add(finding, "A_NEW_THING", "awsEc2Instance");
        }

        return kinds;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_member_of_a_finding_comes_out_in_both_forms(string findingDetails, string resourceType, string? resourceDetails)
    {
        var without = FindingDetails.Where(details => details != findingDetails)
            .Concat(ResourceDetails.Where(details => details != resourceDetails).Select(details => $"resources[].details.{details}"))
            .ToList();
        var isOfAzure = resourceType.StartsWith("Microsoft.", StringComparison.Ordinal);
        var markers = new Markers("inspector2.json");
        var finding = markers.Structure("Finding", without, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["findingArn"] = Arn,
            ["awsAccountId"] = "111122223333",
            ["type"] = findingDetails switch { "packageVulnerabilityDetails" => "PACKAGE_VULNERABILITY", "networkReachabilityDetails" =>
                "NETWORK_REACHABILITY", _ => "CODE_VULNERABILITY" },
            ["severity"] = "HIGH",
            ["status"] = "ACTIVE",
            ["resources[].type"] = resourceType,
            ["resources[].partition"] = isOfAzure ? "AzureCloud" : "aws",
            ["resources[].provider"] = isOfAzure ? "AZURE" : "AWS",
        });
        if (resourceType == "AWS_ECR_REPOSITORY")
            finding["resources"]![0]!["id"] = "arn:aws:ecr:eu-west-1:111122223333:repository/mark/999x";
        finding["details"] = new Markers("inspector2.json").Structure("FindingDetail", [],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["findingArn"] = Arn });
        var leftOut = new Dictionary<string, string>(LeftOut, StringComparer.Ordinal);
        if (isOfAzure) leftOut["resources[].partition"] = "Azure's resources are in AzureCloud, whatever else is said.";
        var lost = Lost(finding, leftOut, InspectorForm.Of).Concat(Lost(finding, leftOut, read => AccountForm.Of(read)))
            .Distinct(StringComparer.Ordinal);
        Assert.Empty(lost);
        Assert.Empty(Lost(finding, LeftOut, read => OcsfTranslator.ToText(read, OcsfVersion.V180)));
    }

    [Fact]
    public void Every_member_of_a_Classic_finding_comes_out_in_the_account_form()
    {
        var finding = new Markers("inspector.json").Structure("Finding", [], new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["arn"] = "arn:aws:inspector:eu-west-1:111122223333:target/0-a/template/0-b/run/0-c/finding/0-d",
            ["severity"] = "Medium",
        });
        Assert.Empty(Lost(finding, LeftOutOfClassic, read => AccountForm.Of(read)));
        Assert.Empty(Lost(finding, [], read => OcsfTranslator.ToText(read, OcsfVersion.V180)));
    }

    // The paths of members whose text is not in the ASFF, or whose number, date or word makes no difference there.
    private static List<string> Lost(JsonObject finding, Dictionary<string, string> leftOut,
        Func<InspectorFinding, AsffFinding> translate) =>
        Lost(finding, leftOut, read => AsffJson.ToText(translate(read)));

    private static List<string> Lost(JsonObject finding, Dictionary<string, string> leftOut, Func<InspectorFinding, string> translate)
    {
        var whole = Text(finding);
        var lost = new List<string>();
        foreach (var (path, value) in Markers.Leaves(finding).Where(leaf => !leftOut.ContainsKey(leaf.Path)).ToList())
        {
            var text = value.GetValueKind() == System.Text.Json.JsonValueKind.String ? value.GetValue<string>() : null;
            if (text?.StartsWith("mark", StringComparison.Ordinal) == true)
            {
                if (!whole.Contains(text, StringComparison.OrdinalIgnoreCase)) lost.Add(path);
                continue;
            }

            // A word of a list: any other one.
            var other = Markers.Another(value) ?? JsonValue.Create(text + "_2");
            var before = value.DeepClone();
            Replace(value, other);
            if (!path.Contains("Arn", StringComparison.OrdinalIgnoreCase) && path != "awsAccountId" && Text(finding) == whole)
                lost.Add(path);
            Replace(other, before);
        }

        return lost;

        string Text(JsonObject document) => translate(Read.Text(document.ToJsonString()));
    }

    private static void Replace(JsonNode node, JsonNode other) => node.ReplaceWith(other);
}
