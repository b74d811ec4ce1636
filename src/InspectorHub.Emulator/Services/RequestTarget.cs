using InspectorHub.Emulator.Models;

namespace InspectorHub.Emulator.Services;

/// <summary>The operation that a request is for.</summary>
/// <param name="Model">Its place in HTTP and the shape of its requests.</param>
/// <param name="Operation">Who carries it out; null for one that is not played.</param>
/// <param name="Labels">What stands in the path where the operation has its <c>{labels}</c>, decoded.</param>
internal sealed record RequestTarget(ModelOperation Model, Operation? Operation, IReadOnlyDictionary<string, string> Labels)
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    public string Name => Model.Name;

    /// <summary>An operation that is not found by its path, in a service that posts all to one.</summary>
    /// <param name="played">What is played of the service.</param>
    /// <param name="name">The operation.</param>
    /// <param name="model">The service's model, where requests are held against it.</param>
    public static RequestTarget? Posted(IEnumerable<Operation> played, string? name, ServiceModel? model = null) =>
        played.FirstOrDefault(operation => operation.Name == name) is { } found
            ? new RequestTarget(model?.Operations[found.Name] ?? new ModelOperation(found.Name, "POST", "/"), found, None)
            : null;

    /// <summary>What of a call is not as the model has it; null when all is.</summary>
    public RequestProblem? Problem(ServiceCall call) =>
        Model.Input is { } input ? RequestCheck.Find(input, call.Input, call.Request, Labels) : null;
}
