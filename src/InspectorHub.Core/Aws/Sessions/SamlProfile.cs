using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;

namespace InspectorHub.Aws.Sessions;

/// <summary>
/// Profiles that sign in at a company's identity provider by SAML. The AWS SDK keeps them in its encrypted store, which only Windows has:
/// AWSSDK.Core 4.1 has no shared configuration file for them.
/// </summary>
internal static class SamlProfile
{
    /// <summary>A profile's credentials, for which a name and password are given at its identity provider.</summary>
    /// <exception cref="AwsException"><see cref="AwsException.NoCredentials"/>: there is no such profile.</exception>
    public static AWSCredentials SignIn(string? name, string? location, NetworkCredential user)
    {
        if (name is null) throw Refused("A network credential is for a profile that signs in by SAML, and no profile is named.");
        if (!SAMLEndpointManager.IsAvailable)
        {
            throw Refused(
                "The AWS SDK has profiles that sign in by SAML on Windows alone, and a network credential is of use to no other. " +
                "Get temporary credentials from STS AssumeRoleWithSAML and give those.");
        }

        if (AwsProfiles.Credentials(name, location) is not FederatedAWSCredentials profile)
            throw Refused($"Profile '{name}' does not sign in by SAML, and a network credential is of use to no other.");
        profile.Options.UserIdentity ??= user.UserName;
        profile.Options.CredentialRequestCallback = asked => Answer(asked.PreviousAuthenticationFailed, user);
        return profile;
    }

    /// <summary>What is given when the SDK asks; nothing, which ends it, where that was refused before.</summary>
    internal static NetworkCredential? Answer(bool wasRefused, NetworkCredential user) => wasRefused ? null : user;

    private static AwsException Refused(string words) => new(words) { ErrorCode = AwsException.NoCredentials };
}
