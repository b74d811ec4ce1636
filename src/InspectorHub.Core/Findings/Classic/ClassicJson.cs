using InspectorHub.Common;
using InspectorHub.Json;

namespace InspectorHub.Findings.Classic;

/// <summary>The members of the Inspector Classic API's findings.</summary>
internal static class ClassicJson
{
    private static readonly JsonObjectReader<ClassicServiceAttributes> ClassicServiceAttributes =
        new JsonObjectReader<ClassicServiceAttributes>(static () => new())
        .Value("schemaVersion", static (it, ref json) => it.SchemaVersion = json.Int())
        .Text("assessmentRunArn", static (it, text) => it.AssessmentRunArn = text)
        .Text("rulesPackageArn", static (it, text) => it.RulesPackageArn = text);

    private static readonly JsonObjectReader<ClassicAttribute> ClassicAttribute = new JsonObjectReader<ClassicAttribute>(static () => new())
        .Text("key", static (it, text) => it.Key = text)
        .Text("value", static (it, text) => it.Value = text);

    private static readonly JsonObjectReader<ClassicPrivateAddress> ClassicPrivateAddress =
        new JsonObjectReader<ClassicPrivateAddress>(static () => new())
        .Text("privateDnsName", static (it, text) => it.PrivateDnsName = text)
        .Text("privateIpAddress", static (it, text) => it.PrivateIpAddress = text);

    private static readonly JsonObjectReader<ClassicSecurityGroup> ClassicSecurityGroup =
        new JsonObjectReader<ClassicSecurityGroup>(static () => new())
        .Text("groupName", static (it, text) => it.GroupName = text)
        .Text("groupId", static (it, text) => it.GroupId = text);

    private static readonly JsonObjectReader<ClassicNetworkInterface> ClassicNetworkInterface =
        new JsonObjectReader<ClassicNetworkInterface>(static () => new())
        .Text("networkInterfaceId", static (it, text) => it.NetworkInterfaceId = text)
        .Text("subnetId", static (it, text) => it.SubnetId = text)
        .Text("vpcId", static (it, text) => it.VpcId = text)
        .Text("privateDnsName", static (it, text) => it.PrivateDnsName = text)
        .Text("privateIpAddress", static (it, text) => it.PrivateIpAddress = text)
        .Value("privateIpAddresses", static (it, ref json) => it.PrivateIpAddresses = json.List(ClassicPrivateAddress))
        .Text("publicDnsName", static (it, text) => it.PublicDnsName = text)
        .Text("publicIp", static (it, text) => it.PublicIp = text)
        .Value("ipv6Addresses", static (it, ref json) => it.Ipv6Addresses = json.Texts())
        .Value("securityGroups", static (it, ref json) => it.SecurityGroups = json.List(ClassicSecurityGroup));

    private static readonly JsonObjectReader<ClassicAssetAttributes> ClassicAssetAttributes =
        new JsonObjectReader<ClassicAssetAttributes>(static () => new())
        .Value("schemaVersion", static (it, ref json) => it.SchemaVersion = json.Int())
        .Text("agentId", static (it, text) => it.AgentId = text)
        .Text("autoScalingGroup", static (it, text) => it.AutoScalingGroup = text)
        .Text("amiId", static (it, text) => it.AmiId = text)
        .Text("hostname", static (it, text) => it.Hostname = text)
        .Value("ipv4Addresses", static (it, ref json) => it.Ipv4Addresses = json.Texts())
        .Value("tags", static (it, ref json) => it.Tags = json.List(ClassicAttribute))
        .Value("networkInterfaces", static (it, ref json) => it.NetworkInterfaces = json.List(ClassicNetworkInterface));

    public static readonly JsonObjectReader<ClassicFinding> Finding = new JsonObjectReader<ClassicFinding>(static () => new())
        .Text("arn", static (it, text) => it.Arn = text)
        .Value("schemaVersion", static (it, ref json) => it.SchemaVersion = json.Int())
        .Text("service", static (it, text) => it.Service = text)
        .Value("serviceAttributes", static (it, ref json) => it.ServiceAttributes = ClassicServiceAttributes.Read(ref json))
        .Text("assetType", static (it, text) => it.AssetType = text)
        .Value("assetAttributes", static (it, ref json) => it.AssetAttributes = ClassicAssetAttributes.Read(ref json))
        .Text("id", static (it, text) => it.Id = text)
        .Text("title", static (it, text) => it.Title = text)
        .Text("description", static (it, text) => it.Description = text)
        .Text("recommendation", static (it, text) => it.Recommendation = text)
        .Value("severity", static (it, ref json) => it.Severity = Severity.Of(json.Label()))
        .Value("numericSeverity", static (it, ref json) => it.NumericSeverity = json.Number())
        .Value("confidence", static (it, ref json) => it.Confidence = json.Int())
        .Value("indicatorOfCompromise", static (it, ref json) => it.IndicatorOfCompromise = json.Flag())
        .Value("attributes", static (it, ref json) => it.Attributes = json.List(ClassicAttribute))
        .Value("userAttributes", static (it, ref json) => it.UserAttributes = json.List(ClassicAttribute))
        .Value("createdAt", static (it, ref json) => it.CreatedAt = json.Date())
        .Value("updatedAt", static (it, ref json) => it.UpdatedAt = json.Date());
}
