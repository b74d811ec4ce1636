using System.Net;
using InspectorHub.Emulator.Access;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator;

/// <summary>
/// A Security Hub on this machine that keeps to the contract of the real one and misbehaves on demand. It listens from its
/// construction until it is disposed; then its port is free and nothing of it is left but the file of <see cref="EmulatorOptions.Path"/>.
/// </summary>
public sealed class SecurityHubEmulator : IDisposable
{
    private readonly AccessKeys keys;
    private readonly HubStore store;
    private readonly Hubs hubs;
    private readonly CallDesk desk;
    private readonly HttpServer? server;
    private readonly string host;

    /// <summary>Starts it.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The port is taken, or the address is not this machine's.</exception>
    /// <exception cref="EmulatorStoreException">The file of <see cref="EmulatorOptions.Path"/> cannot be used.</exception>
    public SecurityHubEmulator(EmulatorOptions options)
    {
        keys = new AccessKeys(options);
        store = new HubStore(options.Path);
        hubs = new Hubs(store, options.Clock);
        Faults = new EmulatorFaults(options.Clock, refuse => server?.Refuse(refuse));
        try
        {
            desk = new CallDesk(options, Faults, keys, hubs);
            server = new HttpServer(options.Address, options.Port, desk.AnswerAsync);
            host = Reachable(server.EndPoint).ToString();
            Port = server.EndPoint.Port;
            foreach (var fault in options.Faults) Faults.Add(fault);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What clients take as their endpoint, for example <c>http://127.0.0.1:40123</c>.</summary>
    public string EndpointUrl => $"http://{host}";

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>The access key id that clients sign with.</summary>
    public string AccessKey => keys.Own.Id;

    /// <summary>The secret of the access key.</summary>
    public string SecretKey => keys.Own.Secret;

    /// <summary>The faults in force.</summary>
    public EmulatorFaults Faults { get; }

    /// <summary>The call rates, as in <see cref="EmulatorOptions.RateScale"/>; what is set holds from the next call on.</summary>
    public double RateScale
    {
        get => desk.Rates.Scale;
        set => desk.Rates.Scale = value;
    }

    /// <summary>Calls received so far, refused ones included.</summary>
    public long Calls => desk.Calls;

    /// <summary>Findings held, of all accounts and Regions.</summary>
    /// <exception cref="ObjectDisposedException">It has been stopped.</exception>
    public long Findings => hubs.Findings;

    /// <summary>Ends every connection and frees the port at once.</summary>
    public void Dispose()
    {
        server?.Dispose();
        Faults.Dispose();
        store.Dispose();
    }

    // Any address is none to connect to.
    private static IPEndPoint Reachable(IPEndPoint endPoint) =>
        endPoint.Address.Equals(IPAddress.Any) ? new IPEndPoint(IPAddress.Loopback, endPoint.Port)
        : endPoint.Address.Equals(IPAddress.IPv6Any) ? new IPEndPoint(IPAddress.IPv6Loopback, endPoint.Port)
        : endPoint;
}
