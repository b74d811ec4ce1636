namespace InspectorHub.Tests.Aws;

/// <summary>Looks like AWSCredentials of an AWSSDK.Core that is not ours.</summary>
public sealed class ForeignCredentials(string accessKey, string secretKey)
{
    public Keys GetCredentials() => new(accessKey, secretKey, "");

    public sealed record Keys(string AccessKey, string SecretKey, string Token);
}

/// <summary>Looks like what AWS.Tools keeps in $StoredAWSCredentials: the credentials are in a member that is not public.</summary>
public sealed class ForeignStoredCredentials(ForeignCredentials credentials)
{
    internal ForeignCredentials Credentials { get; } = credentials;
}
