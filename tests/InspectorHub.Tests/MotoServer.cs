using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace InspectorHub.Tests;

/// <summary>moto's Security Hub on loopback: a second opinion. It validates next to nothing, but its wire is its own.</summary>
internal sealed class MotoServer : IDisposable
{
    private readonly Process process;

    private MotoServer(Process process, string endpointUrl) => (this.process, EndpointUrl) = (process, endpointUrl);

    public string EndpointUrl { get; }

    public static async Task<MotoServer> StartAsync()
    {
        Command.SkipUnlessInstalled("moto_server");
        var port = FreePort();
        var server = new MotoServer(Command.Start("moto_server", ["-H", "127.0.0.1", "-p", $"{port}"]), $"http://127.0.0.1:{port}");
        // Its log must not fill the pipe.
        server.process.BeginErrorReadLine();
        server.process.BeginOutputReadLine();
        using var client = new HttpClient();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var reply = await client.GetAsync(new Uri(server.EndpointUrl + "/moto-api/"), TestContext.Current.CancellationToken);
                return server;
            }
            catch (HttpRequestException) when (attempt < 150 && !server.process.HasExited)
            {
                await Task.Delay(200, TestContext.Current.CancellationToken);
            }
        }
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
