namespace InspectorHub.Tests.Aws;

/// <summary>Findings reports in moto's S3.</summary>
public sealed class S3Tests : IDisposable
{
    private readonly ModuleSession session = new();
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Reports_are_read_from_a_bucket_one_or_all_that_begin_so()
    {
        using var moto = await MotoServer.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(moto.EndpointUrl) };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0");
        await PutAsync(client, "/reports", []);
        await PutAsync(client, "/reports/2026/one.json", await File.ReadAllBytesAsync(FindingsFile.Write(folder.File("one.json"), 3), TestContext.Current.CancellationToken));
        await PutAsync(client, "/reports/2026/two.json", await File.ReadAllBytesAsync(FindingsFile.Write(folder.File("two.json"), 2), TestContext.Current.CancellationToken));
        var result = session.Run(
            """
            $s3 = @{ EndpointUrl = $args[0]; Region = 'us-east-1'; AccessKey = 'a'; SecretKey = 'b' }
            @(Import-InspectorFinding s3://reports/2026/one.json @s3).Count
            @('s3://reports/2026/*' | Import-InspectorFinding @s3).Count
            Import-InspectorFinding s3://reports/2026/none.json @s3
            Import-InspectorFinding s3://reports @s3
            """,
            moto.EndpointUrl);
        Assert.Equal([3, 5], result.Output.Select(count => (int)count.BaseObject));
        Assert.Equal(2, result.Errors.Count);
        Assert.Equal("NoSuchKey,InspectorHub.Commands.ImportInspectorFindingCommand", result.Errors[0].FullyQualifiedErrorId);
        Assert.Contains("s3://bucket/key is expected", result.Errors[1].Exception.Message);
    }

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    private static async Task PutAsync(HttpClient client, string path, byte[] content)
    {
        using var body = new ByteArrayContent(content);
        using var reply = await client.PutAsync(new Uri(path, UriKind.Relative), body, TestContext.Current.CancellationToken);
        reply.EnsureSuccessStatusCode();
    }
}
