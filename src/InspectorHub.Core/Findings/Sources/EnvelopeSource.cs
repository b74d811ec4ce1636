using System.Text;
using System.Text.Json;
using InspectorHub.Json;

namespace InspectorHub.Findings.Sources;

/// <summary>Documents within a document: messages of Amazon SNS, and what Amazon ECR answers about an image.</summary>
internal sealed class EnvelopeSource(SourceContext context, ReadingQueue readings) : IFindingSource
{
    /// <inheritdoc/>
    public void Take(in JsonPiece piece, in FindingShape shape) =>
        TakeWithin(piece, shape.Kind == FindingShapeKind.Notification ? "Message" : "imageScanFindings");

    /// <summary>Takes a text or an object that is a document of its own. Where it stands is where its envelope does.</summary>
    public void TakeWithin(in JsonPiece piece, string member)
    {
        using var document = JsonDocument.Parse(piece.Json.ToArray());
        var content = document.RootElement.EnumerateObject().First(property =>
            property.Name.Equals(member, StringComparison.OrdinalIgnoreCase)).Value;
        using var within = new FindingReader(context, hasOwnDetails: false);
        within.Append(Encoding.UTF8.GetBytes(content.ValueKind == JsonValueKind.String ? content.GetString()! : content.GetRawText()));
        within.Complete();
        while (within.TryRead(out var reading))
        {
            reading.Finding?.ReadAt(context.Origin, piece.Position);
            readings.Add(reading.Problem is { } problem
                ? new FindingReading(problem with { Position = piece.Position, What = $"within its {member}: {problem.What}" })
                : reading);
        }
    }
}
