using InspectorHub.Emulator.Models;

namespace InspectorHub.Emulator.Services;

/// <summary>
/// Errors by the names that an operation has for them: the newer operations of Security Hub, those that end in V2, call the same errors
/// otherwise. Source: the errors that the service's model lists for an operation.
/// </summary>
internal static class ErrorNames
{
    private static readonly IReadOnlyDictionary<string, string> Newer = new Dictionary<string, string>
    {
        ["TooManyRequestsException"] = "ThrottlingException",
        ["LimitExceededException"] = "ThrottlingException",
        ["InternalException"] = "InternalServerException",
        ["InvalidInputException"] = "ValidationException",
        ["InvalidAccessException"] = "AccessDeniedException",
        ["ResourceConflictException"] = "ConflictException",
    };

    public static ServiceError In(ModelOperation? operation, ServiceError error) =>
        operation is not null
            && !operation.Errors.Contains(error.Code)
            && Newer.TryGetValue(error.Code, out var name)
            && operation.Errors.Contains(name)
            ? new ServiceError(error.Status, name, error.Message) { RetryAfter = error.RetryAfter }
            : error;
}
