using System.Net;
using InspectorHub.Aws;
using InspectorHub.Outbox;

namespace InspectorHub.Delivery;

/// <summary>
/// What Security Hub's failures mean, and what the user can do about them. Sources: Security Hub API reference
/// (BatchImportFindings, errors), common errors of AWS APIs, and replies quoted in public issues.
/// </summary>
internal static class FailureClassifier
{
    /// <summary>What to do about a call that failed.</summary>
    /// <param name="failure">How.</param>
    /// <param name="answered">Whether Security Hub has answered on this lane before: what worked once comes back; what never did needs somebody to set it right.</param>
    public static FailureClassification Classify(AwsException failure, bool answered) => failure switch
    {
        // Names of the Aws folder's own, for calls that could not be made at all.
        { StatusCode: null, ErrorCode: "NoCredentials" or "NoRegion" } => answered ? FailureClassification.Retry : FailureClassification.Stop,
        { StatusCode: (HttpStatusCode)429 } or { ErrorCode: "ThrottlingException" or "Throttling" or "TooManyRequestsException" or "LimitExceededException" or "RequestLimitExceeded" } => FailureClassification.RetrySlower,
        _ when IsCredentialsOutOfTime(failure) => FailureClassification.Retry,
        // A proxy that says 400 or 403 in words of its own is out of order, not Security Hub; it always names its error.
        { ErrorCode: null } => failure.StatusCode is HttpStatusCode.Forbidden ? FailureClassification.Stop : failure.StatusCode is HttpStatusCode.RequestEntityTooLarge ? FailureClassification.Split : FailureClassification.Retry,
        { StatusCode: HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge } => FailureClassification.Split,
        { StatusCode: HttpStatusCode.Forbidden } => FailureClassification.Stop,
        _ => FailureClassification.Retry,
    };

    /// <summary>Whether a refused finding of a batch that was taken otherwise would be refused again.</summary>
    public static bool IsFinal(FailedFinding failed) => failed.ErrorCode is "InvalidInput" or "InvalidInputException" or "FindingSizeExceeded";

    /// <summary>Whether a finding was refused for where it was sent, not for what it is.</summary>
    public static bool IsAccess(FailedFinding failed) => failed.ErrorCode is "InvalidAccess" or "InvalidAccessException";

    /// <summary>A failed call in the words of somebody who can do something about it.</summary>
    public static string Explain(AwsException failure, Lane lane)
    {
        var words = failure.ErrorCode is null ? failure.Message : $"{failure.ErrorCode}: {failure.Message}";
        if (IsCredentialsOutOfTime(failure)) return $"{words} The credentials are no longer valid, or this machine's clock is wrong. Renew them (aws sso login, a new session token); delivery goes on by itself where they come from a profile.";
        return failure.StatusCode switch
        {
            null when failure.ErrorCode is not null => $"{words} Nothing is lost: the findings wait in the outbox. Put it right, then run Resume-InspectorHubOutbox.",
            HttpStatusCode.Unauthorized => $"{words} {HubOff(lane)}",
            HttpStatusCode.Forbidden => $"{words} {Cause(failure, lane)} Nothing is lost: the findings wait in the outbox. Put it right, then run Resume-InspectorHubOutbox.",
            _ => words,
        };
    }

    /// <summary>InvalidAccess of a single finding in such words.</summary>
    public static string Explain(FailedFinding failed, Lane lane) => IsAccess(failed) ? $"{failed.ErrorCode}: {failed.ErrorMessage} {HubOff(lane)}" : $"{failed.ErrorCode}: {failed.ErrorMessage}";

    private static string Cause(AwsException failure, Lane lane)
    {
        if (failure.ErrorCode is null) return "Security Hub names its errors, and this one has no name: something between here and there refuses, a proxy or a firewall.";
        var denial = Denial.Explain(failure.ErrorCode, failure.Message, productArn: null, lane.AccountId, lane.Region);
        return $"{denial.Explanation} {denial.NextStep}";
    }

    private static string HubOff(Lane lane) =>
        $"Security Hub is not enabled in account {lane.AccountId}, Region {lane.Region}, or does not accept findings of this product. " +
        "Enable it (Enable-InspectorHubIntegration, or Security Hub CSPM in the console); delivery goes on by itself then.";

    // Also 403 and 400 by status, but true only until somebody signs in again.
    private static bool IsCredentialsOutOfTime(AwsException failure) =>
        failure.ErrorCode is "ExpiredTokenException" or "ExpiredToken" or "RequestExpired" or "RequestTimeTooSkewed" or "TokenRefreshRequired";
}
