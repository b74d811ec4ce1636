using Amazon.Runtime;

namespace InspectorHub.Aws.Sessions;

/// <summary>
/// Credentials looked for when they are first needed. Whatever way the SDK fails to have them, it ends in one clear error.
/// </summary>
/// <param name="source">Where they come from, in words.</param>
/// <param name="resolve">Finds them.</param>
internal sealed class ResolvedCredentials(string source, Func<AWSCredentials> resolve) : AWSCredentials
{
    private AWSCredentials? resolved;

    public override ImmutableCredentials GetCredentials() =>
        Task.Run(GetCredentialsAsync).GetAwaiter().GetResult();

    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        try
        {
            // Two calls at once may both look; either result will do.
            resolved ??= resolve();
            return await resolved.GetCredentialsAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not AwsException and not OperationCanceledException)
        {
            throw new AwsException(
                $"No credentials from {source}: {FirstLine(failure.Message)}", failure) { ErrorCode = AwsException.NoCredentials };
        }
    }

    // A sentence that leads over to what is left out goes, too.
    private static string FirstLine(string message)
    {
        var line = message.Split('\n')[0].Trim();
        return line.EndsWith(":", StringComparison.Ordinal) && line.LastIndexOf(". ", StringComparison.Ordinal) is > 0 and var end
            ? line[..(end + 1)]
            : line;
    }
}
