using System.Net;

namespace InspectorHub.Delivery;

/// <summary>A call to Security Hub that brought no answer, or one that refuses the call as a whole.</summary>
public sealed class SecurityHubException : Exception
{
    /// <summary>A call failed.</summary>
    public SecurityHubException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }

    /// <summary>The HTTP status; null when Security Hub could not be reached or the reply was not its own.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The service's name for the error, for example <c>LimitExceededException</c>; null without an answer.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>How long the service asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The service's id of the request, for support cases.</summary>
    public string? RequestId { get; init; }
}
