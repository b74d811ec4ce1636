using InspectorHub.Findings.Classic;
using InspectorHub.Ocsf;

namespace InspectorHub.Translation.Ocsf;

/// <summary>What a Classic finding says that OCSF has no place for, under the names of the Inspector API.</summary>
internal static class OcsfClassicUnmapped
{
    public static void Write(OcsfWriter json, ClassicFinding finding)
    {
        json.Start("unmapped");
        WriteAsset(json, finding.AssetAttributes);
        json.Text("assetType", finding.AssetType);
        WriteAttributes(json, "attributes", finding.Attributes);
        json.Flag("indicatorOfCompromise", finding.IndicatorOfCompromise);
        json.Number("numericSeverity", finding.NumericSeverity);
        json.Number("schemaVersion", (long?)finding.SchemaVersion);
        json.Text("service", finding.Service);
        json.Start("serviceAttributes");
        json.Text("assessmentRunArn", finding.ServiceAttributes?.AssessmentRunArn);
        json.Text("rulesPackageArn", finding.ServiceAttributes?.RulesPackageArn);
        json.Number("schemaVersion", (long?)finding.ServiceAttributes?.SchemaVersion);
        json.End();
        WriteAttributes(json, "userAttributes", finding.UserAttributes);
        json.End();
    }

    private static void WriteAsset(OcsfWriter json, ClassicAssetAttributes? asset)
    {
        json.Start("assetAttributes");
        json.Text("autoScalingGroup", asset?.AutoScalingGroup);
        json.StartList("networkInterfaces");
        foreach (var network in asset?.NetworkInterfaces ?? [])
        {
            json.Start();
            json.Texts("ipv6Addresses", network?.Ipv6Addresses);
            json.Text("networkInterfaceId", network?.NetworkInterfaceId);
            json.Text("privateDnsName", network?.PrivateDnsName);
            json.Text("privateIpAddress", network?.PrivateIpAddress);
            WriteAddresses(json, network);
            json.Text("publicDnsName", network?.PublicDnsName);
            json.Text("publicIp", network?.PublicIp);
            WriteGroups(json, network);
            json.Text("subnetId", network?.SubnetId);
            json.Text("vpcId", network?.VpcId);
            json.End();
        }

        json.End();
        json.Number("schemaVersion", (long?)asset?.SchemaVersion);
        json.End();
    }

    private static void WriteAddresses(OcsfWriter json, ClassicNetworkInterface? network)
    {
        json.StartList("privateIpAddresses");
        foreach (var address in network?.PrivateIpAddresses ?? [])
        {
            json.Start();
            json.Text("privateDnsName", address?.PrivateDnsName);
            json.Text("privateIpAddress", address?.PrivateIpAddress);
            json.End();
        }

        json.End();
    }

    private static void WriteGroups(OcsfWriter json, ClassicNetworkInterface? network)
    {
        json.StartList("securityGroups");
        foreach (var group in network?.SecurityGroups ?? [])
        {
            json.Start();
            json.Text("groupId", group?.GroupId);
            json.Text("groupName", group?.GroupName);
            json.End();
        }

        json.End();
    }

    private static void WriteAttributes(OcsfWriter json, string name, List<ClassicAttribute>? attributes)
    {
        json.StartList(name);
        foreach (var attribute in attributes ?? [])
        {
            json.Start();
            json.Text("key", attribute?.Key);
            json.Text("value", attribute?.Value);
            json.End();
        }

        json.End();
    }
}
