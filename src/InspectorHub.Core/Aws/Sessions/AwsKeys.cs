namespace InspectorHub.Aws.Sessions;

/// <summary>An access key with its secret, as another library resolved them.</summary>
/// <param name="AccessKey">The access key id.</param>
/// <param name="SecretKey">Its secret.</param>
/// <param name="SessionToken">The token of temporary credentials; null for those of a user.</param>
public sealed record AwsKeys(string AccessKey, string SecretKey, string? SessionToken)
{
    /// <summary>The access key id alone: records print their members otherwise.</summary>
    public override string ToString() => AccessKey;
}
