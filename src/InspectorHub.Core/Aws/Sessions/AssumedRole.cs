using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace InspectorHub.Aws.Sessions;

/// <summary>The temporary credentials of a role, renewed before they end.</summary>
internal sealed class AssumedRole : RefreshingAWSCredentials
{
    private readonly AwsConnection connection;
    private readonly AmazonSecurityTokenServiceClient securityToken;

    public AssumedRole(AwsConnection connection, AmazonSecurityTokenServiceClient securityToken)
    {
        this.connection = connection;
        this.securityToken = securityToken;
        PreemptExpiryTime = TimeSpan.FromMinutes(5);
    }

    protected override CredentialsRefreshState GenerateNewCredentials() =>
        Task.Run(GenerateNewCredentialsAsync).GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        var request = new AssumeRoleRequest
        {
            RoleArn = connection.RoleArn,
            RoleSessionName = connection.RoleSessionName ?? nameof(InspectorHub),
            ExternalId = connection.ExternalId,
        };
        try
        {
            var reply = AwsFailure.Answered(
                await securityToken.AssumeRoleAsync(request).ConfigureAwait(false), "STS AssumeRole",
                securityToken.Config.ServiceURL ?? "STS");
            return new CredentialsRefreshState(
                reply.Credentials.GetCredentials(), reply.Credentials.Expiration ?? DateTime.UtcNow.AddHours(1));
        }
        catch (AmazonServiceException refusal)
        {
            throw AwsFailure.Explain(refusal, "STS AssumeRole", securityToken.Config.ServiceURL ?? "STS");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) securityToken.Dispose();
        base.Dispose(disposing);
    }
}
