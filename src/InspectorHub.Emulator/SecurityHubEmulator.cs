using System.Net;
using InspectorHub.Asff.Rules;
using InspectorHub.Emulator.Access;
using InspectorHub.Emulator.Control;
using InspectorHub.Emulator.Events;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Inspector;
using InspectorHub.Emulator.SecurityHub;
using InspectorHub.Emulator.Services;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator;

/// <summary>
/// A Security Hub on this machine that keeps to the contract of the real one and misbehaves on demand. It listens from its
/// construction until it is disposed; then its port is free and nothing of it is left but the file of <see cref="EmulatorOptions.Path"/>.
/// </summary>
public sealed class SecurityHubEmulator : IDisposable
{
    private readonly EmulatorOptions options;
    private readonly AccessKeys keys;
    private readonly Products products;
    private readonly HubStore store;
    private readonly Hubs hubs;
    private readonly RequestDispatcher dispatcher;
    private readonly HttpServer? server;
    private readonly EventPublisher? events;
    private readonly EventPublisher? hubEvents;
    private readonly string host;

    /// <summary>Starts it.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The port is taken, or the address is not this machine's.</exception>
    /// <exception cref="EmulatorStoreException">The file of <see cref="EmulatorOptions.Path"/> cannot be used.</exception>
    public SecurityHubEmulator(EmulatorOptions options)
    {
        this.options = options;
        keys = new AccessKeys(options);
        products = new Products(options.Products);
        store = new HubStore(options.Path);
        Clock = new EmulatorClock(options.Clock);
        hubs = new Hubs(store, Clock, options.HubIsOn, options.HubV2IsOn);
        Faults = new EmulatorFaults(options.Clock, refuse => server?.Refuse(refuse));
        try
        {
            Inspector = new EmulatedInspector(options, Clock);
            Fill();
            events = options.EventQueueUrl is { } queue ? new EventPublisher(queue) : null;
            hubEvents = options.HubEventQueueUrl is { } hubQueue ? new EventPublisher(hubQueue) : null;
            TellEvents();
            dispatcher = new RequestDispatcher(options, Faults, keys, hubs, Inspector, products, Clock);
            var control = new ControlEndpoints(this);
            server = new HttpServer(
                options.Address,
                options.Port,
                (request, stop) => control.Answer(request) is { } reply ? Task.FromResult(reply) : dispatcher.AnswerAsync(request, stop));
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

    /// <summary>The time that the services live in.</summary>
    public EmulatorClock Clock { get; }

    /// <summary>What Inspector reports: findings come, change, are closed and go while the emulator runs.</summary>
    public EmulatedInspector Inspector { get; }

    /// <summary>The call rates, as in <see cref="EmulatorOptions.RateScale"/>; what is set holds from the next call on.</summary>
    public double RateScale
    {
        get => dispatcher.Rates.Scale;
        set => dispatcher.Rates.Scale = value;
    }

    /// <summary>Calls received so far, refused ones included.</summary>
    public long Calls => dispatcher.Calls;

    /// <summary>The latest 10,000 calls, from the oldest.</summary>
    public IReadOnlyList<EmulatorCall> CallLog => dispatcher.Log.All;

    /// <summary>Findings held, of all accounts and Regions.</summary>
    /// <exception cref="ObjectDisposedException">It has been stopped.</exception>
    public long Findings => hubs.Findings;

    /// <summary>Takes findings from a JSON text: Inspector's are reported from now on, those in the Security Hub format are held.</summary>
    /// <exception cref="FormatException">A part of it is no finding, or none that Security Hub accepts; what came before it
    /// is taken.</exception>
    public SeededFindings Seed(Stream json) => Control.Seed.Take(json, Inspector, KeepAsff);

    /// <summary>Forgets the calls so far, in <see cref="CallLog"/> and <see cref="Calls"/>.</summary>
    public void ClearCalls() => dispatcher.ClearCalls();

    /// <summary>Brings everything back to how it was when it started: hubs, Inspector, faults, clock, calls.</summary>
    public void Reset()
    {
        Inspector.Changed = null;
        store.FindingChanged = null;
        Faults.LiftAll();
        Clock.Reset();
        Inspector.Clear();
        hubs.Clear();
        Fill();
        dispatcher.ClearCalls();
        foreach (var fault in options.Faults) Faults.Add(fault);
        TellEvents();
    }

    /// <summary>Ends when the events so far are in the queues that they go to, or lost.</summary>
    public Task EventsSentAsync() => Task.WhenAll(events?.Sent ?? Task.CompletedTask, hubEvents?.Sent ?? Task.CompletedTask);

    /// <summary>Ends every connection and frees the port at once.</summary>
    public void Dispose()
    {
        server?.Dispose();
        Faults.Dispose();
        events?.Dispose();
        hubEvents?.Dispose();
        store.Dispose();
    }

    private void Fill()
    {
        foreach (var finding in options.InspectorFindings) Inspector.Put(finding);
        Inspector.Put(options.CisScans);
        foreach (var path in options.Seeds)
        {
            using var file = File.OpenRead(path);
            Seed(file);
        }
    }

    // What there is from the start has no events.
    private void TellEvents()
    {
        if (events is not null) Inspector.Changed = finding => events.Publish(FindingEvents.OfInspector(finding, Clock.GetUtcNow()));
        if (hubEvents is null) return;
        store.FindingChanged = (account, region, finding) =>
            hubEvents.Publish(FindingEvents.OfSecurityHub(account, region, finding, Clock.GetUtcNow()));
    }

    // As if its product had sent it: to the hub that its account would see it in.
    private void KeepAsff(byte[] asff)
    {
        var finding = SentFinding.Read(asff);
        if (finding.Violations.Count > 0) throw new FormatException(AsffRules.Refusal(finding.Violations));
        var product = ProductArn.Parse(finding.ProductArn!)!;
        var account = keys.Own.Caller.PlaysEveryAccount ? keys.Own.Caller.Account : finding.AwsAccountId!;
        var hub = hubs.Of(account, product.Region);
        var now = Clock.GetUtcNow();
        ImportOperation.Keep(hub, finding, products.Find(product), new AutomationRules(hub, now), now);
    }

    // Any address is none to connect to.
    private static IPEndPoint Reachable(IPEndPoint endPoint) =>
        endPoint.Address.Equals(IPAddress.Any) ? new IPEndPoint(IPAddress.Loopback, endPoint.Port)
        : endPoint.Address.Equals(IPAddress.IPv6Any) ? new IPEndPoint(IPAddress.IPv6Loopback, endPoint.Port)
        : endPoint;
}
