using System.Collections.Concurrent;
using System.Text.Json;

namespace InspectorHub.Emulator.Models;

/// <summary>
/// What AWS's API model says about the requests of a service. The files beside this one are made from the model by
/// tools/Models/requests.py.
/// </summary>
internal sealed class ServiceModel
{
    private static readonly ConcurrentDictionary<string, ServiceModel> Known = new();

    private readonly ConcurrentDictionary<string, ModelShape> shapes = new();
    private readonly JsonElement sources;

    private ServiceModel(string service)
    {
        using var stream = typeof(ServiceModel).Assembly.GetManifestResourceStream($"{service}.json")
            ?? throw new ArgumentException($"There is no model of {service}.", nameof(service));
        var root = JsonDocument.Parse(stream).RootElement;
        sources = root.GetProperty("shapes");
        Operations = root.GetProperty("operations").EnumerateObject().ToDictionary(
            operation => operation.Name,
            operation => new ModelOperation(
                operation.Name,
                operation.Value.GetProperty("method").GetString()!,
                operation.Value.GetProperty("uri").GetString()!,
                operation.Value.TryGetProperty("input", out var input) ? Shape(input.GetString()!) : null,
                [.. operation.Value.GetProperty("errors").EnumerateArray().Select(error => error.GetString()!)]));
    }

    /// <summary>All operations of the service by their names, played or not.</summary>
    public IReadOnlyDictionary<string, ModelOperation> Operations { get; }

    /// <summary>The model of a service, by its signing name.</summary>
    public static ServiceModel Of(string service) => Known.GetOrAdd(service, name => new ServiceModel(name));

    public ModelShape Shape(string name) => shapes.GetOrAdd(name, _ => new ModelShape(this, name, sources.GetProperty(name)));
}
