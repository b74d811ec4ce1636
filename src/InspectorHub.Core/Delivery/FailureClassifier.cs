using System.Net;
using InspectorHub.Aws;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Common;
using InspectorHub.Outbox;

namespace InspectorHub.Delivery;

/// <summary>
/// What Security Hub's failures mean, and what the user can do about them. Sources: Security Hub API reference
/// (BatchImportFindings, errors), common errors of AWS APIs, and replies quoted in public issues.
/// </summary>
internal static class FailureClassifier
{
    private static readonly HashSet<string> Throttling = new(StringComparer.Ordinal)
    {
        "LimitExceededException", "RequestLimitExceeded", "SlowDown", "Throttling", "ThrottlingException", "ThrottledException",
        "TooManyRequestsException",
    };

    // True only until somebody signs in again.
    private static readonly HashSet<string> OutOfTime = new(StringComparer.Ordinal)
    {
        "ExpiredToken", "ExpiredTokenException", "RequestExpired", "RequestTimeTooSkewed", "TokenRefreshRequired",
    };

    // About who calls, whatever the status that it comes with.
    private static readonly HashSet<string> Access = new(StringComparer.Ordinal)
    {
        "AccessDenied", "AccessDeniedException", "AuthFailure", "AuthorizationError", "AuthorizationErrorException", "Blocked",
        "IncompleteSignature", "IncompleteSignatureException", "InvalidAccessKeyId", "InvalidClientTokenId", "InvalidSignatureException",
        "MissingAuthenticationToken", "MissingAuthenticationTokenException", "NotAuthorized", "NotAuthorizedException", "OptInRequired",
        "PendingVerification", "SignatureDoesNotMatch", "SubscriptionRequiredException", "UnauthorizedException",
        "UnauthorizedOperation", "UnrecognizedClientException",
    };

    private static readonly HashSet<string> Input = new(StringComparer.Ordinal)
    {
        "FindingSizeExceeded", "InvalidInput", "InvalidInputException", "InvalidParameterException", "InvalidParameterValue",
        "InvalidRequestException",
        "RequestEntityTooLargeException", "SerializationException", "ValidationError", "ValidationException",
    };

    /// <summary>What to do about a call that failed.</summary>
    /// <param name="failure">How.</param>
    /// <param name="answered">
    /// Whether Security Hub has answered on this lane before: what worked once comes back; what never did needs somebody to set it
    /// right.
    /// </param>
    public static FailureClassification Classify(AwsException failure, bool answered) => failure switch
    {
        // Names of our own, for calls that could not be made at all.
        { StatusCode: null, ErrorCode: AwsException.NoCredentials or AwsException.NoRegion } =>
            answered ? FailureClassification.Retry : FailureClassification.Stop,
        { StatusCode: null, ErrorCode: AwsException.NoEndpoint or AwsException.NoCertificates } => FailureClassification.Stop,
        { StatusCode: (HttpStatusCode)429 } => FailureClassification.RetrySlower,
        // A proxy that says 400 or 403 in words of its own is out of order, not Security Hub; it always names its error.
        { ErrorCode: null, StatusCode: HttpStatusCode.Forbidden } => FailureClassification.Stop,
        { ErrorCode: null, StatusCode: HttpStatusCode.RequestEntityTooLarge } => FailureClassification.Split,
        { ErrorCode: null } => FailureClassification.Retry,
        _ when Throttling.Contains(failure.ErrorCode) => FailureClassification.RetrySlower,
        _ when OutOfTime.Contains(failure.ErrorCode) => FailureClassification.Retry,
        // Security Hub is off: its own answer to that is 401.
        _ when IsAccess(failure.ErrorCode) => FailureClassification.Retry,
        { StatusCode: HttpStatusCode.Forbidden } => FailureClassification.Stop,
        { StatusCode: HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized } when Access.Contains(failure.ErrorCode) =>
            FailureClassification.Stop,
        { StatusCode: HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge } => FailureClassification.Split,
        _ => FailureClassification.Retry,
    };

    /// <summary>Whether a call was refused for what was in it, by its name: then taking it apart finds out by which.</summary>
    public static bool IsAboutInput(AwsException failure) =>
        failure.StatusCode is HttpStatusCode.RequestEntityTooLarge || (failure.ErrorCode is { } code && Input.Contains(code));

    /// <summary>Whether the caller may not do what he does; his credentials are good.</summary>
    public static bool IsDenied(AwsException failure) =>
        failure
            is { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.BadRequest, ErrorCode: "AccessDenied" or "AccessDeniedException" };

    /// <summary>Whether a refused finding of a batch that was taken otherwise would be refused again.</summary>
    public static bool IsFinal(FailedFinding failed) =>
        failed.ErrorCode is "InvalidInput" or "InvalidInputException" or "FindingSizeExceeded";

    /// <summary>Whether a finding was refused for where it was sent, not for what it is.</summary>
    public static bool IsAccess(FailedFinding failed) => IsAccess(failed.ErrorCode);

    /// <summary>A failed call in the words of somebody who can do something about it.</summary>
    public static string Explain(AwsException failure, Lane lane)
    {
        if (failure.ErrorCode is null && failure.StatusCode is not HttpStatusCode.Forbidden) return Sentence.Ended(failure.Message);
        var words = failure.ErrorCode is null ? Sentence.Ended(failure.Message) : $"{failure.ErrorCode}: {Sentence.Ended(failure.Message)}";
        if (failure.ErrorCode is { } code && OutOfTime.Contains(code))
            return $"{words} The credentials are no longer valid, or this machine's clock is wrong. Renew them (aws sso login, a new " +
                "session token); delivery goes on by itself where they come from a profile.";
        if (IsAccess(failure.ErrorCode)) return $"{words} {HubOff(lane)}";
        if (failure.CredentialsAtFault) return $"{words} {Kept}";
        return Classify(failure, answered: false) switch
        {
            FailureClassification.Stop when failure.StatusCode is null => $"{words} {Kept}",
            FailureClassification.Stop or FailureClassification.Split => $"{words} {Cause(failure, lane)} {Kept}",
            _ => words,
        };
    }

    private static string Cause(AwsException failure, Lane lane)
    {
        if (failure.ErrorCode is null)
            return "Security Hub names its errors, and this one has no name: something between here and there refuses, a proxy or a " +
                "firewall.";
        if (Classify(failure, answered: false) == FailureClassification.Split)
            return "It is said of every finding alike, so that it is not about what is in them.";
        var denial = Denial.Explain(failure.ErrorCode, failure.Message, productArn: null, lane.AccountId, lane.Region);
        return $"{denial.Explanation} {denial.NextStep}";
    }

    private const string Kept = "Nothing is lost: the findings wait in the outbox until it is put right.";

    private static bool IsAccess(string? errorCode) => errorCode is "InvalidAccess" or "InvalidAccessException";

    private static string HubOff(Lane lane) =>
        $"Security Hub is not enabled in account {lane.AccountId}, Region {lane.Region}, or does not accept findings of this product. " +
        "Delivery goes on by itself once it does.";
}
