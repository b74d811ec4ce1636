using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;

namespace InspectorHub.Aws.Sessions;

/// <summary>Profiles of the shared configuration files, as the SDK reads them.</summary>
public static class AwsProfiles
{
    /// <summary>The profile that is meant where a file is named and no profile.</summary>
    public const string Default = "default";

    private static readonly CredentialProfileStoreChain Files = new();

    /// <summary>The names of all, in order; none where the files cannot be read.</summary>
    /// <param name="location">The path of a shared credentials file; null for the usual ones.</param>
    public static IReadOnlyList<string> Names(string? location = null)
    {
        try
        {
            return [.. In(location).ListProfiles().Select(profile => profile.Name).OrderBy(name => name, StringComparer.Ordinal)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return [];
        }
    }

    /// <exception cref="AwsException"><see cref="AwsException.NoCredentials"/>: there is none of that name.</exception>
    internal static CredentialProfile Find(string name, string? location) => In(location).TryGetProfile(name, out var profile)
        ? profile
        : throw new AwsException(
            $"There is no profile '{name}' in {location ?? "the shared configuration files"}.")
        {
            ErrorCode = AwsException.NoCredentials,
        };

    /// <summary>A profile's credentials: keys, SSO, a role, a program, a web identity.</summary>
    internal static AWSCredentials Credentials(string name, string? location) => Find(name, location).GetAWSCredentials(In(location));

    private static CredentialProfileStoreChain In(string? location) => location is null ? Files : new CredentialProfileStoreChain(location);
}
