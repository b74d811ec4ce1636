using System.Text.Json;
using InspectorHub.Emulator.Access;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.SecurityHub;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.Services;

/// <summary>A call that has come through: who calls what, and the state that it is about.</summary>
internal sealed class ServiceCall(
    HttpRequest request, RequestTarget target, Caller caller, string region, Hubs hubs, IReadOnlyList<EmulatorFault> faults,
    DateTimeOffset now)
{
    private JsonElement? input;
    private IReadOnlyList<SentFinding>? findings;
    private Hub? hub;

    public HttpRequest Request => request;

    public RequestTarget Target => target;

    public Caller Caller => caller;

    public string Region => region;

    /// <summary>What is kept of the caller's account in the Region.</summary>
    public Hub Hub => hub ??= hubs.Of(caller.Account, region);

    /// <summary>What is kept of all accounts and Regions.</summary>
    public Hubs Hubs => hubs;

    /// <summary>The faults that hit this call.</summary>
    public IReadOnlyList<EmulatorFault> Faults => faults;

    public DateTimeOffset Now => now;

    /// <summary>The body as a JSON object.</summary>
    /// <exception cref="ServiceError">400: it is not one.</exception>
    public JsonElement Input => input ??= Parse(body =>
        JsonDocument.Parse(body.Length == 0 ? "{}"u8.ToArray() : body).RootElement is { ValueKind: JsonValueKind.Object } element
            ? element
            : throw new JsonException());

    /// <summary>The findings of an import, which are read without building a document of them.</summary>
    /// <exception cref="ServiceError">400: there are none, too many, or it is not JSON.</exception>
    public IReadOnlyList<SentFinding> Findings => findings ??= Parse(SentFinding.ReadAll);

    /// <summary>A member of the body; null when it is absent or null.</summary>
    public JsonElement? Member(string name) =>
        Input.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A text of the body, or null.</summary>
    public string? Text(string member) => Member(member) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>Texts of a list in the body; none when it is absent.</summary>
    public IReadOnlyList<string> Texts(string member) =>
        Member(member) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(item => item.GetString() ?? "")] : [];

    /// <summary>
    /// A label of the path, a value of the query string or a plain member of the body, whichever there is; as text, or null.
    /// </summary>
    public string? Parameter(string name)
    {
        if (target.Labels.TryGetValue(name, out var label)) return label;
        return request.QueryValue(name) ?? Member(name) switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { } other => other.GetRawText(),
            null => null,
        };
    }

    /// <summary>An error about what the caller has sent, by the name that the operation has for it.</summary>
    public ServiceError Refuse(string message) => new(
        400, target.Model.Errors.Contains("ValidationException") && !target.Model.Errors.Contains("InvalidInputException")
            ? "ValidationException"
            : "InvalidInputException", message);

    private T Parse<T>(Func<ReadOnlyMemory<byte>, T> parse)
    {
        try
        {
            return parse(request.Body);
        }
        catch (JsonException)
        {
            throw new ServiceError(400, "SerializationException", "The body is not a JSON object.");
        }
    }
}
