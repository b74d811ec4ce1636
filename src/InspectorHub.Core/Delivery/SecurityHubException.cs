using InspectorHub.Aws;

namespace InspectorHub.Delivery;

/// <summary>A call to Security Hub that brought no answer, or one that refuses the call as a whole.</summary>
public sealed class SecurityHubException : AwsException
{
    /// <summary>A call failed.</summary>
    public SecurityHubException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
