using System.Text.Json;
using InspectorHub.Emulator.Access;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator;

/// <summary>A call that has come through: who calls what, and the state that it is about.</summary>
internal sealed class ServiceCall(HttpRequest request, string label, Caller caller, string region, Hub hub, IReadOnlyList<EmulatorFault> faults, DateTimeOffset now)
{
    private JsonElement? input;

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
    public JsonElement Input => input ??= Parse();

    /// <summary>A text of the body, or null.</summary>
    public string? Text(string member) =>
        Input.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private JsonElement Parse()
    {
        try
        {
            // Parsed apart from the request's life: elements may outlive the call.
            var element = JsonSerializer.Deserialize(request.Body.Length == 0 ? "{}"u8 : request.Body.Span, EmulatorJson.Default.JsonElement);
            if (element.ValueKind == JsonValueKind.Object) return element;
        }
        catch (JsonException)
        {
        }

        throw new ServiceError(400, "SerializationException", "The body is not a JSON object.");
    }
}
