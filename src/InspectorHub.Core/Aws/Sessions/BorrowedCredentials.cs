using Amazon.Runtime;

namespace InspectorHub.Aws.Sessions;

/// <summary>Credentials that another library holds and renews.</summary>
internal sealed class BorrowedCredentials(Func<AwsKeys> keys) : AWSCredentials
{
    public override ImmutableCredentials GetCredentials()
    {
        var current = keys();
        return new ImmutableCredentials(current.AccessKey, current.SecretKey, current.SessionToken);
    }
}
