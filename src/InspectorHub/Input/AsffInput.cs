using System.Collections;
using System.Text;
using System.Text.Json;
using InspectorHub.Asff;
using InspectorHub.Asff.Serialization;
using InspectorHub.Findings;
using InspectorHub.Json;

namespace InspectorHub.Input;

/// <summary>
/// Turns whatever holds findings in the Security Hub format into their JSON, unread and unmended, so that it can be checked:
/// ours, JSON text (also cut into lines), files, objects of ConvertFrom-Json, hashtables, objects of the AWS SDK. Replies of
/// GetFindings, requests of BatchImportFindings, arrays and NDJSON are taken apart.
/// </summary>
internal sealed class AsffInput : IDisposable
{
    private const string Origin = "pipeline input";

    private JsonSplitter? text;

    /// <summary>Takes one object of the pipeline and gives what can be told by now.</summary>
    public IEnumerable<AsffInputItem> Read(object? input)
    {
        switch (input.Unwrapped())
        {
            case null:
                return [];
            case AsffFinding finding:
                return ReadText(AsffJson.Serialize(finding));
            case InspectorFinding finding:
                return [Problem(
                    FindingProblemKind.UnknownDocument, Origin, null, "a finding of Amazon Inspector, which ConvertTo-Asff translates")];
            case string line:
                text ??= Splitter();
                text.Append(Encoding.UTF8.GetBytes(line));
                text.Append("\n"u8);
                return Take(text, Origin);
            case IEnumerable list and not IDictionary:
                return list.Cast<object?>().SelectMany(Read);
            default:
                return ReadObject(input!);
        }
    }

    /// <summary>Reads a file or another stream.</summary>
    public static IEnumerable<AsffInputItem> Read(Stream stream, string origin)
    {
        using var splitter = Splitter();
        using var utf8 = JsonStream.OpenUtf8(stream);
        do
        {
            foreach (var item in Take(splitter, origin)) yield return item;
        }
        while (splitter.Fill(utf8));

        foreach (var item in Take(splitter, origin)) yield return item;
    }

    /// <summary>Says that the pipeline has ended: text that is unfinished now is a problem.</summary>
    public IEnumerable<AsffInputItem> Complete()
    {
        text?.Complete();
        return text is null ? [] : Take(text, Origin);
    }

    /// <inheritdoc/>
    public void Dispose() => text?.Dispose();

    private static JsonSplitter Splitter() => new(["findings"]);

    private static List<AsffInputItem> ReadObject(object input)
    {
        try
        {
            return ReadText(ObjectJson.Write(input));
        }
        catch (InvalidOperationException failure)
        {
            return [Problem(FindingProblemKind.UnknownDocument, Origin, null, failure.Message)];
        }
    }

    private static List<AsffInputItem> ReadText(byte[] json)
    {
        using var splitter = Splitter();
        splitter.Append(json);
        splitter.Complete();
        return Take(splitter, Origin);
    }

    private static List<AsffInputItem> Take(JsonSplitter splitter, string origin)
    {
        var items = new List<AsffInputItem>();
        while (splitter.TryRead(out var piece))
        {
            if (piece.Kind == JsonPieceKind.Problem)
            {
                items.Add(Problem(FindingProblemKind.Malformed, origin, piece.Position, piece.Problem!));
                continue;
            }

            try
            {
                using var document = JsonDocument.Parse(OwnMembers.Remove(piece.Json.ToArray()));
                items.Add(IsOfInspector(document.RootElement)
                    ? Problem(
                        FindingProblemKind.UnknownDocument, origin, piece.Position,
                        "a finding of Amazon Inspector, which ConvertTo-Asff translates")
                    : new AsffInputItem($"{origin}, {piece.Position.Place}", document.RootElement.Clone(), null));
            }
            catch (JsonException failure)
            {
                items.Add(Problem(FindingProblemKind.Malformed, origin, piece.Position, $"it is not JSON: {failure.Message.TrimEnd('.')}"));
            }
        }

        return items;
    }

    // Checked as ASFF it would lack all that ASFF has.
    private static bool IsOfInspector(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
            && !json.TryGetProperty("SchemaVersion", out _)
            && !json.TryGetProperty("ProductArn", out _) &&
        (json.TryGetProperty("findingArn", out _) || json.TryGetProperty("assetAttributes", out _));

    private static AsffInputItem Problem(FindingProblemKind kind, string origin, JsonPosition? position, string what) =>
        new(origin, default, new FindingProblem(kind, origin, position, null, what));
}
