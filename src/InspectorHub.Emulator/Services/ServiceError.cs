namespace InspectorHub.Emulator.Services;

/// <summary>A call that the service refuses as a whole.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="code">The service's name for the error, for example <c>InvalidInputException</c>.</param>
/// <param name="message">In the service's words.</param>
internal sealed class ServiceError(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    public string Code => code;

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What is wrong with the input, in services that have a word for it beside the error's.</summary>
    public string? Reason { get; init; }
}
