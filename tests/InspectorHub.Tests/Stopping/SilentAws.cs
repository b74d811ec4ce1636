using System.Net;
using System.Net.Sockets;

namespace InspectorHub.Tests.Stopping;

/// <summary>An AWS whose Inspector lists the same findings in every Region, and whose Security Hub never answers.</summary>
internal sealed class SilentAws : IDisposable
{
    private const string Identity =
        """
        <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
            <Arn>arn:aws:iam::111122223333:user/test</Arn><UserId>AIDAEXAMPLE</UserId><Account>111122223333</Account>
        </GetCallerIdentityResult></GetCallerIdentityResponse>
        """;

    private readonly HttpListener listener = new();
    private readonly List<HttpListenerContext> unanswered = [];
    private readonly SemaphoreSlim imports = new(0);
    private readonly string findings;

    public SilentAws(string findings)
    {
        this.findings = findings;
        EndpointUrl = $"http://127.0.0.1:{FreePort()}";
        listener.Prefixes.Add($"{EndpointUrl}/");
        listener.Start();
        _ = ServeAsync();
    }

    public string EndpointUrl { get; }

    /// <summary>Ends when Security Hub has been sent findings so many times.</summary>
    public async Task ImportsAsync(int count)
    {
        for (var call = 0; call < count; call++) await imports.WaitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        listener.Close();
        imports.Dispose();
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext call;
            try
            {
                call = await listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            if (call.Request.Url!.AbsolutePath == "/findings/list")
            {
                await AnswerAsync(call, "application/json", findings.Replace("us-east-1", Region(call), StringComparison.Ordinal));
            }
            else if (call.Request.Url.AbsolutePath == "/findings/import")
            {
                unanswered.Add(call);
                imports.Release();
            }
            else
            {
                await AnswerAsync(call, "text/xml", Identity);
            }
        }
    }

    // The credential scope of the signature names the Region.
    private static string Region(HttpListenerContext call) => call.Request.Headers["Authorization"]!.Split('/')[2];

    private static async Task AnswerAsync(HttpListenerContext call, string type, string text)
    {
        call.Response.ContentType = type;
        await call.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text));
        call.Response.Close();
    }

    private static int FreePort()
    {
        using var any = new TcpListener(IPAddress.Loopback, 0);
        any.Start();
        return ((IPEndPoint)any.LocalEndpoint).Port;
    }
}
