using System.Text.Json;
using InspectorHub.Emulator.Inspector;
using InspectorHub.Findings;
using InspectorHub.Findings.Cis;

namespace InspectorHub.Emulator.Control;

/// <summary>Reads what an emulator starts with: findings as the APIs give them, whole replies and reports, or ASFF.</summary>
internal static class Seed
{
    /// <summary>Takes everything that is in a JSON text.</summary>
    /// <param name="json">Any of what the findings' reader takes.</param>
    /// <param name="inspector">Takes what Inspector and Inspector Classic report.</param>
    /// <param name="asff">Takes what is in the Security Hub format.</param>
    /// <exception cref="FormatException">A part of it cannot be taken; what came before it is.</exception>
    public static SeededFindings Take(Stream json, EmulatedInspector inspector, Action<byte[]> asff)
    {
        using var copy = new MemoryStream();
        json.CopyTo(copy);
        var (ofInspector, ofHub) = (0, 0);
        foreach (var element in AsGiven(copy.ToArray()))
        {
            inspector.Put(InspectorJson.Normalized(element));
            ofInspector++;
        }

        if (ofInspector > 0) return new SeededFindings(ofInspector, ofHub);
        copy.Position = 0;
        var cisScans = new CisScans();
        foreach (var reading in FindingReader.Read(copy, "the seed", artifact: null, scannedAt: null, cisScans))
        {
            if (reading.Problem is { } problem) throw new FormatException(problem.ToString());
            if (reading.Asff is { } finding)
            {
                asff(finding);
                ofHub++;
            }
            else
            {
                inspector.Put(reading.Finding!);
                ofInspector++;
            }
        }

        inspector.Put(cisScans);
        return new SeededFindings(ofInspector, ofHub);
    }

    // Findings of the APIs stay as they are, members included that nobody here knows. Everything else goes through the reader.
    private static List<JsonElement> AsGiven(byte[] utf8)
    {
        try
        {
            var root = JsonDocument.Parse(utf8).RootElement;
            var list = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("findings", out var findings) ? findings : root;
            List<JsonElement> elements = list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [list];
            return elements.TrueForAll(IsFinding) ? elements : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static bool IsFinding(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
        && (element.TryGetProperty("findingArn", out var name) || element.TryGetProperty("arn", out name))
        && name.ValueKind == JsonValueKind.String
        && !element.TryGetProperty("scanArn", out _);
}
