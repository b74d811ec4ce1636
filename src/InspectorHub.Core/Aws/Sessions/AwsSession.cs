using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;
using InspectorHub.Common;
#if NET
using System.Diagnostics.CodeAnalysis;
using Amazon.SSO;
using Amazon.SSOOIDC;
#endif

namespace InspectorHub.Aws.Sessions;

/// <summary>
/// A connection put into the SDK's terms: credentials that renew themselves, and the configuration of each service's client.
/// </summary>
internal sealed class AwsSession
{
    private readonly AwsConnection connection;

    public AwsSession(AwsConnection connection)
    {
        this.connection = connection;
        var own = new ResolvedCredentials(
            connection.ProfileName is { } name ? $"profile '{name}'" : "the default credential chain", Resolve);
        Credentials = connection.RoleArn is null
            ? own
            : new ResolvedCredentials($"role {connection.RoleArn}", () => new AssumedRole(connection, CreateSecurityToken(own)));
    }

    /// <summary>
    /// Who calls. Asking for them throws <see cref="AwsException"/> with <see cref="AwsException.NoCredentials"/> where
    /// there are none.
    /// </summary>
    public AWSCredentials Credentials { get; }

    /// <summary>Puts Region and endpoint into a client's configuration.</summary>
    public void Configure(ClientConfig config, AwsService service, string region)
    {
        if (connection.ProfileName is not null) config.Profile = new Profile(connection.ProfileName, connection.ProfileLocation);
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        if (EndpointOf(service) is { } endpoint) config.ServiceURL = endpoint;
        config.AuthenticationRegion = region;
        // Another host is nobody that the credentials, or the findings, were meant for.
        config.AllowAutoRedirect = false;
#if NET
        // Reading a machine's authorities takes longer than a call; without TLS nobody asks for them.
        if (config.ServiceURL?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) != true)
            config.HttpClientFactory = TrustedCertificates.FromEnvironment();
#endif
    }

    /// <summary>
    /// The endpoint of a service where it is not AWS's own: the one given, that of the environment or of the profile; empty where there
    /// is none. It is what is stored and shown, so that it is without a password.
    /// </summary>
    public string FindEndpoint(AwsService service)
    {
        // The Region has no part in it.
        var config = new AwsServiceConfig(service);
        Configure(config, service, "us-east-1");
        return ShownText.Of((string.IsNullOrEmpty(connection.EndpointUrl) ? config.ServiceURL : connection.EndpointUrl) ?? "").TrimEnd('/');
    }

    /// <summary>A client of the Security Token Service, called with this session's credentials.</summary>
    public AmazonSecurityTokenServiceClient CreateSecurityToken() => CreateSecurityToken(Credentials);

    private AmazonSecurityTokenServiceClient CreateSecurityToken(AWSCredentials credentials)
    {
        var config = new AmazonSecurityTokenServiceConfig();
        Configure(config, AwsService.SecurityToken, AwsRegions.Resolve(connection));
        return new AmazonSecurityTokenServiceClient(credentials, config);
    }

    private string? EndpointOf(AwsService service)
    {
        if (connection.EndpointUrl is not { } endpoint) return null;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw new AwsException(
                $"'{endpoint}' is no endpoint: an http or https URL is expected.") { ErrorCode = AwsException.NoEndpoint };
        }

        return AwsEndpoints.IsAws(url) && !url.Host.Contains(service.Name) ? null : endpoint;
    }

#if NET
    // For roles, web identities and single sign-on the SDK finds these by name, where a native program would not have them.
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(AmazonSecurityTokenServiceClient))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(AmazonSecurityTokenServiceConfig))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(AmazonSSOClient))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(AmazonSSOConfig))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(AmazonSSOOIDCClient))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(AmazonSSOOIDCConfig))]
#endif
    private AWSCredentials Resolve()
    {
        if (connection.AccessKey is { } accessKey)
        {
            var secretKey = connection.SecretKey
                ?? throw new AwsException($"Access key {accessKey} needs its secret key.") { ErrorCode = AwsException.NoCredentials };
            return connection.SessionToken is { } token
                ? new SessionAWSCredentials(accessKey, secretKey, token)
                : new BasicAWSCredentials(accessKey, secretKey);
        }

        if (connection.Credentials is { } credentials) return credentials;
        if (connection.Keys is { } keys) return new BorrowedCredentials(keys);
        if (connection.NetworkCredential is { } user) return SamlProfile.SignIn(connection.ProfileName, connection.ProfileLocation, user);
        return connection.ProfileName is { } name
            ? AwsProfiles.Credentials(name, connection.ProfileLocation)
            : DefaultAWSCredentialsIdentityResolver.GetCredentials(new AmazonSecurityTokenServiceConfig());
    }
}
