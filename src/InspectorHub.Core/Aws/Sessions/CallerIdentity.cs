using Amazon.SecurityToken.Model;

namespace InspectorHub.Aws.Sessions;

/// <summary>Who a connection's credentials belong to.</summary>
/// <param name="AccountId">The account, 12 digits.</param>
/// <param name="Arn">The user or the role's session.</param>
public sealed record CallerIdentity(string AccountId, string Arn)
{
    /// <summary>Asks the Security Token Service; needs no permission.</summary>
    /// <exception cref="AwsException">It could not be reached, or the credentials are no good.</exception>
    public static async Task<CallerIdentity> GetAsync(AwsConnection connection, CancellationToken cancellationToken)
    {
        using var client = new AwsSession(connection).CreateSecurityToken();
        try
        {
            var reply = AwsFailure.Answered(
                await client.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken).ConfigureAwait(false),
                "STS GetCallerIdentity", client.Config.ServiceURL ?? "STS");
            return reply is { Account.Length: > 0, Arn.Length: > 0 }
                ? new CallerIdentity(reply.Account, reply.Arn)
                : throw new FormatException("It does not say whose credentials they are.");
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw AwsFailure.Explain(
                failure, "STS GetCallerIdentity", client.Config.ServiceURL ?? $"STS in {client.Config.RegionEndpoint.SystemName}");
        }
    }
}
