using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace InspectorHub.Emulator.Http;

/// <summary>
/// HTTP/1.1 over plain sockets: what SDKs need and no more. HttpListener can neither pick a free port nor misbehave on
/// demand, and ASP.NET Core has no place in a PowerShell host.
/// </summary>
internal sealed class HttpServer : IDisposable
{
    private readonly Func<HttpRequest, CancellationToken, Task<HttpReply>> answer;
    private readonly ConcurrentDictionary<HttpConnection, Task> connections = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly object gate = new();
    private Socket socket;

    /// <summary>Listens.</summary>
    /// <param name="address">Where.</param>
    /// <param name="port">0 lets the system choose.</param>
    /// <param name="answer">Answers a request.</param>
    /// <exception cref="SocketException">The port is taken, or the address is not this machine's.</exception>
    public HttpServer(IPAddress address, int port, Func<HttpRequest, CancellationToken, Task<HttpReply>> answer)
    {
        this.answer = answer;
        socket = Bind(new IPEndPoint(address, port));
        EndPoint = (IPEndPoint)socket.LocalEndPoint!;
        Listen(socket);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>
    /// Refuses connections, or takes them again. While it refuses, the port stays bound to a socket that does not listen, so
    /// that nobody else can take it.
    /// </summary>
    public void Refuse(bool refuse)
    {
        lock (gate)
        {
            if (stopping.IsCancellationRequested) return;
            if (refuse)
            {
                socket.Dispose();
                socket = Bind(EndPoint);
                EndConnections();
            }
            else
            {
                Listen(socket);
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (stopping.IsCancellationRequested) return;
            stopping.Cancel();
            socket.Dispose();
        }

        EndConnections();
        Task.WaitAny([Task.WhenAll(connections.Values)], TimeSpan.FromSeconds(5));
    }

    private static Socket Bind(IPEndPoint endPoint)
    {
        var bound = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            bound.Bind(endPoint);
            return bound;
        }
        catch
        {
            bound.Dispose();
            throw;
        }
    }

    private void Listen(Socket listener)
    {
        listener.Listen(512);
        _ = AcceptAsync(listener);
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await listener.AcceptAsync().ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is ObjectDisposedException or SocketException or InvalidOperationException)
            {
                // A client may give up before it is accepted; a closed listener is the end.
                if (failure is SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted }) continue;
                return;
            }

            Serve(client, listener);
        }
    }

    private void Serve(Socket client, Socket listener)
    {
        HttpConnection connection;
        try
        {
            client.NoDelay = true;
            connection = new HttpConnection(client, answer);
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            // The client has gone already.
            client.Dispose();
            return;
        }

        // Known before it runs, so that it cannot be over before it is known.
        var serving = new Task<Task>(() => ServeAsync(connection));
        connections[connection] = serving.Unwrap();
        serving.Start(TaskScheduler.Default);
        // One that came in at the last moment, after the others were ended.
        if (stopping.IsCancellationRequested || socket != listener) connection.Reset();
    }

    private async Task ServeAsync(HttpConnection connection)
    {
        try
        {
            await connection.ServeAsync(stopping.Token).ConfigureAwait(false);
        }
        finally
        {
            connection.Dispose();
            connections.TryRemove(connection, out _);
        }
    }

    private void EndConnections()
    {
        foreach (var connection in connections.Keys) connection.Reset();
    }
}
