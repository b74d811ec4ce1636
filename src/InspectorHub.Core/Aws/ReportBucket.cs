using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using InspectorHub.Aws.Sessions;

namespace InspectorHub.Aws;

/// <summary>
/// Objects in Amazon S3, as findings reports are: <c>s3://bucket/key</c>, where a <c>*</c> at the end or a folder stands for
/// all that begins so.
/// </summary>
public sealed class ReportBucket : IDisposable
{
    /// <summary>What the address of an object begins with.</summary>
    public const string Scheme = "s3://";

    private readonly AmazonS3Client client;

    /// <summary>A client; nothing is called yet.</summary>
    /// <exception cref="AwsException">The Region or the endpoint cannot be one.</exception>
    public ReportBucket(AwsConnection connection)
    {
        var region = AwsRegions.Resolve(connection);
        var session = new AwsSession(connection with { Region = region });
        var config = new AmazonS3Config();
        session.Configure(config, AwsService.Storage, region);
        // Other endpoints than AWS's seldom have a host name per bucket.
        config.ForcePathStyle = config.ServiceURL is not null;
        client = new AmazonS3Client(session.Credentials, config);
    }

    /// <summary>The addresses of the objects that an address stands for.</summary>
    /// <exception cref="AwsException">The bucket could not be listed.</exception>
    public async Task<IReadOnlyList<string>> FindAsync(string address, CancellationToken cancellationToken)
    {
        var (bucket, key) = Parse(address);
        if (!key.EndsWith("*", StringComparison.Ordinal) && !key.EndsWith("/", StringComparison.Ordinal)) return [address];
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = key.TrimEnd('*') };
        var found = new List<string>();
        do
        {
            var page = await Call(
                "ListObjectsV2", address, () => client.ListObjectsV2Async(request, cancellationToken),
                cancellationToken).ConfigureAwait(false);
            found.AddRange((page.S3Objects ?? []).Where(item => item.Size > 0).Select(item => $"{Scheme}{bucket}/{item.Key}"));
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);

        return found;
    }

    /// <summary>Opens an object; its text streams while it is read.</summary>
    /// <exception cref="AwsException">It could not be had.</exception>
    public async Task<(
        Stream Content, long Length, DateTimeOffset WrittenAt)> OpenAsync(string address, CancellationToken cancellationToken)
    {
        var (bucket, key) = Parse(address);
        var reply = await Call(
            "GetObject", address, () => client.GetObjectAsync(bucket, key, cancellationToken), cancellationToken).ConfigureAwait(false);
        return (
            reply.ResponseStream, reply.ContentLength,
            reply.LastModified is { } written ? new DateTimeOffset(written.ToUniversalTime()) : DateTimeOffset.UtcNow);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static (string Bucket, string Key) Parse(string address) =>
        address.Substring(Scheme.Length).Split(['/'], 2) is [{ Length: > 0 } bucket, { Length: > 0 } key]
            ? (bucket, key)
            : throw new AwsException($"'{address}' names no object: s3://bucket/key is expected.") { ErrorCode = AwsException.NoEndpoint };

    private static async Task<T> Call<T>(string operation, string address, Func<Task<T>> call, CancellationToken cancellationToken)
        where T : AmazonWebServiceResponse
    {
        try
        {
            return AwsFailure.Answered(await call().ConfigureAwait(false), $"S3 {operation}", address);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw AwsFailure.Explain(failure, $"S3 {operation}", address);
        }
    }
}
