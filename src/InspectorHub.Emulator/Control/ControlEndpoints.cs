using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using InspectorHub.Emulator.Http;

namespace InspectorHub.Emulator.Control;

/// <summary>
/// What tests and scripts do to the emulator over HTTP, unsigned: whether it is there, reset, seed, faults, clock, calls. No fault
/// concerns it and none of its calls is counted. Another machine says the secret key, which this one need not.
/// </summary>
internal sealed class ControlEndpoints(SecurityHubEmulator emulator)
{
    private const string Root = "/_emulator/";

    private static readonly string[] Services = ["securityhub", "inspector2", "inspector", "sts"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(), new SecondsConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Answers a request that is for it; null for all others.</summary>
    public HttpReply? Answer(HttpRequest request)
    {
        if (!IsOurs(request.Path)) return null;
        if (!request.IsFromHere && !IsHealth(request) && request.Header("Authorization") != $"Bearer {emulator.SecretKey}")
            return Refuse(403, $"From another machine {request.Path} needs the header 'Authorization: Bearer SECRETKEY'.");
        try
        {
            return Find(request) ?? Refuse(404, $"There is no {request.Method} {request.Path}.");
        }
        catch (Exception failure) when (
            failure is JsonException or ArgumentException or FormatException or OverflowException or InvalidOperationException
                or KeyNotFoundException)
        {
            return Refuse(400, failure.Message);
        }
    }

    private static bool IsOurs(string path) =>
        path is "/health" or "/_localstack/health" or "/moto-api/reset" || path.StartsWith(Root, StringComparison.Ordinal);

    private static bool IsHealth(HttpRequest request) =>
        request is { Method: "GET" or "HEAD", Path: "/health" or Root + "health" or "/_localstack/health" };

    private HttpReply? Find(HttpRequest request) => (request.Method, request.Path) switch
    {
        _ when IsHealth(request) => Health(),
        ("POST", Root + "reset" or "/moto-api/reset") => Done(emulator.Reset),
        ("POST", Root + "seed") => Seed(request),
        ("GET", Root + "calls") => Calls(request),
        ("DELETE", Root + "calls") => Done(emulator.ClearCalls),
        ("GET", Root + "faults") => Write(emulator.Faults.InForce),
        ("POST", Root + "faults") => AddFaults(request),
        ("DELETE", Root + "faults") => Done(emulator.Faults.LiftAll),
        ("GET", Root + "clock") => Clock(),
        ("POST", Root + "clock") => MoveClock(request),
        ("POST", Root + "inspector/close") => Change(request, arn => emulator.Inspector.Close(arn, IsGone(request))),
        ("POST", Root + "inspector/reopen") => Change(request, emulator.Inspector.Reopen),
        ("POST", Root + "inspector/remove") => Change(request, emulator.Inspector.Remove),
        _ => null,
    };

    // The services by the names of LocalStack, which waits for each to be running.
    private static HttpReply Health() => HttpReply.Json(health =>
    {
        health.WriteString("status", "running");
        health.WriteStartObject("services");
        foreach (var service in Services) health.WriteString(service, "running");
        health.WriteEndObject();
        health.WriteString("edition", "inspectorhub");
        health.WriteString("version", typeof(ControlEndpoints).Assembly.GetName().Version?.ToString(3));
    });

    private HttpReply Seed(HttpRequest request)
    {
        using var body = new MemoryStream(request.Body.ToArray());
        var seeded = emulator.Seed(body);
        return HttpReply.Json(reply =>
        {
            reply.WriteNumber("inspector", seeded.Inspector);
            reply.WriteNumber("securityHub", seeded.SecurityHub);
        });
    }

    private HttpReply Calls(HttpRequest request)
    {
        var operation = request.QueryValue("operation") ?? "*";
        return Write(emulator.CallLog.Where(call => Wildcard.Matches(operation, call.Operation)).ToList());
    }

    private HttpReply AddFaults(HttpRequest request)
    {
        var body = Body(request);
        EmulatorFault?[] faults = body.ValueKind == JsonValueKind.Array
            ? body.Deserialize<EmulatorFault?[]>(Json)!
            : [body.Deserialize<EmulatorFault>(Json)];
        // None is in force where one of them is none.
        foreach (var fault in faults) (fault ?? throw new FormatException("null is no fault.")).Check();
        foreach (var fault in faults) emulator.Faults.Add(fault!);
        return Write(emulator.Faults.InForce);
    }

    private HttpReply Clock() => HttpReply.Json(clock =>
    {
        clock.WriteString("now", emulator.Clock.GetUtcNow());
        clock.WriteNumber("offsetSeconds", emulator.Clock.Offset.TotalSeconds);
    });

    private HttpReply MoveClock(HttpRequest request)
    {
        var body = Body(request);
        if (body.TryGetProperty("now", out var now)) emulator.Clock.Set(now.GetDateTimeOffset());
        else if (body.TryGetProperty("advance", out var time)) emulator.Clock.Advance(time.Deserialize<TimeSpan>(Json));
        else if (body.TryGetProperty("reset", out _)) emulator.Clock.Reset();
        else throw new FormatException("A clock is moved by {\"now\": …}, {\"advance\": …} or {\"reset\": true}.");
        return Clock();
    }

    private static HttpReply Change(HttpRequest request, Func<string, bool> change)
    {
        var arn = Body(request).GetProperty("findingArn").GetString()!;
        return change(arn) ? HttpReply.Json(_ => { }) : Refuse(404, $"There is no finding {arn}.");
    }

    private static bool IsGone(HttpRequest request) => Body(request).TryGetProperty("resourceIsGone", out var gone) && gone.GetBoolean();

    private static JsonElement Body(HttpRequest request) =>
        JsonDocument.Parse(request.Body.Length == 0 ? "{}"u8.ToArray() : request.Body).RootElement;

    private static HttpReply Done(Action action)
    {
        action();
        return HttpReply.Json(_ => { });
    }

    private static HttpReply Write<T>(T value) => new(200, "application/json", JsonSerializer.SerializeToUtf8Bytes(value, Json));

    private static HttpReply Refuse(int status, string message) => HttpReply.Json(reply => reply.WriteString("message", message), status);

    /// <summary>Spans of time as seconds, or as <c>d.hh:mm:ss</c>.</summary>
    private sealed class SecondsConverter : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number
            ? TimeSpan.FromSeconds(reader.GetDouble())
            : TimeSpan.Parse(reader.GetString()!, CultureInfo.InvariantCulture);

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.TotalSeconds);
    }
}
