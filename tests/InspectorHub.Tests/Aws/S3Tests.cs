using System.Net;
using System.Net.Sockets;

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

    [Fact]
    public async Task An_object_that_cannot_be_had_ends_none_of_the_others()
    {
        using var storage = new HttpListener();
        var port = FreePort();
        storage.Prefixes.Add($"http://127.0.0.1:{port}/");
        storage.Start();
        var serving = Task.Run(() => ServeAsync(storage, File.ReadAllBytes(FindingsFile.Write(folder.File("two.json"), 2))), TestContext.Current.CancellationToken);
        var result = session.Run("@(Import-InspectorFinding s3://reports/* -EndpointUrl $args[0] -Region us-east-1 -AccessKey a -SecretKey b).Count", $"http://127.0.0.1:{port}");
        storage.Stop();
        await serving;
        Assert.Equal(2, Assert.Single(result.Output).BaseObject);
        var error = Assert.Single(result.Errors);
        Assert.Equal(("AccessDenied", "s3://reports/first.json"), (error.FullyQualifiedErrorId.Split(',')[0], error.TargetObject));
    }

    // A bucket with two objects, the first of which nobody may read.
    private static async Task ServeAsync(HttpListener storage, byte[] report)
    {
        const string Listing = "<ListBucketResult><Contents><Key>first.json</Key><Size>9</Size></Contents><Contents><Key>second.json</Key><Size>9</Size></Contents></ListBucketResult>";
        while (storage.IsListening)
        {
            HttpListenerContext call;
            try
            {
                call = await storage.GetContextAsync();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var path = call.Request.Url!.AbsolutePath;
            var isDenied = path.EndsWith("first.json", StringComparison.Ordinal);
            var body = isDenied ? "<Error><Code>AccessDenied</Code><Message>No.</Message></Error>"u8.ToArray() : path.EndsWith(".json", StringComparison.Ordinal) ? report : System.Text.Encoding.UTF8.GetBytes(Listing);
            call.Response.StatusCode = isDenied ? 403 : 200;
            call.Response.ContentType = "application/xml";
            await call.Response.OutputStream.WriteAsync(body);
            call.Response.Close();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
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
