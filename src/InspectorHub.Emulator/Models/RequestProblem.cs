namespace InspectorHub.Emulator.Models;

/// <summary>What of a request is not as its model has it.</summary>
/// <param name="Parameter">The member of the request that it is in.</param>
/// <param name="Path">Where, from the request's root: <c>Filters.Id[0].Value</c>.</param>
/// <param name="Constraint">What is expected of it, as JSON Schema's validators word it: <c>should be object</c>.</param>
/// <param name="IsOfType">The value has another type than the model's, which some services call by another name.</param>
internal sealed record RequestProblem(string Parameter, string Path, string Constraint, bool IsOfType);
