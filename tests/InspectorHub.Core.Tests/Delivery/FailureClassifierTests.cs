using System.Net;
using InspectorHub.Aws;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Delivery;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>
/// What each failure of a call means, by its status and its name (Security Hub API reference, common errors of AWS APIs).
/// </summary>
public sealed class FailureClassifierTests
{
    public static TheoryData<string> Throttling =>
    [
        "LimitExceededException", "RequestLimitExceeded", "SlowDown", "Throttling", "ThrottlingException", "ThrottledException",
        "TooManyRequestsException",
    ];

    public static TheoryData<string> OutOfTime =>
    [
        "ExpiredToken", "ExpiredTokenException", "RequestExpired", "RequestTimeTooSkewed", "TokenRefreshRequired",
    ];

    public static TheoryData<string> Access =>
    [
        "AccessDenied", "AccessDeniedException", "AuthFailure", "AuthorizationError", "AuthorizationErrorException", "Blocked",
        "IncompleteSignature", "IncompleteSignatureException", "InvalidAccessKeyId", "InvalidClientTokenId",
        "InvalidSignatureException", "MissingAuthenticationToken", "MissingAuthenticationTokenException", "NotAuthorized",
        "NotAuthorizedException", "OptInRequired", "PendingVerification", "SignatureDoesNotMatch", "SubscriptionRequiredException",
        "UnauthorizedException", "UnauthorizedOperation", "UnrecognizedClientException",
    ];

    public static TheoryData<string> Input =>
    [
        "FindingSizeExceeded", "InvalidInput", "InvalidInputException", "InvalidParameterException", "InvalidParameterValue",
        "InvalidRequestException", "RequestEntityTooLargeException", "SerializationException", "ValidationError",
        "ValidationException",
    ];

    [Theory]
    [MemberData(nameof(Throttling))]
    public void Throttling_is_tried_again_slower(string code) =>
        Assert.Equal(FailureClassification.RetrySlower, Classify(400, code));

    [Theory]
    [MemberData(nameof(OutOfTime))]
    public void Credentials_that_have_run_out_are_tried_again_and_said(string code)
    {
        Assert.Equal(FailureClassification.Retry, Classify(403, code));
        Assert.Contains("Renew them", FailureClassifier.Explain(Failure(403, code), Finding.Lane), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Access))]
    public void Access_stops_the_lane_whatever_the_status(string code)
    {
        foreach (var status in new[] { 400, 401, 403 }) Assert.Equal(FailureClassification.Stop, Classify(status, code));
        Assert.Equal(FailureClassification.Retry, Classify(503, code));
        var words = FailureClassifier.Explain(Failure(400, code), Finding.Lane);
        Assert.StartsWith($"{code}: Words.", words, StringComparison.Ordinal);
        Assert.Contains("Nothing is lost: the findings wait in the outbox", words, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Input))]
    public void What_is_about_the_input_is_taken_apart(string code)
    {
        Assert.Equal(FailureClassification.Split, Classify(400, code));
        Assert.True(FailureClassifier.IsAboutInput(Failure(400, code)));
    }

    [Theory]
    [InlineData(400, "SomethingNew", FailureClassification.Split)]
    [InlineData(413, "SomethingNew", FailureClassification.Split)]
    [InlineData(413, null, FailureClassification.Split)]
    [InlineData(400, null, FailureClassification.Retry)]
    [InlineData(301, null, FailureClassification.Retry)]
    [InlineData(403, null, FailureClassification.Stop)]
    [InlineData(403, "SomethingNew", FailureClassification.Stop)]
    [InlineData(401, "SomethingNew", FailureClassification.Retry)]
    [InlineData(401, "InvalidAccessException", FailureClassification.Retry)]
    [InlineData(403, "InvalidAccess", FailureClassification.Retry)]
    [InlineData(404, "ResourceNotFoundException", FailureClassification.Retry)]
    [InlineData(429, null, FailureClassification.RetrySlower)]
    [InlineData(429, "SomethingNew", FailureClassification.RetrySlower)]
    [InlineData(500, "InternalException", FailureClassification.Retry)]
    [InlineData(503, null, FailureClassification.Retry)]
    [InlineData(null, null, FailureClassification.Retry)]
    [InlineData(null, AwsException.NoEndpoint, FailureClassification.Stop)]
    [InlineData(null, AwsException.NoCertificates, FailureClassification.Stop)]
    internal void The_status_decides_where_the_name_does_not(int? status, string? code, FailureClassification expected)
    {
        Assert.Equal(expected, Classify(status, code));
        Assert.False(FailureClassifier.IsAboutInput(Failure(status == 413 ? 400 : status, code)));
    }

    [Theory]
    [InlineData(AwsException.NoCredentials)]
    [InlineData(AwsException.NoRegion)]
    public void What_has_worked_before_comes_back(string code)
    {
        Assert.Equal(FailureClassification.Stop, Classify(null, code));
        Assert.Equal(FailureClassification.Retry, FailureClassifier.Classify(Failure(null, code), answered: true));
    }

    [Theory]
    [InlineData("InvalidInput", true, false)]
    [InlineData("InvalidInputException", true, false)]
    [InlineData("FindingSizeExceeded", true, false)]
    [InlineData("InvalidAccess", false, true)]
    [InlineData("InvalidAccessException", false, true)]
    [InlineData("InternalError", false, false)]
    public void A_single_finding_is_refused_for_good_only_for_what_it_is(string code, bool isFinal, bool isAccess)
    {
        var failed = new FailedFinding("a", code, "Words.");
        Assert.Equal(isFinal, FailureClassifier.IsFinal(failed));
        Assert.Equal(isAccess, FailureClassifier.IsAccess(failed));
    }

    [Theory]
    [InlineData(403, "AccessDenied", true)]
    [InlineData(400, "AccessDeniedException", true)]
    [InlineData(403, "UnrecognizedClientException", false)]
    [InlineData(401, "AccessDenied", false)]
    public void Denied_is_who_is_known(int status, string code, bool isDenied) =>
        Assert.Equal(isDenied, FailureClassifier.IsDenied(Failure(status, code)));

    [Fact]
    public void Words_say_what_can_be_done()
    {
        Assert.Equal("Words.", FailureClassifier.Explain(Failure(500, null), Finding.Lane));
        Assert.Equal("InternalException: Words.", FailureClassifier.Explain(Failure(500, "InternalException"), Finding.Lane));
        Assert.Contains("a proxy or a firewall", FailureClassifier.Explain(Failure(403, null), Finding.Lane), StringComparison.Ordinal);
        Assert.Contains("It is said of every finding alike", FailureClassifier.Explain(Failure(400, "SomethingNew"), Finding.Lane),
            StringComparison.Ordinal);
        Assert.Contains("Security Hub is not enabled in account 111122223333",
            FailureClassifier.Explain(Failure(401, "InvalidAccessException"), Finding.Lane), StringComparison.Ordinal);
        const string Kept = "Nothing is lost: the findings wait in the outbox until it is put right.";
        Assert.Equal(
            "AccessDeniedException: Words. A permission is missing or denied. Allow securityhub:BatchImportFindings on " +
            "arn:aws:securityhub:eu-central-1:111122223333:product/111122223333/default, and see whether a service control policy denies " +
            $"it. {Kept}", FailureClassifier.Explain(Failure(403, "AccessDeniedException"), Finding.Lane));
        Assert.Equal($"SignatureDoesNotMatch: Words. {Kept}",
            FailureClassifier.Explain(Failure(403, "SignatureDoesNotMatch"), Finding.Lane));
        Assert.Equal(
            "ExpiredToken: Words. The credentials are no longer valid, or this machine's clock is wrong. Renew them (aws sso login, a " +
            "new session token); delivery goes on by itself where they come from a profile.",
            FailureClassifier.Explain(Failure(400, "ExpiredToken"), Finding.Lane));
        Assert.Equal(
            "InvalidAccessException: Words. Security Hub is not enabled in account 111122223333, Region eu-central-1, or does not accept " +
            "findings of this product. Delivery goes on by itself once it does.",
            FailureClassifier.Explain(Failure(401, "InvalidAccessException"), Finding.Lane));
        Assert.Equal("Words. Security Hub names its errors, and this one has no name: something between here and there refuses, a proxy " +
            $"or a firewall. {Kept}", FailureClassifier.Explain(Failure(403, null), Finding.Lane));
        Assert.StartsWith($"{AwsException.NoRegion}: Words. Nothing is lost",
            FailureClassifier.Explain(Failure(null, AwsException.NoRegion), Finding.Lane), StringComparison.Ordinal);
    }

    private static FailureClassification Classify(int? status, string? code) =>
        FailureClassifier.Classify(Failure(status, code), answered: false);

    private static AwsException Failure(int? status, string? code) =>
        new("Words.") { StatusCode = (HttpStatusCode?)status, ErrorCode = code };
}
