using InspectorHub.Json;

namespace InspectorHub.Findings.Classic;

/// <summary>The members of the Inspector Classic API's findings.</summary>
internal static class ClassicJson
{
    private static readonly JsonObjectReader<ClassicServiceAttributes> ClassicServiceAttributes = new(
        ("schemaVersion", static (it, ref json) => it.SchemaVersion = json.Int()),
        ("assessmentRunArn", static (it, ref json) => it.AssessmentRunArn = json.Text()),
        ("rulesPackageArn", static (it, ref json) => it.RulesPackageArn = json.Text()));

    private static readonly JsonObjectReader<ClassicAttribute> ClassicAttribute = new(
        ("key", static (it, ref json) => it.Key = json.Text()),
        ("value", static (it, ref json) => it.Value = json.Text()));

    private static readonly JsonObjectReader<ClassicNetworkInterface> ClassicNetworkInterface = new(
        ("networkInterfaceId", static (it, ref json) => it.NetworkInterfaceId = json.Text()),
        ("subnetId", static (it, ref json) => it.SubnetId = json.Text()),
        ("vpcId", static (it, ref json) => it.VpcId = json.Text()),
        ("privateIpAddress", static (it, ref json) => it.PrivateIpAddress = json.Text()),
        ("publicIp", static (it, ref json) => it.PublicIp = json.Text()),
        ("ipv6Addresses", static (it, ref json) => it.Ipv6Addresses = json.Texts()));

    private static readonly JsonObjectReader<ClassicAssetAttributes> ClassicAssetAttributes = new(
        ("schemaVersion", static (it, ref json) => it.SchemaVersion = json.Int()),
        ("agentId", static (it, ref json) => it.AgentId = json.Text()),
        ("autoScalingGroup", static (it, ref json) => it.AutoScalingGroup = json.Text()),
        ("amiId", static (it, ref json) => it.AmiId = json.Text()),
        ("hostname", static (it, ref json) => it.Hostname = json.Text()),
        ("ipv4Addresses", static (it, ref json) => it.Ipv4Addresses = json.Texts()),
        ("tags", static (it, ref json) => it.Tags = json.List(ClassicAttribute)),
        ("networkInterfaces", static (it, ref json) => it.NetworkInterfaces = json.List(ClassicNetworkInterface)));

    public static readonly JsonObjectReader<ClassicFinding> Finding = new(
        ("arn", static (it, ref json) => it.Arn = json.Text()),
        ("schemaVersion", static (it, ref json) => it.SchemaVersion = json.Int()),
        ("service", static (it, ref json) => it.Service = json.Text()),
        ("serviceAttributes", static (it, ref json) => it.ServiceAttributes = ClassicServiceAttributes.Read(ref json)),
        ("assetType", static (it, ref json) => it.AssetType = json.Text()),
        ("assetAttributes", static (it, ref json) => it.AssetAttributes = ClassicAssetAttributes.Read(ref json)),
        ("id", static (it, ref json) => it.Id = json.Text()),
        ("title", static (it, ref json) => it.Title = json.Text()),
        ("description", static (it, ref json) => it.Description = json.Text()),
        ("recommendation", static (it, ref json) => it.Recommendation = json.Text()),
        ("severity", static (it, ref json) => it.Severity = json.Text()),
        ("numericSeverity", static (it, ref json) => it.NumericSeverity = json.Number()),
        ("confidence", static (it, ref json) => it.Confidence = json.Int()),
        ("indicatorOfCompromise", static (it, ref json) => it.IndicatorOfCompromise = json.Flag()),
        ("attributes", static (it, ref json) => it.Attributes = json.List(ClassicAttribute)),
        ("userAttributes", static (it, ref json) => it.UserAttributes = json.List(ClassicAttribute)),
        ("createdAt", static (it, ref json) => it.CreatedAt = json.Date()),
        ("updatedAt", static (it, ref json) => it.UpdatedAt = json.Date()));
}
