namespace InspectorHub.Aws;

/// <summary>Where AWS is and who calls it. What is absent comes from the SDK's own chain: environment, profile, role of the machine.</summary>
public sealed record AwsConnection
{
    /// <summary>The Region to call, for example <c>eu-central-1</c>.</summary>
    public string? Region { get; init; }

    /// <summary>An endpoint other than AWS's own: a proxy, a VPC endpoint, a local Security Hub.</summary>
    public string? EndpointUrl { get; init; }

    /// <summary>A profile of the shared configuration files.</summary>
    public string? ProfileName { get; init; }

    /// <summary>Access key id; with <see cref="SecretKey"/> it goes before every profile.</summary>
    public string? AccessKey { get; init; }

    /// <summary>The secret of the access key.</summary>
    public string? SecretKey { get; init; }

    /// <summary>The token of temporary credentials.</summary>
    public string? SessionToken { get; init; }

    /// <summary>Says where and whose, never the secrets: records print their members otherwise.</summary>
    public override string ToString() => $"{ProfileName ?? AccessKey ?? "default credentials"} in {Region ?? "the default Region"}{(EndpointUrl is null ? "" : $" at {EndpointUrl}")}";
}
