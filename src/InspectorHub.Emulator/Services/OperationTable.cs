using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Models;

namespace InspectorHub.Emulator.Services;

/// <summary>The operations of a service that speaks REST: those that are played, and those that its model knows beside them.</summary>
internal sealed class OperationTable
{
    private readonly Dictionary<string, Operation> played;
    private readonly ModelOperation[] known;

    /// <param name="model">The service's model.</param>
    /// <param name="operations">What is played of it.</param>
    public OperationTable(ServiceModel model, IEnumerable<Operation> operations)
    {
        played = operations.ToDictionary(operation => operation.Name);
        known =
        [
            .. model.Operations.Values.Concat(played.Values.Select(operation => operation.Unmodeled).OfType<ModelOperation>())
                .OrderBy(operation => operation.LabelCount),
        ];
        var stranger = played.Values.FirstOrDefault(
            operation => operation.Unmodeled is null && !model.Operations.ContainsKey(operation.Name));
        if (stranger is not null) throw new ArgumentException($"The model has no {stranger.Name}.", nameof(operations));
    }

    /// <summary>What a request is for; null for a path that the service does not have.</summary>
    public RequestTarget? Find(HttpRequest request)
    {
        foreach (var operation in known)
        {
            if (operation.Match(request) is { } labels)
                return new RequestTarget(operation, played.TryGetValue(operation.Name, out var found) ? found : null, labels);
        }

        return null;
    }
}
