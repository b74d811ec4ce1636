using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Amazon.Runtime;
using InspectorHub.Aws.Sessions;
using InspectorHub.Common;

namespace InspectorHub.Aws;

/// <summary>Turns the many exceptions of the SDK and of the network under it into the one that the rest of the code knows.</summary>
internal static class AwsFailure
{
    /// <param name="failure">What was thrown.</param>
    /// <param name="operation">What was called, for example <c>SecurityHub GetFindings</c>.</param>
    /// <param name="endpoint">Where.</param>
    public static AwsException Explain(Exception failure, string operation, string endpoint) => failure switch
    {
        AwsException explained => explained,
        AmazonUnmarshallingException { InnerException: AwsReply.ErrorReply or AwsException } =>
            Explain(failure.InnerException, operation, endpoint),
        AmazonUnmarshallingException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException =>
            new AwsException(
                $"{operation}: {endpoint} answered with something other than the service's reply. " +
                $"{Sentence.Ended(Innermost(failure).Message)}", failure),
        AmazonServiceException { ErrorCode.Length: > 0 } refusal when (int)refusal.StatusCode != 0 =>
            Refused(refusal, $"{operation}: {Words(refusal.Message)}"),
        AmazonServiceException { StatusCode: >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest } onward =>
            Refused(onward,
                $"{operation}: {endpoint} answered {(int)onward.StatusCode} {onward.StatusCode}. {Sentence.Ended(onward.Message)}"),
        AmazonServiceException refusal when (int)refusal.StatusCode != 0 =>
            Refused(
                refusal,
                $"{operation}: {endpoint} answered {(int)refusal.StatusCode} {refusal.StatusCode}, without an error of the service."),
        AmazonClientException => new AwsException($"{operation}: {Sentence.Ended(failure.Message)}", failure),
        _ => new AwsException(
            $"{operation}: no answer from {endpoint}. {Sentence.Ended(Innermost(failure).Message)}{Hint(Innermost(failure), endpoint)}",
            failure),
    };

    /// <summary>
    /// Gives a reply back, where it is one: the SDK's own clients take it for one when they are sent on and do not follow.
    /// </summary>
    /// <exception cref="AwsException">It sends its caller on.</exception>
    public static T Answered<T>(T reply, string operation, string endpoint)
        where T : AmazonWebServiceResponse =>
        (int)reply.HttpStatusCode is >= 300 and < 400
            ? throw new AwsException(
                $"{operation}: {endpoint} answered {(int)reply.HttpStatusCode} {reply.HttpStatusCode}. " +
                AwsReply.Redirected(location: null))
            {
                StatusCode = reply.HttpStatusCode,
            }
            : reply;

    private static AwsException Refused(AmazonServiceException refusal, string message) => new(message, refusal)
    {
        StatusCode = refusal.StatusCode,
        ErrorCode = string.IsNullOrEmpty(refusal.ErrorCode) ? null : refusal.ErrorCode,
        RequestId = refusal.RequestId,
        RetryAfter = (refusal as AwsReply.ErrorReply)?.RetryAfter,
    };

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;

    // AWS says it in three sentences, and not what is most likely wrong.
    private static string Words(string message) =>
        message.StartsWith("The request signature we calculated does not match", StringComparison.Ordinal)
        ? "the signature is wrong. The secret key is not that of the access key, or something on the way changes what is sent."
        : Sentence.Ended(message);

    // A Region that does not exist shows as a host without an address.
    private static string Hint(Exception cause, string endpoint)
    {
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var url)) return "";
        if (url.IsLoopback && cause is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
            return " Nothing listens there: start the emulator, or correct the endpoint.";
        if (!AwsEndpoints.IsAws(url)) return "";
        var region = url.Host.Split('.')[1];
        return AwsRegions.IsKnown(region) ? "" : $" Is there a Region {region}?";
    }
}
