using System.Net;
using Amazon.Runtime;
using InspectorHub.Common;

namespace InspectorHub.Aws.Sessions;

/// <summary>
/// Where AWS is and who calls it. What is absent comes from the SDK's own chain: environment, profile, role of the machine.
/// Of several credentials given, the first counts: <see cref="AccessKey"/>, <see cref="Credentials"/>, <see cref="Keys"/>,
/// <see cref="ProfileName"/>; <see cref="RoleArn"/> is then assumed with them.
/// </summary>
public sealed record AwsConnection
{
    /// <summary>The Region to call, for example <c>eu-central-1</c>.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// An endpoint other than AWS's own: a proxy, a VPC endpoint, a local Security Hub. It serves every service, unless it is in
    /// AWS's own domains: then it serves the one that its host names.
    /// </summary>
    public string? EndpointUrl { get; init; }

    /// <summary>A profile of the shared configuration files; with <see cref="ProfileLocation"/> its default one is the default.</summary>
    public string? ProfileName
    {
        get => field ?? (ProfileLocation is null ? null : AwsProfiles.Default);
        init;
    }

    /// <summary>The path of a shared credentials file that the profile is in; null for the usual ones.</summary>
    public string? ProfileLocation { get; init; }

    /// <summary>Name and password that the profile signs in with, where it does so by SAML; null for the identity of the process.</summary>
    public NetworkCredential? NetworkCredential { get; init; }

    /// <summary>Access key id; with <see cref="SecretKey"/> it goes before every profile.</summary>
    public string? AccessKey { get; init; }

    /// <summary>The secret of the access key.</summary>
    public string? SecretKey { get; init; }

    /// <summary>The token of temporary credentials.</summary>
    public string? SessionToken { get; init; }

    /// <summary>Credentials of the AWS SDK, which renews them.</summary>
    public AWSCredentials? Credentials { get; init; }

    /// <summary>Credentials that another library holds and renews; asked before each request.</summary>
    public Func<AwsKeys>? Keys { get; init; }

    /// <summary>A role to assume with the credentials above.</summary>
    public string? RoleArn { get; init; }

    /// <summary>What the role's owner agreed on with its users.</summary>
    public string? ExternalId { get; init; }

    /// <summary>How the assumed role's sessions are named in CloudTrail.</summary>
    public string? RoleSessionName { get; init; }

    /// <summary>Says where and whose, never the secrets: records print their members otherwise.</summary>
    public override string ToString() =>
        $"{RoleArn ?? AccessKey ?? ProfileName ?? "default credentials"} in " +
        $"{Region ?? "the default Region"}{(EndpointUrl is null ? "" : $" at {ShownText.Of(EndpointUrl)}")}";
}
