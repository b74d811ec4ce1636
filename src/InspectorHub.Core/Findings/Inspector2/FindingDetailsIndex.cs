using System.Text.Json;
using InspectorHub.Json;

namespace InspectorHub.Findings.Inspector2;

/// <summary>
/// Details of findings (BatchGetFindingDetails) that were read, until the findings come that they belong to. A source is read once, one
/// finding at a time, so that the details have to be known before: <see cref="Collect"/> looks through a file for them first.
/// </summary>
public sealed class FindingDetailsIndex
{
    /// <summary>The member of a reply that lists details.</summary>
    internal const string Member = "findingDetails";

    private readonly Dictionary<string, FindingDetails> byArn = new(StringComparer.Ordinal);
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    /// <summary>How many findings details were read for, and did not come.</summary>
    public int Unused => byArn.Count - used.Count;

    /// <summary>What to say of details whose findings did not come.</summary>
    /// <param name="origin">Where they were read.</param>
    public FindingProblem UnusedIn(string origin) => new(
        FindingProblemKind.Incomplete, origin, null, byArn.Keys.FirstOrDefault(arn => !used.Contains(arn)),
        $"details of {Unused} finding{(Unused == 1 ? "" : "s")} (BatchGetFindingDetails) without the findings they belong to, which " +
        "have to come with them or after them");

    /// <summary>
    /// Looks for details in a file, from its start, and collects those that are there; the file is at its start again after it.
    /// </summary>
    /// <param name="stream">Can be read again; UTF-8 or UTF-16, plain or gzip.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public void LookThrough(Stream stream, CancellationToken cancellationToken = default)
    {
        // Most files have none, and are not taken apart to learn it.
        var has = Has(stream, cancellationToken);
        stream.Position = 0;
        if (!has) return;
        Collect(stream, cancellationToken);
        stream.Position = 0;
    }

    /// <summary>
    /// Looks through a text for details and leaves everything else; what cannot be read is for the reading of findings to report.
    /// </summary>
    /// <param name="stream">UTF-8 or UTF-16, plain or gzip; read to its end, not disposed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public void Collect(Stream stream, CancellationToken cancellationToken = default)
    {
        using var splitter = new JsonSplitter([Member, "findings"]);
        var utf8 = JsonStream.OpenUtf8(stream);
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            Take(splitter);
        }
        while (splitter.Fill(utf8));
        Take(splitter);
    }

    /// <summary>Takes the details of one finding.</summary>
    /// <exception cref="JsonException">They are not of the API's shape.</exception>
    internal void Add(ReadOnlySpan<byte> json)
    {
        if (Inspector2Json.Details.Read(json) is { FindingArn: { Length: > 0 } arn } details) byArn[arn] = details;
    }

    /// <summary>Gives a finding its details, if they are known.</summary>
    internal void GiveTo(Inspector2Finding finding)
    {
        if (byArn.Count == 0 || finding.FindingArn is not { } arn || !byArn.TryGetValue(arn, out var details)) return;
        finding.Details ??= details;
        used.Add(arn);
    }

    private static bool Has(Stream stream, CancellationToken cancellationToken)
    {
        var name = System.Text.Encoding.UTF8.GetBytes(Member);
        var utf8 = JsonStream.OpenUtf8(stream);
        var block = new byte[1 << 16];
        // What the end of a block has of the name is looked at with the next one.
        var kept = 0;
        for (int read; (read = utf8.Read(block, kept, block.Length - kept)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var text = block.AsSpan(0, kept + read);
            if (text.IndexOf(name) >= 0) return true;
            kept = Math.Min(name.Length - 1, text.Length);
            text.Slice(text.Length - kept).CopyTo(block);
        }

        return false;
    }

    private void Take(JsonSplitter splitter)
    {
        while (splitter.TryRead(out var piece))
        {
            if (piece.Kind is not (JsonPieceKind.Element or JsonPieceKind.Document)) continue;
            try
            {
                if (FindingShape.Of(piece.Json).Kind == FindingShapeKind.Details) Add(piece.Json);
            }
            catch (JsonException)
            {
                // The reading of findings comes to it, too, and says so.
            }
        }
    }
}
