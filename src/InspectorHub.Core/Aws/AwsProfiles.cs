using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;

namespace InspectorHub.Aws;

/// <summary>Profiles of the shared configuration files, as the SDK reads them.</summary>
internal static class AwsProfiles
{
    private static readonly CredentialProfileStoreChain Files = new();

    /// <exception cref="AwsException"><see cref="AwsException.NoCredentials"/>: there is none of that name.</exception>
    public static CredentialProfile Find(string name) => Files.TryGetProfile(name, out var profile)
        ? profile
        : throw new AwsException($"There is no profile '{name}' in the shared configuration files.") { ErrorCode = AwsException.NoCredentials };

    /// <summary>A profile's credentials: keys, SSO, a role, a program, a web identity.</summary>
    public static AWSCredentials Credentials(string name) => Find(name).GetAWSCredentials(Files);
}
