using System.Net;
using InspectorHub.Common;

namespace InspectorHub.Aws;

/// <summary>A call to an AWS service that brought no answer, or one that refuses it.</summary>
public class AwsException : Exception
{
    /// <summary><see cref="ErrorCode"/> where the credentials could not be had, so that no call was made.</summary>
    public const string NoCredentials = nameof(NoCredentials);

    /// <summary><see cref="ErrorCode"/> where the Region is missing or not one of AWS's, so that no call was made.</summary>
    public const string NoRegion = nameof(NoRegion);

    /// <summary><see cref="ErrorCode"/> where the address of an endpoint or an object is none, so that no call was made.</summary>
    public const string NoEndpoint = nameof(NoEndpoint);

    /// <summary><see cref="ErrorCode"/> where the file of certificate authorities cannot be used, so that no call was made.</summary>
    public const string NoCertificates = nameof(NoCertificates);

    private static readonly HashSet<string> CredentialErrors = new(StringComparer.Ordinal)
    {
        NoCredentials, "AuthFailure", "ExpiredToken", "ExpiredTokenException", "IncompleteSignature", "IncompleteSignatureException",
        "InvalidAccessKeyId", "InvalidClientTokenId", "InvalidSignatureException", "MissingAuthenticationToken",
        "MissingAuthenticationTokenException", "RequestExpired", "SignatureDoesNotMatch", "TokenRefreshRequired",
        "UnrecognizedClientException",
    };

    /// <summary>A call failed.</summary>
    /// <remarks>Passwords in addresses are left out of the message; a cause that has one in its own is left out altogether.</remarks>
    public AwsException(string message, Exception? innerException = null) : base(
        ShownText.Of(message), ShownText.IsShowable(innerException) ? innerException : null)
    {
    }

    /// <summary>The HTTP status; null when the service could not be reached or the reply was not its own.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>
    /// The service's name for the error, for example <c>LimitExceededException</c>, or one of the constants here; null where
    /// nothing answered.
    /// </summary>
    public string? ErrorCode { get; init; }

    /// <summary>How long the service asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The service's id of the request, for support cases.</summary>
    public string? RequestId { get; init; }

    /// <summary>The service could not be reached, is busy or out of order: the same call may be answered later.</summary>
    public bool MayPass => StatusCode is null ? ErrorCode is null : (int)StatusCode is 429 or >= 500;

    /// <summary>The call never got as far as a permission: the credentials are missing, expired or wrong.</summary>
    public bool CredentialsAtFault => ErrorCode is not null && CredentialErrors.Contains(ErrorCode);
}
