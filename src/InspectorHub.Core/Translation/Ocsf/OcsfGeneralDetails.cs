using InspectorHub.Findings.Inspector2;
using InspectorHub.Ocsf;

namespace InspectorHub.Translation.Ocsf;

/// <summary>
/// The details that Inspector has for resources of any provider, under their own names like those of AWS: how the hub writes them is not
/// known.
/// </summary>
internal static class OcsfGeneralDetails
{
    public static void Write(OcsfWriter json, Inspector2ResourceDetails? details)
    {
        if (details?.Image is { } image) Write(json, image);
        if (details?.ServerlessFunction is { } function) Write(json, function);
        if (details?.Vm is { } machine) Write(json, machine);
    }

    private static void Write(OcsfWriter json, ImageDetails image)
    {
        json.Start("imageDetails");
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

    private static void Write(OcsfWriter json, ServerlessFunctionDetails function)
    {
        json.Start("serverlessFunctionDetails");
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

    private static void Write(OcsfWriter json, VirtualMachineDetails machine)
    {
        json.Start("vmDetails");
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
