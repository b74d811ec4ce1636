using System.Globalization;
using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using InspectorHub.Common;

namespace InspectorHub.Aws;

/// <summary>A reply's JSON document, and how the SDK comes by it.</summary>
internal sealed class AwsReply : AmazonWebServiceResponse
{
    /// <summary>Bytes of a reply, or of an error.</summary>
    public const int Longest = 10_000_000;

    /// <summary>Bytes of a page of 100 findings of the largest size.</summary>
    public const int LongestPage = 25_000_000;

    private static readonly JsonElement Empty = JsonDocument.Parse("{}").RootElement;

    /// <summary>The document; an empty object where the service sent no body.</summary>
    public JsonElement Json { get; private set; } = Empty;

    /// <summary>The service's own time when it answered; null where it does not say.</summary>
    public DateTimeOffset? Date { get; private set; }

    /// <summary>What is said of an answer that sends its caller on.</summary>
    public static string Redirected(string? location) =>
        $"It sends callers on to {(location is null ? "another address" : ShownText.FirstLineOf(location))}, which is not followed: " +
        "neither credentials nor findings are for somebody else.";

    /// <summary>The error that a service answered with, and what the SDK's exception has no place for.</summary>
    internal sealed class ErrorReply(string? message, Exception? inner, string? code, string? requestId, HttpStatusCode status)
        : AmazonServiceException(message ?? $"{(int)status} {status}", inner, ErrorType.Unknown, code, requestId, status)
    {
        public TimeSpan? RetryAfter { get; init; }
    }

    /// <summary>Reads replies and errors. Error bodies may be anything: a proxy's HTML, a truncated document, nothing.</summary>
    internal sealed class Unmarshaller(int longestReply) : JsonResponseUnmarshaller
    {

        public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context)
        {
            // Not followed, it comes here, too.
            if (context.ResponseData is { } head && IsRedirect(head.StatusCode))
                throw new ErrorReply(
                    Redirected(Header(head, "Location")), inner: null, code: null, Header(head, "x-amzn-RequestId"), head.StatusCode);
            var body = ReadAll(context, longestReply);
            var reply = new AwsReply { Date = ReadDate(Header(context.ResponseData, "Date")) };
            if (body.Length > 0) reply.Json = JsonDocument.Parse(body).RootElement;
            return reply;
        }

        public override AmazonServiceException UnmarshallException(
            JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
        {
            var headers = context.ResponseData;
            var (code, message) = ReadError(ReadAll(context, Longest));
            if (code is null && IsRedirect(statusCode)) message = Redirected(Header(headers, "Location"));
            return new ErrorReply(
                message is null ? null : ShownText.FirstLineOf(message), innerException,
                NameOnly(Header(headers, "x-amzn-ErrorType") ?? code), Header(headers, "x-amzn-RequestId"), statusCode)
            {
                RetryAfter = ReadRetryAfter(Header(headers, "Retry-After")),
            };
        }

        private static string? Header(IWebResponseData headers, string name) =>
            headers.IsHeaderPresent(name) && headers.GetHeaderValue(name) is { Length: > 0 } value ? value : null;

        private static (string? Code, string? Message) ReadError(ReadOnlyMemory<byte> body)
        {
            try
            {
                using var document = JsonDocument.Parse(body);
                return (Text(document.RootElement, "__type", "code", "Code"), Text(document.RootElement, "message", "Message"));
            }
            catch (JsonException)
            {
                return default;
            }
        }

        private static string? Text(JsonElement error, params string[] names) =>
            error.ValueKind != JsonValueKind.Object ? null : names
                .Select(
                    name => error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null)
                .FirstOrDefault(value => !string.IsNullOrEmpty(value));

        // "aws.protocols#LimitExceededException:http://…" is LimitExceededException.
        private static string? NameOnly(string? type) => type is null ? null : ShownText.Of(type.Split(':')[0].Split('#')[^1]);

        private static bool IsRedirect(HttpStatusCode status) => (int)status is >= 300 and < 400;

        private static DateTimeOffset? ReadDate(string? value) =>
            DateTimeOffset.TryParseExact(value, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
                ? date
                : null;

        private static TimeSpan? ReadRetryAfter(string? value)
        {
            if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return TimeSpan.FromSeconds(seconds);
            if (ReadDate(value) is not { } date) return null;
            var wait = date - DateTimeOffset.UtcNow;
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }

        // What has no end would be read until the memory is full. A page has hundreds of kilobytes: where its length is said, it is
        // kept once, and not in ever larger buffers.
        private static ReadOnlyMemory<byte> ReadAll(JsonUnmarshallerContext context, int longest)
        {
            var said = context.ResponseData?.ContentLength ?? 0;
            using var copy = new MemoryStream(said > 0 && said <= longest ? (int)said : 0);
            var stream = context.Stream;
            var buffer = new byte[81920];
            for (int read; (read = stream.Read(buffer, 0, buffer.Length)) > 0;)
            {
                if (copy.Length + read > longest)
                    throw new AwsException($"The answer has more than {longest / 1_000_000} MB, which is none of the service's.");
                copy.Write(buffer, 0, read);
            }

            return copy.GetBuffer().AsMemory(0, (int)copy.Length);
        }
    }
}
