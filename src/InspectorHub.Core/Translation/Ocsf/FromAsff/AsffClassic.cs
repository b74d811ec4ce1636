using System.Globalization;
using InspectorHub.Asff;
using InspectorHub.Common;
using InspectorHub.Findings.Classic;

namespace InspectorHub.Translation.Ocsf.FromAsff;

/// <summary>The finding of Inspector Classic behind its ASFF: most of it stands in ProductFields.</summary>
internal static class AsffClassic
{
    private const string Attribute = "attributes/";
    private const string UserAttribute = "userAttributes/";

    /// <param name="asff">In the Inspector form.</param>
    public static ClassicFinding Of(AsffFinding asff)
    {
        var resource = asff.Resources?.Find(one => one is { Type: "AwsEc2Instance" });
        var instance = resource?.Details?.AwsEc2Instance;
        return new ClassicFinding
        {
            Arn = Field(asff, "aws/inspector/arn"),
            Id = Field(asff, "aws/inspector/id"),
            Title = asff.Title,
            Description = asff.Description,
            Recommendation = asff.Remediation?.Recommendation?.Text,
            Severity = Severity.Of(asff.Severity?.Label),
            NumericSeverity = double.TryParse(asff.Severity?.Original, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number : null,
            Confidence = asff.Confidence,
            CreatedAt = asff.CreatedAt,
            UpdatedAt = asff.UpdatedAt,
            ServiceAttributes = new ClassicServiceAttributes
            {
                SchemaVersion = int.TryParse(Field(asff, "serviceAttributes/schemaVersion"), NumberStyles.None,
                    CultureInfo.InvariantCulture, out var schema) ? schema : null,
                AssessmentRunArn = Field(asff, "serviceAttributes/assessmentRunArn"),
                RulesPackageArn = Field(asff, "serviceAttributes/rulesPackageArn"),
            },
            AssetAttributes = new ClassicAssetAttributes
            {
                AgentId = resource?.Id?.Substring(resource.Id.LastIndexOf('/') + 1),
                AmiId = instance?.ImageId,
                Ipv4Addresses = instance?.IpV4Addresses,
                Tags = resource is null
                    ? null
                    : [.. resource.Tags.Select(tag => new ClassicAttribute { Key = tag.Key, Value = tag.Value })],
                NetworkInterfaces = instance is { VpcId: not null } or { SubnetId: not null }
                    ? [new ClassicNetworkInterface { VpcId = instance.VpcId, SubnetId = instance.SubnetId }]
                    : null,
            },
            Attributes = AttributesOf(asff, Attribute),
            UserAttributes = AttributesOf(asff, UserAttribute),
        };
    }

    private static string? Field(AsffFinding asff, string name) => asff.ProductFields.Field(name);

    private static ItemList<ClassicAttribute> AttributesOf(AsffFinding asff, string prefix) =>
    [
        .. asff.ProductFields.Where(field => field.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(field => new ClassicAttribute { Key = field.Key.Substring(prefix.Length), Value = field.Value }),
    ];
}
