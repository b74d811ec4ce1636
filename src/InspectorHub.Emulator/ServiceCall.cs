using System.Text.Json;
using InspectorHub.Emulator.Access;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.SecurityHub;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator;

/// <summary>A call that has come through: who calls what, and the state that it is about.</summary>
internal sealed class ServiceCall(HttpRequest request, string label, Caller caller, string region, Hub hub, IReadOnlyList<EmulatorFault> faults, DateTimeOffset now)
{
    private JsonElement? input;
    private IReadOnlyList<SentFinding>? findings;

    public HttpRequest Request => request;

    /// <summary>What stands in the path where the route has its <c>{label}</c>, decoded.</summary>
    public string Label => label;

    public Caller Caller => caller;

    public string Region => region;

    /// <summary>Security Hub of the caller's account in the Region.</summary>
    public Hub Hub => hub;

    /// <summary>The faults that hit this call.</summary>
    public IReadOnlyList<EmulatorFault> Faults => faults;

    public DateTimeOffset Now => now;

    /// <summary>The body as a JSON object.</summary>
    /// <exception cref="ServiceError">400: it is not one.</exception>
    public JsonElement Input => input ??= Parse(body => JsonDocument.Parse(body.Length == 0 ? "{}"u8.ToArray() : body).RootElement is { ValueKind: JsonValueKind.Object } element ? element : throw new JsonException());

    /// <summary>The findings of an import, which are read without building a document of them.</summary>
    /// <exception cref="ServiceError">400: there are none, too many, or it is not JSON.</exception>
    public IReadOnlyList<SentFinding> Findings => findings ??= Parse(SentFinding.ReadAll);

    /// <summary>A text of the body, or null.</summary>
    public string? Text(string member) =>
        Input.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

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
