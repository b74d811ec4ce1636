using InspectorHub.Common;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Ocsf;

namespace InspectorHub.Translation.Ocsf;

/// <summary>
/// The details that Inspector has for resources of any provider. Beside those of AWS, which say the same, they are in <c>unmapped</c>: the
/// hub was seen with those of AWS alone. Where there are no others they are named like those: how the hub writes them is not known.
/// </summary>
internal static class OcsfGeneralDetails
{
    public static void WriteData(OcsfWriter json, Inspector2ResourceDetails? details)
    {
        if (details is null || HasOfAws(details)) return;
        Write(json, "imageDetails", details.Image);
        Write(json, "serverlessFunctionDetails", details.ServerlessFunction);
        Write(json, "vmDetails", details.Vm);
    }

    public static void WriteUnmapped(OcsfWriter json, ItemList<Inspector2Resource>? resources)
    {
        json.StartList("resources");
        foreach (var resource in resources ?? [])
        {
            if (resource?.Details is not { } details || !HasOfAws(details)) continue;
            if (details is { Image: null, ServerlessFunction: null, Vm: null }) continue;
            json.Start();
            json.Start("details");
            Write(json, "image", details.Image);
            Write(json, "serverlessFunction", details.ServerlessFunction);
            Write(json, "vm", details.Vm);
            json.End();
            json.Text("id", resource.Id);
            json.End();
        }

        json.End();
    }

    private static bool HasOfAws(Inspector2ResourceDetails details) =>
        details is not { AwsEc2Instance: null, AwsEcrContainerImage: null, AwsLambdaFunction: null };

    private static void Write(OcsfWriter json, string name, ImageDetails? image)
    {
        if (image is null) return;
        json.Start(name);
        json.Text("architecture", image.Architecture);
        json.Text("author", image.Author);
        json.Text("imageDigest", image.ImageDigest);
        json.Texts("imageTags", image.ImageTags);
        json.Number("inUseCount", image.InUseCount);
        json.Text("lastInUseAt", OcsfInspector2Resources.Date(image.LastInUseAt));
        json.Text("platform", image.Platform);
        json.Text("pushedAt", OcsfInspector2Resources.Date(image.PushedAt));
        json.Text("registry", image.Registry);
        json.Text("repositoryName", image.RepositoryName);
        json.End();
    }

    private static void Write(OcsfWriter json, string name, ServerlessFunctionDetails? function)
    {
        if (function is null) return;
        json.Start(name);
        json.Texts("architectures", function.Architectures);
        json.Text("codeDigest", function.CodeDigest);
        json.Text("executionRole", function.ExecutionRole);
        json.Text("lastModifiedAt", OcsfInspector2Resources.Date(function.LastModifiedAt));
        json.Texts("layers", function.Layers);
        json.Text("networkId", function.NetworkId);
        json.Text("packageType", function.PackageType);
        json.Text("runtime", function.Runtime);
        json.Texts("securityGroupIds", function.SecurityGroupIds);
        json.Text("serverlessFunctionName", function.ServerlessFunctionName);
        json.Texts("subnetIds", function.SubnetIds);
        json.Text("version", function.Version);
        json.End();
    }

    private static void Write(OcsfWriter json, string name, VirtualMachineDetails? machine)
    {
        if (machine is null) return;
        json.Start(name);
        json.Text("executionRole", machine.ExecutionRole);
        json.Texts("ipV4Addresses", machine.IpV4Addresses);
        json.Texts("ipV6Addresses", machine.IpV6Addresses);
        json.Text("keyName", machine.KeyName);
        json.Text("launchedAt", OcsfInspector2Resources.Date(machine.LaunchedAt));
        json.Text("networkId", machine.NetworkId);
        json.Text("platform", machine.Platform);
        json.Texts("securityGroupIds", machine.SecurityGroupIds);
        json.Texts("subnetIds", machine.SubnetIds);
        json.Text("type", machine.Type);
        json.Text("vmImageReference", machine.VmImageReference);
        json.Text("vmName", machine.VmName);
        json.End();
    }
}
