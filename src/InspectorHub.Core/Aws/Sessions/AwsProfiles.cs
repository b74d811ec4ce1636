using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;

namespace InspectorHub.Aws.Sessions;

/// <summary>Profiles of the shared configuration files, as the SDK reads them.</summary>
public static class AwsProfiles
{
    private static readonly CredentialProfileStoreChain Files = new();

    /// <summary>The names of all, in order; none where the files cannot be read.</summary>
    public static IReadOnlyList<string> Names()
    {
        try
        {
            return [.. Files.ListProfiles().Select(profile => profile.Name).OrderBy(name => name, StringComparer.Ordinal)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return [];
        }
    }

    /// <exception cref="AwsException"><see cref="AwsException.NoCredentials"/>: there is none of that name.</exception>
    internal static CredentialProfile Find(string name) => Files.TryGetProfile(name, out var profile)
        ? profile
        : throw new AwsException(
            $"There is no profile '{name}' in the shared configuration files.") { ErrorCode = AwsException.NoCredentials };

    /// <summary>A profile's credentials: keys, SSO, a role, a program, a web identity.</summary>
    internal static AWSCredentials Credentials(string name) => Find(name).GetAWSCredentials(Files);
}
