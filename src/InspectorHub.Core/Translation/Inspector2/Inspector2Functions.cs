using InspectorHub.Asff;
using InspectorHub.Common;
using InspectorHub.Findings.Inspector2;

namespace InspectorHub.Translation.Inspector2;

/// <summary>Functions of AWS Lambda, as Inspector names things, to what Lambda calls them, which is what the format has.</summary>
internal static class Inspector2Functions
{
    public static AsffLambdaFunction? Translate(LambdaFunctionDetails? function, ServerlessFunctionDetails? other) =>
        (function, other) switch
    {
        ({ } own, _) => new AsffLambdaFunction
        {
            FunctionName = own.FunctionName,
            Runtime = RuntimeOf(own.Runtime),
            CodeSha256 = own.CodeSha256,
            Version = own.Version,
            Role = own.ExecutionRoleArn,
            Layers = own.Layers.Map(layer => new AsffLambdaLayer { Arn = layer }),
            VpcConfig = own.VpcConfig is { } network ? NetworkOf(network.VpcId, network.SubnetIds, network.SecurityGroupIds) : null,
            PackageType = PackageTypeOf(own.PackageType),
            Architectures = own.Architectures.Map(Lower),
            LastModifiedText = Date(own.LastModifiedAt),
        },
        (_, { } general) => new AsffLambdaFunction
        {
            FunctionName = general.ServerlessFunctionName,
            Runtime = RuntimeOf(general.Runtime),
            CodeSha256 = general.CodeDigest,
            Version = general.Version,
            Role = general.ExecutionRole,
            Layers = general.Layers.Map(layer => new AsffLambdaLayer { Arn = layer }),
            VpcConfig = general is { NetworkId: null, SubnetIds: null, SecurityGroupIds: null } ? null
                : NetworkOf(general.NetworkId, general.SubnetIds, general.SecurityGroupIds),
            PackageType = PackageTypeOf(general.PackageType),
            Architectures = general.Architectures.Map(Lower),
            LastModifiedText = Date(general.LastModifiedAt),
        },
        _ => null,
    };

    private static AsffLambdaVpcConfig NetworkOf(string? network, ItemList<string>? subnets, ItemList<string>? groups) =>
        new() { VpcId = network, SubnetIds = subnets, SecurityGroupIds = groups };

    private static string? PackageTypeOf(string? type) => type switch { "ZIP" => "Zip", "IMAGE" => "Image", var other => other };

    // PYTHON_3_12 is Lambda's python3.12, NODEJS_18_X its nodejs18.x; what follows no such pattern stays as it is.
    private static string? RuntimeOf(string? runtime)
    {
        var version = runtime is null ? -1 : runtime.IndexOf('_') + 1;
        if (version <= 0 || version == runtime!.Length || runtime[version] is < '0' or > '9') return runtime;
        return Lower(runtime.Substring(0, version - 1) + runtime.Substring(version).Replace('_', '.'));
    }

#pragma warning disable CA1308 // Lambda's own names are lower case.
    private static string Lower(string text) => text.ToLowerInvariant();
#pragma warning restore CA1308

    private static string? Date(DateTimeOffset? date) => date is { } known ? AsffTime.Seconds(known) : null;
}
