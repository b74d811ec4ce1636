using System.Text;
using System.Text.Json;
using InspectorHub.Emulator;

namespace InspectorHub.Proofs.Fuzzing;

/// <summary>
/// Mutated requests to emulators, over sockets. What is HTTP is answered with 2xx or 4xx (and 501 for an operation that is not played), in
/// JSON and with an error as AWS has it; what is not ends the connection. Neither breaks what comes after, or touches what there was.
/// </summary>
internal sealed class RequestFuzz : IDisposable
{
    private const int Between = 200;
    private readonly SecurityHubEmulator open = new(new EmulatorOptions { VerifySignatures = false, RateScale = 0 });
    private readonly SecurityHubEmulator strict = new(new EmulatorOptions { AccessKey = "ANY", RateScale = 0 });
    private readonly SecurityHubEmulator controlled = new(new EmulatorOptions { VerifySignatures = false, RateScale = 0 });
    private readonly HttpExchange[] exchanges;
    private readonly string held;
    private int tried;

    public RequestFuzz()
    {
        exchanges = [new(open.Port), new(strict.Port), new(controlled.Port)];
        for (var finding = 0; finding < 5; finding++) Import(exchanges[0], $"kept-{finding}");
        held = Held();
    }

    /// <summary>Answers so far by status; 0 for what was no whole request.</summary>
    public SortedDictionary<int, int> Statuses { get; } = [];

    /// <summary>Tries an input; its number makes it again.</summary>
    /// <returns>What was done that must not be; null where nothing was.</returns>
    public string? Try(int input)
    {
        try
        {
            var isControl = input % 4 == 3;
            var seeds = isControl ? RequestSeeds.Control : RequestSeeds.Services;
            var request = seeds[input / 4 % seeds.Length];
            var mutated = new RequestMutator(input).Mutate(request, seeds[input / 4 / seeds.Length % seeds.Length]);
            Send(isControl ? exchanges[2] : exchanges[input % 8 == 2 ? 1 : 0], mutated);
            if (isControl) CheckControlled();
            if (++tried % Between == 0) CheckHeld();
            return null;
        }
        catch (Exception failure) when (failure is IOException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return failure.Message;
        }
    }

    /// <summary>Whether what was there before is as it was, and more is taken.</summary>
    public void CheckHeld()
    {
        if (Held() != held) throw new InvalidOperationException("What was held before is not what it was.");
        Import(exchanges[0], "works");
    }

    public void Dispose()
    {
        foreach (var exchange in exchanges) exchange.Dispose();
        open.Dispose();
        strict.Dispose();
        controlled.Dispose();
    }

    private void Send(HttpExchange exchange, MutatedRequest request)
    {
        if (!request.IsWhole)
        {
            var text = exchange.SendAndEnd(request.Bytes);
            Count(0);
            if (text.Length > 0 && !text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)) throw new IOException($"No HTTP: {text}");
            if (text.Contains("InternalException", StringComparison.Ordinal)) throw new InvalidOperationException(text);
            return;
        }

        var answer = exchange.Send(request.Bytes, request.Method == "HEAD");
        Count(answer.Status);
        Check(answer, request.Method == "HEAD");
    }

    private void Count(int status) => Statuses[status] = Statuses.GetValueOrDefault(status) + 1;

    private static void Check(HttpAnswer answer, bool isHead)
    {
        var text = Encoding.UTF8.GetString(answer.Body);
        if (answer.Status is not ((>= 200 and < 300) or (>= 400 and < 500) or 501))
            throw new InvalidOperationException($"{answer.Status} {text}");
        // AWS's Security Token Service speaks XML, and an answer to HEAD has no body.
        if (isHead || answer.Headers.Contains("Content-Type: text/xml", StringComparison.Ordinal)) return;
        using var json = JsonDocument.Parse(answer.Body);
        if (answer.Status < 400) return;
        var error = json.RootElement;
        var isControls = !answer.Headers.Contains("x-amzn-RequestId", StringComparison.Ordinal);
        var isNamed = isControls || answer.Headers.Contains("x-amzn-ErrorType: ", StringComparison.Ordinal)
            || error.TryGetProperty("__type", out _);
        if (!isNamed || !((error.TryGetProperty("Message", out var message) || error.TryGetProperty("message", out message))
                && message.GetString() is { Length: > 0 }))
            throw new InvalidOperationException($"No error as AWS has it: {text}");
    }

    // Faults strike, and with faults lifted all works, whatever the clock was told.
    private void CheckControlled()
    {
        var inForce = controlled.Faults.InForce;
        if (inForce.Count > 0 && inForce.All(fault => fault.Kind is EmulatorFaultKind.Status or EmulatorFaultKind.Throttle))
            exchanges[2].Send(Whole("/findings", "{}", "securityhub"), isHead: false);
        controlled.Faults.LiftAll();
        Import(exchanges[2], "works");
        Check(exchanges[2].Send(Whole("/findings/list", "{}", "inspector2"), isHead: false), isHead: false);
        Check(exchanges[2].Send(Encoding.ASCII.GetBytes("GET /_emulator/calls HTTP/1.1\r\n\r\n"), isHead: false), isHead: false);
        if (tried % Between == Between - 1) controlled.Reset();
    }

    private static void Import(HttpExchange exchange, string id)
    {
        var body = RequestSeeds.Services[0].Body.Replace("\"fuzzed\"", $"\"{id}\"", StringComparison.Ordinal);
        var answer = exchange.Send(Whole("/findings/import", body, "securityhub"), isHead: false);
        using var json = JsonDocument.Parse(answer.Body);
        if (answer.Status != 200 || json.RootElement.GetProperty("SuccessCount").GetInt32() != 1)
            throw new InvalidOperationException($"A valid finding is not taken: {json.RootElement}");
    }

    private string Held()
    {
        var answer = exchanges[0].Send(Whole(
            "/findings",
            """{"Filters":{"Id":[{"Value":"kept-","Comparison":"PREFIX"}]},"SortCriteria":[{"Field":"Id","SortOrder":"asc"}]}""",
            "securityhub"), isHead: false);
        return Encoding.UTF8.GetString(answer.Body);
    }

    private static byte[] Whole(string path, string body, string service) => Encoding.UTF8.GetBytes(
        $"POST {path} HTTP/1.1\r\nAuthorization: AWS4-HMAC-SHA256 Credential=ANY/20250101/eu-west-1/{service}/aws4_request, " +
        $"SignedHeaders=host, Signature=0\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
}
