using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using InspectorHub.Common;
using InspectorHub.Emulator.Access;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.Sts;

/// <summary>AWS Security Token Service, 2011-06-15: a form in, XML out.</summary>
internal sealed class StsService : IEmulatedService
{
    private static readonly XNamespace Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    // The query protocol has names of its own for what every service refuses.
    private static readonly IReadOnlyDictionary<string, string> Codes = new Dictionary<string, string>
    {
        ["UnrecognizedClientException"] = "InvalidClientTokenId",
        ["InvalidSignatureException"] = "SignatureDoesNotMatch",
        ["IncompleteSignatureException"] = "IncompleteSignature",
        ["ExpiredTokenException"] = "ExpiredToken",
        ["MissingAuthenticationTokenException"] = "MissingAuthenticationToken",
        ["TooManyRequestsException"] = "Throttling",
        ["InvalidInputException"] = "ValidationError",
        ["AccessDeniedException"] = "AccessDenied",
    };

    private readonly AccessKeys keys;
    private readonly IDictionary<string, string> externalIds;
    private readonly Operation[] operations;

    public StsService(AccessKeys keys, IDictionary<string, string> externalIds)
    {
        this.keys = keys;
        this.externalIds = externalIds;
        operations = [new("GetCallerIdentity", GetCallerIdentity), new("AssumeRole", AssumeRole)];
    }

    public string Name => "sts";

    public RequestTarget? Find(HttpRequest request) => RequestTarget.Posted(operations, Form(request)["Action"].FirstOrDefault());

    public HttpReply Answer(Operation operation, ServiceCall call) => operation.Answer(call);

    public HttpReply Refuse(ServiceError error, string requestId) => Xml(
        error.Status,
        new XElement(
            Namespace + "ErrorResponse",
            new XElement(
                Namespace + "Error",
                new XElement(Namespace + "Type", error.Status < 500 ? "Sender" : "Receiver"),
                new XElement(Namespace + "Code", Codes.TryGetValue(error.Code, out var code) ? code : error.Code),
                new XElement(Namespace + "Message", error.Message)),
            new XElement(Namespace + "RequestId", requestId)));

    private HttpReply GetCallerIdentity(ServiceCall call) => Result(
        "GetCallerIdentity",
        new XElement(Namespace + "Arn", call.Caller.Arn),
        new XElement(Namespace + "UserId", UserId(call.Caller.Arn)),
        new XElement(Namespace + "Account", call.Caller.Account));

    private HttpReply AssumeRole(ServiceCall call)
    {
        var form = Form(call.Request);
        var roleArn = form["RoleArn"].FirstOrDefault() ?? "";
        var session = form["RoleSessionName"].FirstOrDefault() ?? "";
        if (Arn.Parse(roleArn) is not { Service: "iam", AccountId.Length: 12 } role
            || !role.Resource.StartsWith("role/", StringComparison.Ordinal))
            throw new ServiceError(400, "InvalidInputException", $"{roleArn} is invalid");
        if (session.Length is < 2 or > 64) throw Invalid("roleSessionName", "length within 2 and 64");
        var duration = DurationOf(form["DurationSeconds"].FirstOrDefault());
        if (externalIds.TryGetValue(roleArn, out var externalId) && form["ExternalId"].FirstOrDefault() != externalId)
        {
            throw new ServiceError(
                403, "AccessDeniedException",
                $"User: {call.Caller.Arn} is not authorized to perform: sts:AssumeRole on resource: {roleArn}");
        }

        var name = role.Resource.Substring(role.Resource.LastIndexOf('/') + 1);
        var key = keys.Issue(
            role.AccountId, $"arn:{role.Partition}:sts::{role.AccountId}:assumed-role/{name}/{session}", duration);
        return Result(
            "AssumeRole",
            new XElement(
                Namespace + "AssumedRoleUser",
                new XElement(Namespace + "AssumedRoleId", UserId(key.Caller.Arn)),
                new XElement(Namespace + "Arn", key.Caller.Arn)),
            new XElement(
                Namespace + "Credentials",
                new XElement(Namespace + "AccessKeyId", key.Id),
                new XElement(Namespace + "SecretAccessKey", key.Secret),
                new XElement(Namespace + "SessionToken", key.SessionToken),
                new XElement(
                    Namespace + "Expiration",
                    Rfc3339.Seconds(key.ExpiresAt!.Value))));
    }

    private static TimeSpan DurationOf(string? text)
    {
        if (text is null) return TimeSpan.FromHours(1);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 900 and <= 43200
            ? TimeSpan.FromSeconds(seconds)
            : throw Invalid("durationSeconds", "value within 900 and 43200");
    }

    private static ServiceError Invalid(string member, string constraint) => new(
        400, "InvalidInputException",
        $"1 validation error detected: Value at '{member}' failed to satisfy constraint: Member must have {constraint}");

    private static string UserId(string arn) =>
        arn.Contains(":assumed-role/") ? "AROAEMULATED000000000:" + arn.Substring(arn.LastIndexOf('/') + 1) : "AIDAEMULATED000000000";

    private static HttpReply Result(string operation, params object[] content) => Xml(
        200,
        new XElement(
            Namespace + (operation + "Response"),
            new XElement(Namespace + (operation + "Result"), content),
            new XElement(Namespace + "ResponseMetadata", new XElement(Namespace + "RequestId", Guid.NewGuid().ToString()))));

    private static HttpReply Xml(int status, XElement document)
    {
        // What a caller has sent comes back in messages and ARNs, and XML has no control characters.
        foreach (var text in document.DescendantNodes().OfType<XText>()) text.Value = string.Concat(text.Value.Select(Allowed));
        return new HttpReply(status, "text/xml", Encoding.UTF8.GetBytes(document.ToString()));
    }

    private static char Allowed(char letter) => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter) ? letter : '\uFFFD';

    private static ILookup<string, string> Form(HttpRequest request) =>
        HttpRequest.Pairs(
            Encoding.UTF8.GetString(request.Body.ToArray())).Concat(request.Query).ToLookup(pair => pair.Key, pair => pair.Value);
}
